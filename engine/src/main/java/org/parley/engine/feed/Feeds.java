package org.parley.engine.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvFormat;
import org.parley.wire.csv.Sheet;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.problem.Problem;
import org.parley.wire.xml.XmlReader;
import org.parley.wire.xml.XmlReading;

/** Reads one record by its layout. */
public final class Feeds {
    private Feeds() {}

    /** The record as a message; or why it is none. */
    public static FeedReading read(Layout layout, byte[] body) {
        return switch (layout.format()) {
            case CSV -> csv(layout, body);
            case JSON -> json(layout, body);
            case XML -> xml(layout, body);
            case HL7V2, FHIR, BYTES ->
                    throw new IllegalArgumentException("no layout for " + layout.format());
        };
    }

    static CsvFormat format(Layout layout) {
        return CsvFormat.STANDARD.separatedBy(layout.separator());
    }

    /** Columns that must be in the header and are not. */
    static List<String> missing(Layout layout, List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        return layout.columns().stream()
                .filter(column -> column.must() && column.fixed().isEmpty())
                .map(Layout.Column::path)
                .filter(path -> !names.contains(path))
                .toList();
    }

    private static FeedReading csv(Layout layout, byte[] body) {
        Sheet sheet = Csv.read(body, format(layout));
        if (!sheet.problems().isEmpty()) {
            return new FeedReading.Bad(sheet.problems().getFirst().problem());
        }
        List<String> missing = missing(layout, sheet.header());
        if (!missing.isEmpty()) {
            return new FeedReading.Bad(FeedProblems.noColumns(missing));
        }
        if (sheet.rows().size() != 1) {
            return new FeedReading.Bad(
                    FeedProblems.notOne("the rows below the header", sheet.rows().size()));
        }
        return new FeedMessage(layout, body).of(Twigs.row(sheet));
    }

    private static FeedReading json(Layout layout, byte[] body) {
        return switch (new JsonReader().read(body)) {
            case JsonReading.Refused(Problem problem, int _) -> new FeedReading.Bad(problem);
            case JsonReading.Read(Json root, var _) -> one(layout, body, Twigs.of("", root));
        };
    }

    private static FeedReading xml(Layout layout, byte[] body) {
        return switch (XmlReader.read(body)) {
            case XmlReading.Refused(Problem problem, int _) -> new FeedReading.Bad(problem);
            case XmlReading.Read(var root) -> one(layout, body, List.of(Twigs.of(root)));
        };
    }

    private static FeedReading one(Layout layout, byte[] body, List<Twig> roots) {
        List<Twig> records = new ArrayList<>();
        List<String> each = path(layout, layout.each());
        roots.forEach(root -> records.addAll(root.at(each)));
        OptionalInt wrong =
                records.size() == 1 ? OptionalInt.empty() : OptionalInt.of(records.size());
        if (wrong.isPresent() || roots.size() != 1) {
            String where = layout.each().isEmpty() ? "the root" : layout.each();
            return new FeedReading.Bad(FeedProblems.notOne(where, wrong.orElse(roots.size())));
        }
        return new FeedMessage(layout, body).of(roots.getFirst());
    }

    /** The steps of a path, brackets taken off. */
    static List<String> path(Layout layout, String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        return layout.format() == Format.CSV
                ? List.of(path)
                : Arrays.stream(path.split("\\.", -1)).map(s -> s.replace("[]", "")).toList();
    }
}
