package org.parley.engine.deliver.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.plan.Transport;

final class FilesSenderTest {
    @TempDir private Path top;

    private Answer send(String controlId, String text) {
        return send(controlId, text, top, ".hl7");
    }

    private static Answer send(String controlId, String text, Path folder, String suffix) {
        var out = new Transport.FilesOut(new Transport.Where.Local(folder), suffix);
        try (var sender = new FilesSender("gp.docs", out, Duration.ofSeconds(5), Clock.system())) {
            return sender.send(new Outgoing(text.getBytes(UTF_8), controlId, true));
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(top)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertWritten(Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Accepted.class, a -> assertThat(a.code()).isEqualTo("written"));
    }

    @Test
    void aMessageBecomesAFileOfItsControlId() {
        assertWritten(send("MSG00001", "MSH|é"));
        assertThat(top.resolve("MSG00001.hl7")).hasContent("MSH|é");
        assertThat(names()).containsExactly("MSG00001.hl7");
    }

    @Test
    void theSameMessageAgainIsAlreadyWritten() {
        assertWritten(send("1", "x"));
        assertWritten(send("1", "x"));
        assertThat(names()).containsExactly("1.hl7");
    }

    @Test
    void anotherMessageOfTheSameControlIdNeverOverwrites() {
        assertWritten(send("1", "x"));
        assertWritten(send("1", "y"));
        assertWritten(send("1", "z"));
        assertWritten(send("1", "y"));
        assertThat(names()).containsExactly("1-2.hl7", "1-3.hl7", "1.hl7");
        assertThat(top.resolve("1.hl7")).hasContent("x");
        assertThat(top.resolve("1-2.hl7")).hasContent("y");
    }

    @Test
    void aControlIdLeadsNowhereElse() throws IOException {
        Path inner = Files.createDirectory(top.resolve("inner"));
        for (String evil :
                List.of(
                        "../../etc/passwd",
                        "..",
                        "/abs",
                        "a\\b",
                        "a/b",
                        ".hidden",
                        "nul\0l",
                        "",
                        "x".repeat(5000),
                        "é€\n")) {
            assertWritten(send(evil, "x", inner, ".hl7"));
        }
        assertThat(names()).containsExactly("inner");
        try (Stream<Path> files = Files.list(inner)) {
            assertThat(files.map(f -> String.valueOf(f.getFileName())))
                    .hasSize(10)
                    .allMatch(n -> n.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,130}\\.hl7"));
        }
        assertWritten(send("s", "x", inner, "/../../up"));
        assertThat(names()).containsExactly("inner");
    }

    @Test
    void whatACrashLeftHalfWrittenIsNotTakenForWhole() throws IOException {
        assertWritten(send("1", "whole"));
        String hidden =
                ".parley-2-"
                        + org.parley.engine.files.FileNames.digest("all".getBytes(UTF_8))
                        + ".tmp";
        Files.writeString(top.resolve(hidden), "al");
        assertWritten(send("2", "all"));
        assertThat(top.resolve("2.hl7")).hasContent("all");
        assertThat(names()).containsExactly("1.hl7", "2.hl7");
    }

    @Test
    void aLinkUnderTheNameIsNotWrittenThrough() throws IOException {
        Path victim = Files.writeString(top.resolve("victim"), "keep");
        Files.createSymbolicLink(top.resolve("1.hl7"), victim);
        assertWritten(send("1", "x"));
        assertThat(victim).hasContent("keep");
        assertThat(top.resolve("1-2.hl7")).hasContent("x");
    }

    @Test
    void aFolderThatIsGoneIsNoAnswer() {
        assertThat(send("1", "x", top.resolve("nowhere"), ".hl7"))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        u -> assertThat(u.problem().code()).isEqualTo("PAR-1280"));
    }
}
