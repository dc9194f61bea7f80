package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.engine.route.Conditions.Compiled;
import org.parley.engine.route.Conditions.Parse;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** What a condition needs to hold, and that it is asked of bytes as it is of texts. */
class NeedsTest {
    private static final int FIELDS = 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PV1-2 valued; 2",
                "PV1-2 not valued; none",
                "PV1-2 in (I, O); 2",
                "PV1-2 not in (I, O); none",
                "PV1-2 = I and PV1-3.1 not valued; 2",
                "PV1-2 = I or PV1-3.1 = W; 2 3",
                "PV1-2 = I or PV1-3.1 not valued; none",
                "(PV1-2 = I or PV1-3 = W) and PV1-4 valued; 4",
                "length PV1-2 greater than 1; 2",
                "length PV1-2 less than 3; none",
                "count PV1-2 at least 1; 2",
                "count PV1-2 at most 1; none",
                "all PV1-2 in (I, O); 2",
                "PV1-2 same as PV1-3; 2",
                "PV1-2 before PV1-3; 2",
                "PV1-2 not before PV1-3; none",
                "PV1-2 is null; 2",
                "MSH-9.2 = A01; none"
            })
    void theFieldsThatItCannotHoldWithout(String text, String fields) {
        long expected = 0;
        for (String field : fields.equals("none") ? new String[0] : fields.split(" ", -1)) {
            expected |= 1L << Integer.parseInt(field);
        }
        assertThat(condition(text).needs(NeedsTest::bit)).isEqualTo(expected);
    }

    @Test
    void whatItNeedsIsThereWheneverItHolds() {
        List<Compiled> conditions =
                List.of(
                        condition("PV1-2 = I or PV1-3.1 starts with W and PV1-4 valued"),
                        condition("not (PV1-2 = I) and (PV1-5 contains W or PV1-6 in (I, W))"),
                        condition("all PV1-7 in (I, W) or count PV1-8 greater than 1"),
                        condition("PV1-9 same as PV1-10 or length PV1-11.1 at least 1"),
                        condition("PV1-12 ends with I ignoring case and not PV1-13 valued"));
        Random random = new Random(7);
        int held = 0;
        for (int i = 0; i < 2_000; i++) {
            Message message = message(random);
            for (Compiled condition : conditions) {
                long needs = condition.needs(NeedsTest::bit);
                if (condition.test(message)) {
                    held++;
                    assertThat(needs == 0 || (needs & present(message)) != 0)
                            .as(
                                    "%s on %s",
                                    condition, new String(message.bytes(), StandardCharsets.UTF_8))
                            .isTrue();
                }
            }
        }
        assertThat(held).isGreaterThan(1_000);
    }

    @Test
    void bytesAreAskedAsTextsAre() {
        List<ValueTest> tests =
                List.of(
                        new ValueTest.Valued(),
                        new ValueTest.OneOf(Set.of("I", "A01", "", "1234567", "12345678")),
                        new ValueTest.OneOf(Set.of("I", "O", "\"\"")),
                        new ValueTest.OneOf(Set.of("\u00e9", "GRATEFUL DEAD")),
                        new ValueTest.StartsWith("A"),
                        new ValueTest.EndsWith("8"),
                        new ValueTest.Contains("23"),
                        new ValueTest.Length(Relation.AT_LEAST, 3),
                        new ValueTest.IgnoringCase(
                                new ValueTest.OneOf(Set.of("i", "grateful dead"))));
        for (ValueTest test : tests) {
            for (String value :
                    List.of(
                            "",
                            "\"\"",
                            "I",
                            "i",
                            "A01",
                            "1234567",
                            "12345678",
                            "GRATEFUL DEAD",
                            "AI")) {
                byte[] bytes = ("^" + value + "^").getBytes(StandardCharsets.US_ASCII);
                assertThat(test.test(bytes, 1, bytes.length - 1))
                        .as("%s of '%s'", test, value)
                        .isEqualTo(test.test(value));
            }
        }
    }

    private static long bit(Path path) {
        return path.segment().equals("PV1") ? 1L << path.field() : 0;
    }

    private static Message message(Random random) {
        StringBuilder text = new StringBuilder("MSH|^~\\&|A|B|C|D|||ADT^A01|1|P|2.4\nPV1");
        for (int field = 1; field <= FIELDS; field++) {
            String value = List.of("I", "W^I", "I~W", "\"\"").get(random.nextInt(4));
            text.append('|').append(random.nextInt(3) == 0 ? value : "");
        }
        return Messages.message(text.append('\n').toString());
    }

    private static long present(Message message) {
        long bits = 0;
        for (int field = 1; field <= FIELDS; field++) {
            bits |= message.textOrEmpty(Path.of("PV1-" + field)).isEmpty() ? 0 : 1L << field;
        }
        return bits;
    }

    private static Compiled condition(String text) {
        return switch (Conditions.parse(text)) {
            case Parse.Ok(Compiled condition) -> condition;
            case Parse.Wrong wrong -> throw new AssertionError(wrong.reason());
        };
    }
}
