package org.parley.wire.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.problem.Problem;

/**
 * A walk through a sheet, one record at a time, in memory bounded by {@link
 * CsvFormat#maxRowBytes()}. RFC 4180, and beyond it: line ends may be CRLF, LF or CR; empty lines
 * are passed over; a leading UTF-8 byte order mark is passed over; a quote in the middle of a value
 * that does not begin with one stands for itself. The first record gives the number of columns; a
 * record with another number is bad. Bytes that are not UTF-8 make this and all later records
 * windows-1252.
 *
 * <p>Owned by one thread. Throws only what the stream throws.
 */
public final class CsvReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    private final InputStream in;
    private final RecordScan scan;
    private final byte[] buffer = new byte[BUFFER];
    private final char separator;
    private int at;
    private int filled;
    private long offset;
    private int line = 1;
    private int columns;
    private boolean headed;
    private Text text;
    private boolean unreadable;

    private CsvReader(InputStream in, CsvFormat format, Text text) throws IOException {
        this.in = in;
        this.text = text;
        this.filled = in.readNBytes(buffer, 0, BUFFER);
        this.unreadable = filled >= 2 && (mark(0xFE, 0xFF) || mark(0xFF, 0xFE));
        if (filled >= 3 && mark(0xEF, 0xBB) && buffer[2] == (byte) 0xBF) {
            at = 3;
            offset = 3;
        }
        this.separator =
                format.sniff() ? Sniff.separator(buffer, at, filled, format) : format.separator();
        this.scan = new RecordScan(format, (byte) separator);
    }

    /** Opens a sheet whose charset shows as it is read. */
    public static CsvReader open(InputStream in, CsvFormat format) throws IOException {
        return new CsvReader(in, format, Text.UTF_8_SO_FAR);
    }

    /** Opens a sheet known to be windows-1252. */
    static CsvReader openWindows1252(InputStream in, CsvFormat format) throws IOException {
        return new CsvReader(in, format, Text.WINDOWS_1252);
    }

    /** The next record, header included; null at the end. */
    public @Nullable CsvLine next() throws IOException {
        if (unreadable) {
            unreadable = false;
            at = filled;
            long length = filled + in.transferTo(OutputStream.nullOutputStream());
            return new CsvLine.Bad(1, Flaws.utf16(), 0, length);
        }
        while (true) {
            int first = line;
            long begin = offset;
            boolean more = record();
            if (scan.length() == 0) {
                if (!more) {
                    return null;
                }
                continue;
            }
            return finish(first, begin);
        }
    }

    /** The bytes of the record last returned, line end not counted; cut at the row limit. */
    public byte[] raw() {
        return scan.raw();
    }

    /** What the records so far were read as. */
    public Charset charset() {
        return text.charset();
    }

    /** As given or as sniffed. */
    public char separator() {
        return separator;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private CsvLine finish(int first, long begin) {
        Optional<Problem> trouble = scan.end(first, line);
        long length = scan.length();
        if (trouble.isPresent()) {
            return new CsvLine.Bad(first, trouble.get(), begin, length);
        }
        List<String> values = decode();
        if (values.isEmpty()) {
            return new CsvLine.Bad(first, Flaws.undefined(), begin, length);
        }
        if (!headed) {
            headed = true;
            columns = values.size();
        }
        if (values.size() != columns) {
            return new CsvLine.Bad(first, Flaws.ragged(values.size(), columns), begin, length);
        }
        return new CsvLine.Row(first, values, begin, length);
    }

    private List<String> decode() {
        Optional<List<String>> values = scan.decode(text.charset());
        if (values.isEmpty() && text == Text.UTF_8_SO_FAR) {
            text = Text.WINDOWS_1252;
            values = scan.decode(text.charset());
        }
        return values.orElse(List.of());
    }

    /** Reads to the next line end outside quotes; false at the end of the file. */
    private boolean record() throws IOException {
        scan.begin();
        while (true) {
            int b = read();
            if (b == END) {
                return false;
            }
            boolean end = b == '\n' || b == '\r';
            if (end) {
                line++;
                boolean pair = b == '\r' && peek() == '\n';
                if (!scan.quoted()) {
                    if (pair) {
                        read();
                    }
                    return true;
                }
                if (pair) {
                    scan.take((byte) b);
                    b = read();
                }
            }
            scan.take((byte) b);
        }
    }

    private int read() throws IOException {
        int b = peek();
        if (b != END) {
            at++;
            offset++;
        }
        return b;
    }

    private int peek() throws IOException {
        if (at == filled) {
            if (filled == END) {
                return END;
            }
            at = 0;
            filled = in.readNBytes(buffer, 0, BUFFER);
            if (filled == 0) {
                filled = END;
                at = END;
                return END;
            }
        }
        return buffer[at] & 0xFF;
    }

    private boolean mark(int one, int two) {
        return Arrays.equals(buffer, 0, 2, new byte[] {(byte) one, (byte) two}, 0, 2);
    }

    /** What bytes mean so far. */
    private enum Text {
        UTF_8_SO_FAR(StandardCharsets.UTF_8),
        WINDOWS_1252(Charset.forName("windows-1252"));

        private final Charset charset;

        Text(Charset charset) {
            this.charset = charset;
        }

        Charset charset() {
            return charset;
        }
    }
}
