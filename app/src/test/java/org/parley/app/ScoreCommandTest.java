package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ScoreCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream wrong = new ByteArrayOutputStream();

    private int run(String... words) {
        PrintStream before = System.out;
        PrintStream errBefore = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(wrong, true, StandardCharsets.UTF_8));
            return Main.run(words);
        } finally {
            System.setOut(before);
            System.setErr(errBefore);
        }
    }

    @Test
    void aMessageIsScoredAsItsPortMust() {
        assertThat(run("score", "../trust", "../trust/in/a01-odd-sex.hl7", "--as", "pas.adt"))
                .isEqualTo(Command.ANSWER_IS_NO);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ITK-HL7V2-ADT        well-formed  FAIL      0 of 1 (0.0 to 79.3 %)")
                .contains("itk-hl7v2-adt/gender: 1 of 1 break it.")
                .contains("pas.adt itk-hl7v2-adt/gender")
                .contains("PID-8 \"9\"")
                .doesNotContain("FEATHERSTONE", "9990000018");
    }

    @Test
    void whatLeavesHasNoSmallNumber() {
        assertThat(
                        run(
                                "score",
                                "../trust",
                                "../trust/in/a01-inpatient.hl7",
                                "--as",
                                "pas.adt",
                                "--json"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"suppressed\":\"<5\"")
                .contains("\"asked\":0")
                .doesNotContain("\"asked\":1");
    }

    @Test
    void aPortThatThereIsNotIsSaid() {
        assertThat(run("score", "../trust", "../trust/in/a01-inpatient.hl7", "--as", "pas.x"))
                .isEqualTo(Command.CANNOT);
        assertThat(wrong.toString(StandardCharsets.UTF_8)).contains("pas.adt");
    }
}
