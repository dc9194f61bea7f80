package org.parley.wire.hl7v2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The animals of {@code zoo.txt}; its head says how they are written. */
record Zoo(String name, byte[] bytes, String verdict, List<String[]> expected) {

    static List<Zoo> all() throws IOException {
        String text;
        try (InputStream in = Zoo.class.getResourceAsStream("zoo.txt")) {
            text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Zoo> all = new ArrayList<>();
        for (String animal : text.split("\n== ", -1)) {
            if (!animal.startsWith("#")) {
                all.add(one(animal.lines().toList()));
            }
        }
        return all;
    }

    private static Zoo one(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String verdict = "";
        List<String[]> expected = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("<")) {
                bytes.writeBytes(bytes(line.length() > 1 ? line.substring(2) : ""));
            } else if (line.startsWith("good") || line.startsWith("bad")) {
                verdict = line.strip();
            } else if (!line.isBlank()) {
                int equals = line.indexOf('=');
                String value =
                        new String(bytes(line.substring(equals + 1)), StandardCharsets.UTF_8);
                expected.add(
                        new String[] {
                            line.substring(0, equals).strip(),
                            value.startsWith(" ") ? value.substring(1) : value
                        });
            }
        }
        return new Zoo(lines.getFirst(), bytes.toByteArray(), verdict, expected);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("{", at) && at + 3 < text.length() && text.charAt(at + 3) == '}') {
                out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 4;
            } else {
                out.writeBytes(text.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
                at++;
            }
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
