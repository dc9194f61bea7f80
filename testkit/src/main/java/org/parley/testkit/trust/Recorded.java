package org.parley.testkit.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Traffic that was recorded: a file with one message a line (segments end in CR, messages in LF), a
 * file of MLLP frames, one message in a file, or a folder of such files, read in the order of their
 * names. All of it is sent from one port, in the recorded order.
 */
public final class Recorded implements Traffic {
    private static final byte VT = 0x0B;
    private static final byte FS = 0x1C;
    private static final String NEXT = "\nMSH";

    private final String port;
    private final Iterator<Path> files;
    private Iterator<byte[]> messages = List.<byte[]>of().iterator();
    private long count;

    /**
     * @param source a file or a folder
     * @param port from which port it is sent, {@code pas.adt}
     */
    public Recorded(Path source, String port) {
        this.port = port;
        this.files = list(source).iterator();
    }

    @Override
    public Optional<Outgoing> next() {
        while (!messages.hasNext()) {
            if (!files.hasNext()) {
                return Optional.empty();
            }
            messages = split(read(files.next())).iterator();
        }
        byte[] bytes = messages.next();
        count++;
        Header header = Header.of(bytes, 0, bytes.length);
        String id = header.controlId().isEmpty() ? "no-control-id-" + count : header.controlId();
        return Optional.of(
                new Outgoing(
                        Instant.ofEpochSecond(count),
                        port,
                        bytes,
                        id,
                        Keys.patient(bytes),
                        Keys.otherPatient(bytes)));
    }

    /** A file's messages, exactly as recorded, framing and the LF between records left out. */
    static List<byte[]> split(byte[] file) {
        if (file.length > 0 && file[0] == VT) {
            return frames(file);
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith("FHS") || text.startsWith("BHS")) {
            return List.of(file);
        }
        List<byte[]> all = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int next = text.indexOf(NEXT, from);
            int end = next < 0 ? text.length() : next + 1;
            String record = withoutEnd(text.substring(from, end));
            if (!record.isBlank()) {
                all.add(record.getBytes(StandardCharsets.ISO_8859_1));
            }
            from = end;
        }
        return all;
    }

    /** Takes the record's LF away, unless LF ends its segments too. */
    private static String withoutEnd(String record) {
        int lineFeed = record.indexOf('\n');
        return lineFeed >= 0 && lineFeed == record.length() - 1
                ? record.substring(0, lineFeed)
                : record;
    }

    private static List<byte[]> frames(byte[] file) {
        List<byte[]> all = new ArrayList<>();
        int from = -1;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == VT && from < 0) {
                from = i + 1;
            } else if (file[i] == FS && from >= 0) {
                all.add(java.util.Arrays.copyOfRange(file, from, i));
                from = -1;
            }
        }
        return all;
    }

    private static List<Path> list(Path source) {
        try (Stream<Path> found = Files.walk(source)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
