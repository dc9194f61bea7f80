package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Mapping.Mapped;

class TableMapTest {
    private static final String IN =
            """
            MSH|^~\\&|PAS|RX1|TIE|RX1|20260105093015||ADT^A01^ADT_A01|C1|P|2.4
            PID|1||H1^^^RX1^MR~9992772654^^^NHS^NH~X3^^^OLD^XX||TESTER^Edith^^^Ms||19710412|F
            PV1|1|I|WARD7^BAY2^BED4
            OBX|1|NM|SODI||139|||||||F
            OBX|2|NM|POTA||5.9||||||||F
            ZU1|a
            ZU2|b
            """;

    @Test
    void aTableWithoutRowsSendsTheMessageAsItCame() {
        assertThat(Files.map("to,from\n", IN)).isEqualTo(IN);
    }

    @Test
    void valuesAndCopiesChangeOnlyTheirPlace() {
        assertThat(
                        Files.map(
                                """
                                to,from,value
                                MSH-5,,LIMS
                                PV1-6,PV1-3,
                                PID-2.1,PID-5.2,
                                PID-4,PV1-7,
                                """,
                                IN))
                .isEqualTo(
                        IN.replace("|TIE|", "|LIMS|")
                                .replace("PID|1||", "PID|1|Edith|")
                                .replace("BED4", "BED4|||WARD7^BAY2^BED4"));
    }

    @Test
    void theRepetitionThatMeetsTheConditionIsMoved() {
        assertThat(
                        Files.map(
                                """
                                to,from,when
                                PID-19,PID-3.1,PID-3.4 equals NHS
                                PID-2,PID-3,PID-3.4 equals OLD
                                PV1-50,PID-3.1,PID-3.5 equals NH
                                """,
                                IN))
                .contains("PID|1|X3^^^OLD^XX|H1")
                .contains("|F|||||||||||9992772654\n")
                .contains("BED4" + "|".repeat(47) + "9992772654\n");
    }

    @Test
    void repetitionsAreDroppedKeptAndMovedToTheFront() {
        assertThat(Files.map("to,do,when\nPID-3,first,PID-3.4 equals NHS\n", IN))
                .contains("|9992772654^^^NHS^NH~H1^^^RX1^MR~X3^^^OLD^XX|");
        assertThat(Files.map("to,do,when\nPID-3,delete,PID-3.5 equals XX\n", IN))
                .contains("|H1^^^RX1^MR~9992772654^^^NHS^NH|");
        assertThat(Files.map("to,do,when\nPID-3,keep,\"PID-3.4 in (NHS, OLD)\"\n", IN))
                .contains("||9992772654^^^NHS^NH~X3^^^OLD^XX|");
    }

    @Test
    void rowsReadTheMessageAsItCameWhateverRowsBeforeThemDid() {
        assertThat(
                        Files.map(
                                """
                                to,do,from,value,when
                                PID-3,first,,,PID-3.4 equals NHS
                                PID-3.5,,,HOSP,PID-3.4 equals RX1
                                PID-3,delete,,,PID-3.5 equals XX
                                PV1-2,,,E,
                                PV1-4,,PV1-2,,
                                """,
                                IN))
                .contains("|9992772654^^^NHS^NH~H1^^^RX1^HOSP|")
                .contains("PV1|1|E|WARD7^BAY2^BED4|I");
    }

    @Test
    void aRowForARepeatingSegmentIsCarriedOutForEachOfThem() {
        assertThat(
                        Files.map(
                                """
                                to,from,value,when
                                OBX-4,OBX-1,,
                                OBX-8,,H,OBX-3 equals POTA
                                OBX[1]-6,,mmol/L,
                                OBX-7,PV1-2,,
                                """,
                                IN))
                .contains("OBX|1|NM|SODI|1|139|mmol/L|I|||||F")
                .contains("OBX|2|NM|POTA|2|5.9||I|H|||||F");
    }

