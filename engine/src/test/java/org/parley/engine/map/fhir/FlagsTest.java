package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** An abnormal flag survives in every type of message, wherever an OBX stands in it. */
final class FlagsTest {
    private static final Path OURS = Path.of("src/test/resources/fhir");
    private static final int FLAG = 8;

    private final FhirMap map = Compiled.standard();

    @Test
    void aFlagOfItsOwnInEachLineOfEachMessageIsInTheBundle() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(OURS)) {
            files = walk.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
        }
        int flags = 0;
        for (Path file : files) {
            List<String> given = new ArrayList<>();
            byte[] bytes = flagged(Files.readString(file), given);
            if (!given.isEmpty() && Message.read(bytes) instanceof Reading.Good(Message message)) {
                String made = new String(Compiled.bundle(map, message), StandardCharsets.UTF_8);
                assertThat(made).as(file.toString()).contains(given);
                flags += given.size();
            }
        }
        assertThat(flags).isGreaterThan(40);
    }

    /** The message with another flag in every OBX. */
    private static byte[] flagged(String text, List<String> given) {
        List<String> segments = new ArrayList<>();
        for (String segment : text.lines().toList()) {
            String[] fields = segment.split("\\|", -1);
            if (segment.startsWith("OBX|")) {
                String flag = "ZQ" + (100 + given.size());
                given.add('"' + flag + '"');
                int length = fields.length;
                fields = Arrays.copyOf(fields, Math.max(length, FLAG + 1));
                Arrays.fill(fields, Math.min(length, fields.length), fields.length, "");
                fields[FLAG] = flag;
            }
            segments.add(String.join("|", fields));
        }
        return (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
    }
}
