package org.parley.engine.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.plan.Layout;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.CsvReader;
import org.parley.wire.csv.Sheet;
import org.parley.wire.problem.Problem;

/**
 * Rows of CSV, each with the header. A trailer row is no record: it is the one whose first value is
 * what the layout says, and its first whole number is the count.
 */
final class RowCuts implements Cuts {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Layout layout;
    private final CsvReader reader;
    private byte[] header = new byte[0];
    private boolean begun;
    private boolean ended;
    private long rows;
    private boolean counted;
    private Optional<Cut> wrongCount = Optional.empty();

    RowCuts(Layout layout, InputStream in) throws IOException {
        this.layout = layout;
        this.reader = CsvReader.open(in, Feeds.format(layout));
    }

    @Override
    public @Nullable Cut next() throws IOException {
        if (!begun) {
            begun = true;
            Optional<Cut> headless = header();
            ended = headless.isPresent();
            if (ended) {
                return headless.get();
            }
        }
        while (!ended) {
            CsvLine line = reader.next();
            if (line == null) {
                ended = true;
                return end();
            }
            byte[] raw = reader.raw();
            if (trailer(line, raw)) {
                continue;
            }
            rows++;
            byte[] bytes = withHeader(raw);
            return switch (line) {
                case CsvLine.Row row -> Cuts.checked(layout, row.line(), bytes);
                case CsvLine.Bad bad -> new Cut(bad.line(), bytes, Optional.of(bad.problem()));
            };
        }
        return null;
    }

    private Optional<Cut> header() throws IOException {
        return switch (reader.next()) {
            case null ->
                    Optional.of(
                            new Cut(1, new byte[0], Optional.of(FeedProblems.notOne("row 1", 0))));
            case CsvLine.Bad bad ->
                    Optional.of(new Cut(bad.line(), reader.raw(), Optional.of(bad.problem())));
            case CsvLine.Row row -> {
                header = reader.raw();
                List<String> missing = Feeds.missing(layout, row.values());
                yield missing.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Cut(
                                        row.line(),
                                        header,
                                        Optional.of(FeedProblems.noColumns(missing))));
            }
        };
    }

    /** True of the trailer, whose count is then compared; it has any number of values. */
    private boolean trailer(CsvLine line, byte[] raw) {
        if (layout.count().isEmpty()) {
            return false;
        }
        Sheet alone = Csv.read(raw, Feeds.format(layout));
        if (alone.header().isEmpty() || !alone.header().getFirst().equals(layout.count())) {
            return false;
        }
        Optional<Long> said =
                alone.header().stream()
                        .skip(1)
                        .map(String::strip)
                        .filter(value -> value.matches("\\d{1,12}"))
                        .map(Long::valueOf)
                        .findFirst();
        counted = true;
        if (said.isEmpty() || said.get() != rows) {
            Problem problem =
                    said.map(n -> FeedProblems.count(n, rows)).orElseGet(FeedProblems::noCount);
            wrongCount = Optional.of(new Cut(line.line(), raw, Optional.of(problem)));
        }
        return true;
    }

    private @Nullable Cut end() {
        if (!layout.count().isEmpty() && !counted) {
            return new Cut(1, header, Optional.of(FeedProblems.noCount()));
        }
        return wrongCount.orElse(null);
    }

    private byte[] withHeader(byte[] row) {
        var message = new ByteArrayOutputStream(header.length + row.length + 4);
        message.writeBytes(header);
        message.writeBytes(LINE_END);
        message.writeBytes(row);
        message.writeBytes(LINE_END);
        return message.toByteArray();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
