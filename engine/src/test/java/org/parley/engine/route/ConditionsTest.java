package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.engine.route.Conditions.Compiled;
import org.parley.engine.route.Conditions.Parse;
import org.parley.wire.hl7v2.Message;

class ConditionsTest {
    private static final Message ADMISSION = Messages.message(Messages.ADMISSION);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH-9.2 in (A01, A02, A03, A08, A11, A13)",
                "PV1-2 in (I, E) and PV1-3.1 valued",
                "IF PV1-3 VALUED AND PV1-2 EQUALS I",
                "PV1-2 = I",
                "PV1-2=I",
                "PV1-2 != O",
                "PV1-2 <> O",
                "PV1-2 not equals O",
                "not PV1-2 equals O",
                "not (PV1-2 equals O or PV1-2 equals E)",
                "PV1-2 equals O or PV1-2 equals E or PV1-2 equals I",
                "PV1-2 not in (O, E)",
                "PV1-7 not valued",
                "PV1-7 is not valued",
                "PV1-3.2 is valued",
                "PID-3.4 = NHS",
                "any PID-3.4 = NHS",
                "not all PID-3.4 = NHS",
                "PID-3[2].4 = NHS",
                "not PID-3[1].4 = NHS",
                "all OBX-2 in (NM, FT)",
                "count OBX greater than 2",
                "count OBX > 2",
                "COUNT OBX>2 AND count OBX at most 3",
                "count OBX equals 3",
                "count OBX is less than 4",
                "count PID-3 equals 2",
                "count ZZZ equals 0",
                "length PID-5.1 greater than 2",
                "length PV1-7 equals 0",
                "length PID-5.1 = 6",
                "PV1-3.1 starts with WARD",
                "PV1-3.1 not starts with BAY",
                "PV1-3.1 ends with 7",
                "PID-5.1 contains EST",
                "OBX-5 contains '< 5'",
                "OBX-5 contains \"E < 5\"",
                "OBX[3]-5 = 'A & E < 5'",
                "PID-8 in (f, m) ignoring case",
                "PID-5.1 equals tester ignoring case",
                "PID-5.1 starts with tes ignoring case",
                "PID-16 = \"\"",
                "PID-16 is null",
                "PID-16 not valued",
                "PV1-3.1 same as PV1-6.1",
                "PV1-3.1 not same as PV1-3.2",
                "PV1 valued",
                "ZU1 not valued",
                "MSH-3 = “PAS”",
                "((((PV1-2 = I))))",
                "PV1-2 = O and PV1-2 = E or PV1-2 = I",
            })
    void theseHoldForTheAdmission(String text) {
        assertThat(ok(text).test(ADMISSION)).as(text).isTrue();
        assertThat(ok("not (" + text.replaceFirst("^IF ", "") + ")").test(ADMISSION)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PV1-2 equals i",
                "PID-8 = M",
                "PID-3.4 != NHS",
                "all PID-3.4 = NHS",
                "all ZU1-1 in (A)",
                "PV1-7 in (A)",
                "PV1-7 same as PV1-8",
                "PV1-2 = I and (PV1-2 = O or PV1-2 = E)",
                "ZU1 valued",
            })
    void theseDoNotHoldForTheAdmission(String text) {
        assertThat(ok(text).test(ADMISSION)).as(text).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                        | 0  | There is no condition here.
                    PV1-2 equal I             | 6  | Did you mean equals?
                    PV1-2 equals              | 12 | Expected a value here.
                    PV1-2 equals General Surgery | 21 | several words needs quotes
                    PV1-2 equals and PV1-3 valued | 13 | put the word and in quotes
                    PV1-2 in I                | 9  | Expected ( and a list
                    PV1-2 in (I, E            | 9  | never closed
                    PV1-2 in (I E)            | 12 | Expected a comma or )
                    (PV1-2 = I                | 0  | never closed
                    PV1-2 = I)                | 9  | closes nothing
                    PV1-2 = "I                | 8  | This quote is never closed
                    pv1-2 = I                 | 0  | Did you mean PV1-2?
                    PV1-2 greater than 3      | 6  | Only a count or a length
                    PV1-2 > 3                 | 6  | Only a count or a length
                    count OBX more than 3     | 10 | Expected greater than
                    count OBX > many          | 12 | whole number
                    count PID-3.1 > 1         | 6  | not a component
                    MSH-9 = ADT^A01           | 8  | A value is one component
                    PV1 = I                   | 4  | name a field such as PV1-1
                    PV1-2 valued, PV1-3 valued | 12 | Expected and, or, or the end
                    and                       | 0  | is no path
                    """)
    void whatIsWrongIsSaidWithItsPlace(String text, int at, String reason) {
        assertThat(Conditions.parse(text))
                .isInstanceOfSatisfying(
                        Parse.Wrong.class,
                        wrong -> {
                            assertThat(wrong.reason()).contains(reason);
                            assertThat(wrong.at()).isEqualTo(at);
                        });
    }

    @Test
    void limitsAreKept() {
        assertThat(Conditions.parse("not ".repeat(100) + "PV1-2 = I"))
                .isInstanceOfSatisfying(
                        Parse.Wrong.class, wrong -> assertThat(wrong.reason()).contains("32"));
        assertThat(Conditions.parse("(".repeat(3000))).isInstanceOf(Parse.Wrong.class);
        assertThat(Conditions.parse(" ".repeat(5000))).isInstanceOf(Parse.Wrong.class);
    }

    @Test
    void noTextMakesTheParserThrow() {
        String[] words = {
            "PV1-2", "not", "and", "or", "(", ")", "in", "=", "\"", "'", ",", "count", "any", "A",
            "", "valued", "is", "starts", "with", "\u0000", "é", "[", "3", "same", "as", "<",
            "length"
        };
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(words[random.nextInt(words.length)]);
                text.append(random.nextInt(4) == 0 ? "" : " ");
            }
            switch (Conditions.parse(text.toString())) {
                case Parse.Ok(Compiled condition) -> condition.test(ADMISSION);
                case Parse.Wrong(String reason, int at) -> {
                    assertThat(at).isBetween(0, text.length());
                    assertThat(reason).isNotBlank();
                }
            }
        }
    }

    @Test
    void itTellsWhichPathsItReadsAndWhere() {
        Compiled condition = ok("PV1-2 = I and count OBX > 2");
        assertThat(condition.reads())
                .extracting(use -> use.path() + "@" + use.at())
                .containsExactly("PV1-2@0", "OBX@20");
    }

    @Test
    void fieldsThatNoVersionHasAreDoubted() {
        assertThat(ok("PV1-99 valued and PIF-3 valued and ZU1-77 valued").doubts())
                .extracting(Parse.Wrong::reason)
                .containsExactly(
                        "No version of the standard gives PV1 a field 99.",
                        "The standard has no segment PIF. Did you mean PID?");
    }

    @Test
    void aFocusPinsTheSameSegmentAndTheSameRepetition() {
        Compiled observation = ok("OBX-3 = POTA and PV1-2 = I");
        assertThat(observation.test(ADMISSION, new Focus("OBX", 1, 0, 0))).isFalse();
        assertThat(observation.test(ADMISSION, new Focus("OBX", 2, 0, 0))).isTrue();
        Compiled number = ok("PID-3.4 = NHS");
        assertThat(number.test(ADMISSION, new Focus("PID", 1, 3, 1))).isFalse();
        assertThat(number.test(ADMISSION, new Focus("PID", 1, 3, 2))).isTrue();
    }

    private static Compiled ok(String text) {
        return switch (Conditions.parse(text)) {
            case Parse.Ok(Compiled condition) -> condition;
            case Parse.Wrong(String reason, int at) ->
                    throw new AssertionError(text + " at " + at + ": " + reason);
        };
    }
}
