package org.parley.engine.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.feed.Cut;
import org.parley.engine.feed.Cuts;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Split;
import org.parley.wire.csv.CsvFormat;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.CsvReader;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * One message that a test is given.
 *
 * @param label file, and number in it when there are several
 * @param trouble why the port refuses it before it is read
 */
record Given(String label, byte[] bytes, Optional<Problem> trouble) {
    private static final byte[] LINE_END = {'\r', '\n'};

    /** Cuts a file into messages as the port would; any port takes HL7 v2 messages in a row. */
    static List<Given> cut(String file, byte[] bytes, InPort port) {
        Optional<Layout> layout = port.speaks().layout();
        return switch (split(port)) {
            case WHOLE -> whole(file, bytes);
            case HL7V2 -> hl7(file, bytes);
            case CSV_ROWS ->
                    layout.isPresent() ? records(file, bytes, layout.get()) : rows(file, bytes);
            case LIST_ITEMS ->
                    layout.isPresent() ? records(file, bytes, layout.get()) : whole(file, bytes);
        };
    }

    private static List<Given> whole(String file, byte[] bytes) {
        return List.of(new Given(file, bytes, Optional.empty()));
    }

    private static List<Given> records(String file, byte[] bytes, Layout layout) {
        List<Given> all = new ArrayList<>();
        try (Cuts cuts = Cuts.of(layout, new ByteArrayInputStream(bytes))) {
            for (Cut cut = cuts.next(); cut != null; cut = cuts.next()) {
                all.add(new Given(file + ":" + cut.line(), cut.bytes(), cut.trouble()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
        return all;
    }

    private static Split split(InPort port) {
        if (port.transport() instanceof Transport.FilesIn files) {
            return files.split();
        }
        return port.speaks().format() == InPort.Format.HL7V2 ? Split.HL7V2 : Split.WHOLE;
    }

    private static List<Given> hl7(String file, byte[] bytes) {
        Batch batch = Batch.read(bytes);
        if (batch.messages().size() < 2 && !batch.enveloped()) {
            return List.of(new Given(file, bytes, Optional.empty()));
        }
        List<Given> all = new ArrayList<>();
        for (Batch.OneMessage message : batch.messages()) {
            String label = file + " (" + message.number() + ")";
            all.add(new Given(label, batch.copy(message), Optional.empty()));
        }
        for (Problem problem : batch.problems()) {
            all.add(new Given(file + " (envelope)", batch.bytes(), Optional.of(problem)));
        }
        return all;
    }

    private static List<Given> rows(String file, byte[] bytes) {
        List<Given> all = new ArrayList<>();
        try (CsvReader reader =
                CsvReader.open(new ByteArrayInputStream(bytes), CsvFormat.STANDARD)) {
            if (!(reader.next() instanceof CsvLine.Row)) {
                Problem headless =
                        new Problem(
                                "PAR-6206",
                                Culprit.CONFIG,
                                "The file " + file + " has no header row that can be read.",
                                "Mend its first line.");
                return List.of(new Given(file, bytes, Optional.of(headless)));
            }
            byte[] header = reader.raw();
            for (CsvLine line = reader.next(); line != null; line = reader.next()) {
                switch (line) {
                    case CsvLine.Row row ->
                            all.add(row(file, row.line(), header, reader, Optional.empty()));
                    case CsvLine.Bad bad ->
                            all.add(
                                    row(
                                            file,
                                            bad.line(),
                                            header,
                                            reader,
                                            Optional.of(bad.problem())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
        return all;
    }

    private static Given row(
            String file, int line, byte[] header, CsvReader reader, Optional<Problem> trouble) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(header);
        message.writeBytes(LINE_END);
        message.writeBytes(reader.raw());
        message.writeBytes(LINE_END);
        return new Given(file + ":" + line, message.toByteArray(), trouble);
    }
}