    @Test
    void segmentsAreDeletedAndKept() {
        assertThat(Files.map("to,do,when\nZU1,delete,\nOBX,delete,OBX-3 equals SODI\n", IN))
                .isEqualTo(IN.replace("ZU1|a\n", "").replace("OBX|1|NM|SODI||139|||||||F\n", ""));
        assertThat(Files.map("to,do\nPID PV1,keep\n", IN))
                .isEqualTo(IN.substring(0, IN.indexOf("OBX")));
    }

    @Test
    void segmentsAreAddedAndFilled() {
        assertThat(
                        Files.map(
                                """
                                to,do,from,value,when
                                ZU1-2,,,before,
                                ZU1,add after PV1,,,
                                ZU1-1,,PID-3.1,,PID-3.4 equals NHS
                                NTE,add after OBX,,,OBX-5 starts with 5
                                NTE-3,,'Check ' OBX-3,,
                                ZZZ,add,,,
                                ZZZ-1,,,end,
                                """,
                                IN))
                .isEqualTo(
                        IN.replace("ZU1|a", "ZU1|a|before")
                                        .replace("BED4\n", "BED4\nZU1|9992772654\n")
                                        .replace(
                                                "5.9||||||||F\n",
                                                "5.9||||||||F\nNTE|||Check POTA\n")
                                + "ZZZ|end\n");
    }

    @Test
    void emptySourcesChangeNothingAndNullIsCopied() {
        String in = IN.replace("|19710412|F", "|19710412|\"\"");
        assertThat(Files.map("to,from,code\nPID-8,PID-9,\nPID-2,PID-8,\n", in))
                .contains("PID|1|\"\"|")
                .contains("|19710412|\"\"");
        assertThat(Files.map("to,do\nPID-7,null\nPID-5.2,clear\nPID-8,clear\n", IN))
                .contains("|TESTER^^^^Ms||\"\"|\n");
    }

    @Test
    void stepsChangeTheText() {
        String table =
                """
                to,from,how
                PID-2,PID-5.1,"lower, first 4"
                PID-7,PID-7,minutes
                PID-9,PID-3[2].1,"replace 999 '', pad 12"
                PID-10,"PID-5.1 ', ' PID-5.2",upper
                PID-11,PV1-3.1,"digits, pad 3"
                PID-12,PV1-3.1,before D
                PID-13,PV1-3.1,after WARD
                PID-14,PV1-3.1,last 2
                """;
        assertThat(Files.map(table, IN))
                .contains("|test|")
                .contains("|F|000002772654|TESTER, EDITH|007|WAR|7|D7\n");
    }

    @Test
    void codesAreTranslated() {
        Files files =
                new Files()
                        .with("codes/sex.csv", "from,to\nM,1\nF,2\nU,9\n")
                        .with(
                                "codes/ward.csv",
                                "system,from,to,name\n,WARD7,W7,Seven\nNHS,9992772654,N,\n,*,(keep),(keep)\n")
                        .with(
                                "maps/m.csv",
                                """
                                to,from,how,code
                                PID-8,PID-8,,sex
                                PV1-3.1,PV1-3.1,upper,ward
                                PV1-3.2,PV1-3.1,,ward:name
                                PV1-3.3,PV1-3.3,,ward
                                PV1-4,PID-3[2].1,,ward by PID-3[2].4
                                """);
        TableMapping mapping = files.compile("m");
        assertThat(Files.text(Files.only(mapping.apply(Messages.message(IN)))))
                .contains("|19710412|2\n")
                .contains("PV1|1|I|W7^Seven^BED4|N\n");
        assertThat(mapping.apply(Messages.message(IN.replace("|F\nPV1", "|Q\nPV1"))))
                .isInstanceOfSatisfying(
                        Mapped.Impossible.class,
                        impossible -> {
                            assertThat(impossible.problem().code()).isEqualTo("PAR-4150");
                            assertThat(impossible.problem().text())
                                    .isEqualTo(
                                            "maps/m.csv:2: the code in PID-8 has no row in the code"
                                                    + " table sex.");
                        });
    }

