package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MistakesTest {
    @Test
    void everyMistakeOfATableIsToldAtOnceWithLineAndCell() {
        Files files =
                new Files()
                        .with("codes/sex.csv", "from,to\nM,1\nM,2\n,3\n*,x\n*,y\n")
                        .with(
                                "maps/bad.csv",
                                """
                                to,do,from,value,how,code,when,coment
                                pid-3,,PID-4,,,,,
                                PID-3,sett,PID-4,,,,,
                                PID,,PID-4,,,,,
                                PID-3,,,,,,,
                                PID-3,,PID-4,X,,,,
                                PID-3,,PID-4,,uper,,,
                                PID-3,,PID-4,,first x,,,
                                PID-3,,PID-4,,,sx,,
                                PID-8,,PID-8,,,sex,,
                                PID-8,,PID-8,,,sex:name,,
                                PID-8,,PID-8,,,sex by PID-9,,
                                PID-8,clear,PID-9,,,,,
                                PID-3,first,,,,,,
                                PID-3.1,keep,,,,,PID-3.4 = NHS,
                                PID-8,,PID-8,,,,PID-8 equal M,
                                PID-99,,PID-8,,,,,
                                PDI-9,,"PID-8 'x",,,,,
                                PV1-3,,'x',,,,,
                                ZU1-1,add,,,,,,
                                ZU1,add before PV1,,,,,,
                                MSH-18,,,KLINGON,,,,
                                MSH-2,,MSH-3,,,,,
                                GROUP.OBX-5,,PID-8,,,,,
                                """);
        assertThat(files.problems("bad"))
                .extracting(each ->
                        each.line()
                                + ":"
                                + each.column()
                                + " "
                                + each.problem().code()
                                + " "
                                + each.problem().text())
                .containsExactly(
                        "1:8 PAR-4101 Nobody knows a column 'coment'. Did you mean comment?",
                        "2:1 PAR-4103 'pid-3' is no path: A path starts with a segment's name in"
                                + " capitals, as in PID-3.1. Did you mean PID-3?",
                        "3:2 PAR-4104 Nobody knows 'sett'. Did you mean set?",
                        "4:1 PAR-4103 'PID' names a whole segment.",
                        "5:3 PAR-4108 The row sets something, but has neither 'from' nor 'value'.",
                        "6:3 PAR-4108 The row has both 'from' and 'value'.",
                        "7:5 PAR-4106 Nobody knows 'uper'. Did you mean upper?",
                        "8:5 PAR-4106 'first' takes a number from 1 to 1000.",
                        "9:6 PAR-4110 There is no code table codes/sx.csv. Did you mean sex?",
                        "3:1 PAR-4112 The code 'M' has a row above already.",
                        "4:1 PAR-4111 The row has no code in the column from.",
                        "6:1 PAR-4112 The code '*' has a row above already.",
                        "11:6 PAR-4110 The code table sex has no column 'name'.",
                        "12:6 PAR-4110 The code table sex has no column 'system'.",
                        "13:3 PAR-4108 'clear' has no use for the column from.",
                        "14:7 PAR-4108 Which repetitions is not said.",
                        "15:1 PAR-4103 Repetitions are chosen by the condition, so 'to' is the"
                                + " field alone.",
                        "16:7 PAR-4107 At character 7 of the condition: Expected valued, not"
                                + " valued, equals, in (…), starts with, ends with, contains, same as, before, after, is"
                                + " null, or is and a form such as nhs-number here. Did you mean equals?",
                        "17:1 PAR-4103 No version of the standard gives PID a field 99.",
                        "18:1 PAR-4103 The standard has no segment PDI. Did you mean PID?",
                        "18:3 PAR-4105 A quote is never closed.",
                        "19:3 PAR-4105 'from' names no path.",
                        "20:1 PAR-4103 A segment is added, so 'to' is its name alone.",
                        "21:2 PAR-4104 After 'add' comes 'after PV1', 'after last OBX' or 'at"
                                + " end'.",
                        "22:4 PAR-4109 'KLINGON' cannot be written in MSH-18.",
                        "23:3 PAR-4108 MSH-2 decides how the whole message is written, so it"
                                + " takes a value only.",
                        "24:1 PAR-4103 A path to write to cannot begin with a group.");
    }

    @Test
    void aMapThatIsNotThereIsNamedWithTheNearestOne() {
        assertThat(new Files().with("maps/pas-to-lims.csv", "to\n").problems("pas-to-lms"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.problem().text())
                                .isEqualTo(
                                        "There is no map 'pas-to-lms'. Did you mean"
                                                + " pas-to-lims?"));
    }

    @Test
    void aTableAndAClassOfOneNameAreOneTooMany() {
        assertThat(
                        new Files()
                                .with("maps/x.csv", "to\n")
                                .with("maps/x.java", "class X {}")
                                .problems("x"))
                .extracting(each -> each.problem().text())
                .containsExactly("There is a table and a class of the name 'x'.");
    }
}
