package org.parley.fhir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.feed.FeedMap;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Defaults;

/** Bundles that the product's tables for rosters make of CSV, JSON and XML. */
final class Rosters {
    private static final Path TRUST = Path.of("../trust");

    private static final List<String> NAMES =
            List.of(
                    "staff-id",
                    "staff-system",
                    "title",
                    "surname",
                    "forename",
                    "name",
                    "email",
                    "phone",
                    "registration",
                    "registration-body",
                    "organisation",
                    "organisation-name",
                    "ward",
                    "ward-name",
                    "role",
                    "band",
                    "shift-id",
                    "start",
                    "end",
                    "status",
                    "published",
                    "note");

    private static final List<String> FULL =
            List.of(
                    "N90001",
                    "https://northmoor.nhs.example/staff-id",
                    "Ms",
                    "O'Brien-Østergård",
                    "Zoë",
                    "Zoë O'Brien-Østergård",
                    "zoe@northmoor.nhs.example",
                    "01632 960123",
                    "18A0001E",
                    "NMC",
                    "R9N",
                    "Northmoor",
                    "W7",
                    "Ward 7",
                    "Registered nurse & midwife",
                    "Band 6",
                    "S4711",
                    "2026-10-25T00:30+01:00",
                    "2026-10-25T08:00Z",
                    "Sick",
                    "2026-03-01",
                    "Cover < 12 h");

    private static final NoFiles NOTHING = new NoFiles();

    private Rosters() {}

    private record NoFiles() implements MapSource {
        @Override
        public Optional<byte[]> read(String file) {
            return Optional.empty();
        }

        @Override
        public List<String> files() {
            return List.of();
        }
    }

    /** Bundles by what they were made of. */
    static Map<String, String> bundles() throws IOException {
        Map<String, String> bundles = new LinkedHashMap<>();
        String layout = Files.readString(TRUST.resolve("layouts/roster-1.csv"));
        FeedMap csv = map("roster-1", layout, Format.CSV);
        List<String> lines = Files.readAllLines(TRUST.resolve("in/roster-ward.csv"));
        for (int row = 1; row < lines.size(); row++) {
            String record = lines.getFirst() + "\n" + lines.get(row) + "\n";
            bundles.put("CSV, row " + row, bundle(csv, record));
        }
        for (boolean vacant : new boolean[] {false, true}) {
            String kind = vacant ? "a shift that nobody has" : "all that a roster can say";
            FeedMap json = map("json", layout(""), Format.JSON);
            bundles.put("JSON, " + kind, bundle(json, json(vacant)));
            FeedMap xml = map("xml", layout("@"), Format.XML);
            bundles.put("XML, " + kind, bundle(xml, xml(vacant)));
        }
        return bundles;
    }

    private static String layout(String sign) {
        StringBuilder text = new StringBuilder("column,name,must,as\n$record,roster,,\n");
        for (String name : NAMES) {
            boolean time = List.of("start", "end", "published").contains(name);
            text.append(sign).append(name).append(',').append(name).append(",,");
            text.append(time ? "iso" : "").append('\n');
        }
        return text.toString();
    }

    private static List<String> said(boolean vacant) {
        List<String> values = new ArrayList<>(FULL);
        if (vacant) {
            for (int i = 0; i < NAMES.indexOf("organisation"); i++) {
                values.set(i, "");
            }
            values.set(NAMES.indexOf("status"), "Vacant");
        }
        return values;
    }

    private static String json(boolean vacant) {
        List<String> parts = new ArrayList<>();
        List<String> values = said(vacant);
        for (int i = 0; i < NAMES.size(); i++) {
            if (!values.get(i).isEmpty()) {
                parts.add("\"" + NAMES.get(i) + "\": \"" + values.get(i) + "\"");
            }
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static String xml(boolean vacant) {
        StringBuilder text = new StringBuilder("<shift");
        List<String> values = said(vacant);
        for (int i = 0; i < NAMES.size(); i++) {
            String value = values.get(i).replace("&", "&amp;").replace("<", "&lt;");
            text.append(' ').append(NAMES.get(i)).append("=\"").append(value).append('"');
        }
        return text.append("/>").toString();
    }

    private static FeedMap map(String name, String text, Format format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Layout layout =
                switch (LayoutReader.read(name, format, bytes)) {
                    case LayoutReader.Read.Ok ok -> ok.layout();
                    case LayoutReader.Read.Wrong wrong ->
                            throw new AssertionError(wrong.problems().toString());
                };
        return switch (FeedMaps.compile(
                List.of(FeedMaps.UK_CORE), layout, NOTHING, Library.standard(), Settings.usual())) {
            case FeedMaps.Compilation.Ok ok -> ok.map();
            case FeedMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private static String bundle(FeedMap map, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        return switch (map.apply(bytes, Defaults.usual())) {
            case Mapped.Content made -> new String(made.bytes(), StandardCharsets.UTF_8);
            case Mapped.Messages other -> throw new AssertionError(other.toString());
            case Mapped.Impossible(var problem) -> throw new AssertionError(problem.toString());
        };
    }
}
