package org.parley.wire.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.parley.wire.csv.Sheet.LineProblem;

/**
 * Reads sheets that are in memory. See {@link CsvReader} for what is understood beyond RFC 4180.
 */
public final class Csv {
    private Csv() {}

    /** Reads comma-separated bytes. */
    public static Sheet read(byte[] bytes) {
        return read(bytes, CsvFormat.STANDARD);
    }

    /** Reads bytes; never throws, whatever they are. The whole file is UTF-8 or windows-1252. */
    public static Sheet read(byte[] bytes, CsvFormat format) {
        var in = new ByteArrayInputStream(bytes);
        boolean utf8 = isUtf8(bytes);
        try (var reader =
                utf8 ? CsvReader.open(in, format) : CsvReader.openWindows1252(in, format)) {
            return sheet(reader, format);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array cannot fail to be read", impossible);
        }
    }

    private static Sheet sheet(CsvReader reader, CsvFormat format) throws IOException {
        List<String> header = List.of();
        List<CsvLine.Row> rows = new ArrayList<>();
        List<LineProblem> problems = new ArrayList<>();
        List<LineProblem> warnings = new ArrayList<>();
        boolean headed = false;
        for (CsvLine next = reader.next(); next != null; next = reader.next()) {
            if (rows.size() + problems.size() >= format.maxRows()) {
                problems.add(new LineProblem(next.line(), Flaws.manyRows(format.maxRows())));
                break;
            }
            switch (next) {
                case CsvLine.Bad bad -> {
                    problems.add(new LineProblem(bad.line(), bad.problem()));
                    if (!headed) {
                        return new Sheet(
                                header,
                                rows,
                                problems,
                                warnings,
                                reader.charset(),
                                reader.separator());
                    }
                }
                case CsvLine.Row row -> {
                    if (headed) {
                        rows.add(row);
                    } else {
                        headed = true;
                        header = row.values();
                        if (new HashSet<>(header).size() < header.size()) {
                            warnings.add(new LineProblem(row.line(), Flaws.twice()));
                        }
                    }
                }
            }
        }
        if (!headed && problems.isEmpty()) {
            problems.add(new LineProblem(1, Flaws.empty()));
        }
        Charset charset = reader.charset();
        if (!charset.equals(StandardCharsets.UTF_8) && headed) {
            warnings.add(new LineProblem(1, Flaws.windows1252()));
        }
        return new Sheet(header, rows, problems, warnings, charset, reader.separator());
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).limit() >= 0;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
