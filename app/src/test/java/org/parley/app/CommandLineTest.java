package org.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Source;
import org.parley.engine.journal.JournalSettings;

final class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private record Said(int code, String out) {}

    private static Said run(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            return new Said(Main.run(words), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command :
                List.of(
                        "demo",
                        "run",
                        "lint",
                        "test",
                        "send",
                        "receive",
                        "journal",
                        "validate",
                        "standards",
                        "sim",
                        "explain",
                        "map",
                        "schema")) {
            Said said = run(command, "--help");
            assertThat(said.code()).as(command).isZero();
            assertThat(said.out()).as(command).contains("Example").contains("./parley " + command);
        }
    }

    @Test
    void wrongWordsAreAnsweredWithTwoAndNoStackTrace() {
        assertThat(run("lint").code()).isEqualTo(2);
        assertThat(run("nonsense").code()).isEqualTo(2);
        assertThat(run("send", "nothing.hl7", "--to", "nowhere").code()).isEqualTo(2);
        assertThat(run("journal", folder.resolve("none").toString()).code()).isEqualTo(2);
    }

    @Test
    void theExampleTrustIsRightAndAnEmptyFolderIsNot() {
        assertThat(run("lint", "../trust").code()).isZero();
        assertThat(run("lint", folder.toString()).code()).isEqualTo(1);
    }

    @Test
    void sendTalksToARunningEngineAndJournalShowsWhatBecameOfItWithoutPatientData()
            throws Exception {
        byte[] trust =
                """
                trust: small
                is: Small
                owner: Nobody
                ---
                system: pas
                is: Sender
                sends:
                  adt: { over: mllp, listen: "127.0.0.1:0", speaks: hl7v2 2.4 }
                ---
                system: folder
                is: Receiver
                receives:
                  adt: { over: files, to: "%s", speaks: hl7v2 2.4 }
                ---
                route: all
                why: To see it.
                from: pas.adt
                to:
                  - send: folder.adt
                if-rejected: park
                if-unreachable: wait
                """
                        .formatted(Files.createDirectory(folder.resolve("out")))
                        .getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files =
                Map.of(
                        "trust.yaml",
                        trust,
                        "env/local.yaml",
                        "x: y\n".getBytes(StandardCharsets.UTF_8));
        Configuration read =
                Configuration.read(Source.of(files, folder), "local", Environment.system());
        assertThat(read).isInstanceOf(Configuration.Good.class);
        Path data = folder.resolve("data");
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        data,
                        JournalSettings.defaults().withSegmentBytes(1L << 20),
                        Duration.ofDays(1));
        try (RunningTrust running =
                RunningTrust.start(((Configuration.Good) read).loaded(), settings)) {
            String address = String.valueOf(running.engine().addresses().get("pas.adt"));
            Said sent = run("send", "../trust/in/a01-inpatient.hl7", "--to", address);
            assertThat(sent.out()).contains("CA").contains("1 of 1 messages taken");
            assertThat(sent.code()).isZero();
        }
        Said printed = run("journal", data.toString(), "--print", "--port", "pas.adt");
        assertThat(printed.code()).isZero();
        assertThat(printed.out())
                .contains("received at pas.adt")
                .contains("ADT^A01")
                .doesNotContain("PID|");
        assertThat(run("journal", data.toString(), "--verify").out()).contains("0 damaged places");
        assertThat(run("journal", data.toString()).out()).contains("segment-");
    }
}