    @Test
    void laterTablesReplaceRowsOfTheSamePlaceAndCondition() {
        Files files =
                new Files()
                        .with(
                                "maps/base.csv",
                                """
                                to,do,value,when
                                MSH-5,,BASE,
                                MSH-6,,ONE,PV1-2 = I
                                MSH-6,,TWO,PV1-2 = O
                                ZU1,delete,,
                                """)
                        .with(
                                "maps/trust.csv",
                                """
                                to,do,value,when
                                MSH-5,,TRUST,
                                MSH-6,,INSIDE,PV1-2   =  I
                                ZU1,leave,,
                                ZU2,delete,,
                                """);
        assertThat(
                        Files.text(
                                Files.only(
                                        files.compile("base", "trust")
                                                .apply(Messages.message(IN)))))
                .contains("|TRUST|INSIDE|")
                .contains("ZU1|a\n")
                .doesNotContain("ZU2");
    }

    @Test
    void theWholeMessageIsWrittenWithOtherDelimitersAndAnotherSet() {
        String in =
                IN.replace("TESTER^Edith", "MÜL$LER \\T\\ SON^Édith \\H\\bold\\N\\")
                        .replace("P|2.4", "P|2.4||||||UNICODE UTF-8");
        String table =
                """
                to,value
                MSH-1,$
                MSH-2,*!@%
                MSH-18,8859/1
                MSH-5,A$B
                """;
        var out = Files.only(Files.table(table).apply(Messages.message(in)));
        assertThat(Files.text(out))
                .startsWith("MSH$*!@%$PAS$RX1$A@F@B$RX1$")
                .contains("$P$2.4$$$$$$8859/1\n")
                .contains("$MÜL@F@LER & SON*Édith @H@bold@N@*")
                .contains("H1***RX1*MR!9992772654*");
        assertThat(out.charset()).isEqualTo(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(
                        Files.table("to,value\nMSH-18,8859/1\n")
                                .apply(Messages.message(in.replace("Édith", "Ł"))))
                .isInstanceOf(Mapped.Impossible.class);
    }

    @Test
    void theExplanationTellsWhichRowMadeWhatAndWhatWasLost() {
        Explanation explained =
                Files.table(
                                """
                                to,do,from,when
                                PID-19,,PID-3.1,PID-3.4 equals NHS
                                ZU2,delete,,
                                OBX-5,clear,,OBX-3 = POTA
                                PV1-9,,PV1-8,
                                """)
                        .explain(Messages.message(IN));
        assertThat(explained.made())
                .extracting(Object::toString)
                .containsExactly(
                        "PID-19 from PID-3[2].1 (maps/m.csv:2)",
                        "OBX[2]-5 (maps/m.csv:4)",
                        "ZU2[1] (maps/m.csv:3)");
        assertThat(explained.dropped()).containsExactly("OBX[2]-5", "ZU2-1");
    }

    @Test
    void coverageCountsRowsThatFired() {
        TableMapping mapping =
                Files.table("to,value,when\nMSH-5,A,\nMSH-6,B,PV1-2 = O\nOBX-4,x,\n");
        assertThat(mapping.coverage(java.util.List.of(Messages.message(IN))))
                .containsExactly(
                        java.util.Map.entry(new Site("maps/m.csv", 2), 1),
                        java.util.Map.entry(new Site("maps/m.csv", 3), 0),
                        java.util.Map.entry(new Site("maps/m.csv", 4), 2));
    }

    @Test
    void rowsForSegmentsThatAreNotThereDoNothing() {
        assertThat(Files.map("to,value\nPD1-3,X\nOBX[9]-3,X\nNTE-1,Y\n", IN)).isEqualTo(IN);
    }
}
