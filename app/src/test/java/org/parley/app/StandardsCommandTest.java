package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardsCommandTest {
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
    void whatBindsASupplierIsShownByItsStanding() {
        assertThat(run("standards", "--for", "engine", "--on", "2026-02-05")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        """
                        Standards for a supplier of integration engines on 5 February 2026.
                        Information standards in force must be complied with (Health and Social Care Act 2012, section 250; since 5 February 2026).

                        In force (2)
                          DAPB4101       Pathology and laboratory medicine reporting
                          DCB0129        Clinical risk management, manufacture

                        Agreed, not in force yet (1)
                          DTAC           Digital technology assessment criteria, interoperability, from 6 April 2026
                        """);
    }

    @Test
    void oneStandardIsShownWhole() {
        assertThat(run("standards", "isb1557", "--on", "2026-11-25")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        """
                        ISB1557  EDIFACT pathology messaging
                          version      Amd 39/2003
                          standing     to be replaced on 25 November 2026
                          agreed       2003
                          deprecated   April 2024
                          replaced by  DAPB4101
                          asks         Report laboratory results to general practice as EDIFACT NHS002 and NHS003 over MESH.
                          binds        general practice, a laboratory, an IT supplier
                          measurable   traffic
                          read         text
                          not certain  It counts as deprecated from the month in which DAPB4101 was published.
                          source       NHS Standards Directory 2022; pathology standards review
                        """);
    }

    @Test
    void wrongWordsAreAnsweredWithWhatThereIs() {
        assertThat(run("standards", "DAPB0000")).isEqualTo(2);
        assertThat(run("standards", "--for", "nobody")).isEqualTo(2);
        assertThat(run("standards", "--on", "2026-02-30")).isEqualTo(2);
        assertThat(wrong.toString(StandardCharsets.UTF_8))
                .contains("The register has no standard 'DAPB0000'.")
                .contains("There is no party 'nobody'. There are: trust, gp,")
                .contains("A day is written like 2026-03-01.");
    }
}
