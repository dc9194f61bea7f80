package org.parley.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes FHIR packages: gzipped tars of texts. */
public final class Tgz {
    private static final int BLOCK = 512;

    private Tgz() {}

    /** Writes files by their names in the folder package. */
    public static Path write(Path to, Map<String, String> files) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                byte[] content = one.getValue().getBytes(StandardCharsets.UTF_8);
                byte[] header = new byte[BLOCK];
                put(header, 0, "package/" + one.getKey());
                put(header, 124, "%011o".formatted(content.length));
                header[156] = '0';
                out.write(header);
                out.write(content);
                out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
            }
            out.write(new byte[2 * BLOCK]);
        }
        return to;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
