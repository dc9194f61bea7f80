package org.parley.engine.receive.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.journal.Body;
import org.parley.wire.csv.CsvFormat;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.CsvReader;

/**
 * One message a data row: the bytes of the header row, CRLF, the bytes of the row, CRLF. A row that
 * cannot be read right is a message to refuse. Without a readable header the first record is the
 * only message, to refuse, for nobody could say what the rows mean.
 */
final class CsvParts implements Parts {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final CsvReader reader;
    private byte[] header = new byte[0];
    private boolean begun;
    private boolean ended;

    CsvParts(InputStream in) throws IOException {
        this.reader = CsvReader.open(in, CsvFormat.STANDARD);
    }

    @Override
    public @Nullable Part next() throws IOException {
        if (!begun) {
            begun = true;
            Part headless = header();
            if (headless != null) {
                ended = true;
                return headless;
            }
        }
        if (ended) {
            return null;
        }
        return switch (reader.next()) {
            case null -> null;
            case CsvLine.Row row -> new Part(row.line(), withHeader(), Optional.empty());
            case CsvLine.Bad bad -> new Part(bad.line(), withHeader(), Optional.of(bad.problem()));
        };
    }

    private @Nullable Part header() throws IOException {
        return switch (reader.next()) {
            case null ->
                    new Part(1, new Body.Bytes(new byte[0]), Optional.of(FilesProblems.empty()));
            case CsvLine.Bad bad ->
                    new Part(bad.line(), new Body.Bytes(reader.raw()), Optional.of(bad.problem()));
            case CsvLine.Row row -> {
                header = reader.raw();
                yield null;
            }
        };
    }

    private Body withHeader() {
        byte[] row = reader.raw();
        var message = new ByteArrayOutputStream(header.length + row.length + 4);
        message.writeBytes(header);
        message.writeBytes(LINE_END);
        message.writeBytes(row);
        message.writeBytes(LINE_END);
        return new Body.Bytes(message.toByteArray());
    }

    @Override
    public String unit() {
        return "data row";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
