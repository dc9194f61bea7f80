package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits bytes line by line; a unit is the one, two or four bytes of an ASCII character. */
final class BatchReader {
    private static final int LONGEST_COUNT = 9;

    private final byte[] bytes;
    private final int width;
    private final int low;
    private final int units;
    private final List<Batch.Piece> pieces = new ArrayList<>();
    private final BatchCounts counts = new BatchCounts();
    private int separator = '|';
    private int messages;
    private int openFrom = -1;
    private int openEnd;
    private int openLine;
    private boolean openMessage;

    BatchReader(byte[] bytes) {
        this.bytes = bytes;
        String wide = WideBytes.detect(bytes).map(java.nio.charset.Charset::name).orElse("");
        this.width = wide.startsWith("UTF-16") ? 2 : wide.startsWith("UTF-32") ? 4 : 1;
        this.low = wide.endsWith("BE") ? width - 1 : 0;
        this.units = bytes.length / width;
    }

    Batch read() {
        int line = 0;
        int at = start();
        while (at < units) {
            line++;
            int end = at;
            while (end < units && !lineBreak(unit(end))) {
                end++;
            }
            boolean pair = end + 1 < units && unit(end) == '\r' && unit(end + 1) == '\n';
            int next = Math.min(units, pair ? end + 2 : end + 1);
            line(at, end, next, line);
            at = next;
        }
        close();
        counts.end(messages);
        int stop = units * width;
        if (stop < bytes.length && messages > 0) {
            pieces.add(new Batch.Junk(new Span(stop, bytes.length), line));
            counts.junk(line);
        }
        return new Batch(bytes, pieces, counts.problems());
    }

    private int start() {
        if (width == 1) {
            return bytes.length >= 3 && Bytes.name(bytes, 0) == 0xefbbbf ? 3 : 0;
        }
        boolean mark = (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xfe + 0xff;
        return mark || (width == 4 && bytes[0] == 0 && bytes[2] == (byte) 0xfe) ? 1 : 0;
    }

    /** The ASCII character of a unit; -1 for any other. */
    private int unit(int at) {
        if (width == 1) {
            return bytes[at];
        }
        for (int i = 0; i < width; i++) {
            if (i != low && bytes[at * width + i] != 0) {
                return -1;
            }
        }
        return bytes[at * width + low];
    }

    private static boolean lineBreak(int unit) {
        return unit == '\r' || unit == '\n';
    }

    private void line(int from, int end, int next, int line) {
        int first = from;
        while (first < end && unit(first) >= 0 && unit(first) <= ' ') {
            first++;
        }
        if (first == end) {
            return;
        }
        String name = first + 3 <= end ? name(first) : "";
        int after = first + 3 < end ? unit(first + 3) : 0;
        boolean heads = Delimiters.usable(after);
        switch (name) {
            case "MSH" -> {
                if (heads) {
                    begin(first, next, line, after);
                    return;
                }
            }
            case "FHS", "BHS" -> {
                if (heads) {
                    separator = after;
                    envelope(first, end, next, line, name);
                    return;
                }
            }
            case "BTS", "FTS" -> {
                if (first + 3 == end || after == separator) {
                    envelope(first, end, next, line, name);
                    return;
                }
            }
            default -> {}
        }
        other(first, next, line);
    }

    private String name(int at) {
        return "" + (char) unit(at) + (char) unit(at + 1) + (char) unit(at + 2);
    }

    private void begin(int first, int next, int line, int after) {
        close();
        separator = after;
        open(first, next, line, true);
    }

    private void open(int first, int next, int line, boolean message) {
        openFrom = first;
        openEnd = next;
        openLine = line;
        openMessage = message;
    }

    private void other(int first, int next, int line) {
        if (openFrom >= 0) {
            openEnd = next;
        } else {
            open(first, next, line, false);
        }
    }

    private void close() {
        if (openFrom < 0) {
            return;
        }
        Span span = new Span(openFrom * width, openEnd * width);
        if (openMessage) {
            messages++;
            counts.message();
            pieces.add(new Batch.OneMessage(span, openLine, messages));
        } else {
            counts.junk(openLine);
            pieces.add(new Batch.Junk(span, openLine));
        }
        openFrom = -1;
    }

    private void envelope(int first, int end, int next, int line, String name) {
        close();
        boolean trailer = name.endsWith("TS");
        Optional<Integer> count = trailer ? count(first + 4, end) : Optional.empty();
        boolean said = trailer && first + 4 < end && unit(first + 4) != separator;
        pieces.add(new Batch.Envelope(new Span(first * width, next * width), line, name, count));
        switch (name) {
            case "FHS" -> counts.file(line);
            case "BHS" -> counts.batch(line);
            case "BTS" -> counts.batchEnds(line, said, count);
            default -> counts.fileEnds(line, said, count);
        }
    }

    private Optional<Integer> count(int from, int end) {
        int number = 0;
        int at = from;
        while (at < end && unit(at) >= '0' && unit(at) <= '9' && at - from < LONGEST_COUNT) {
            number = number * 10 + unit(at) - '0';
            at++;
        }
        boolean whole = at > from && (at == end || !Character.isLetterOrDigit(unit(at)));
        return whole ? Optional.of(number) : Optional.empty();
    }
}
