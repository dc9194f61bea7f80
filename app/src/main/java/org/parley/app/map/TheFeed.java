package org.parley.app.map;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.app.Words;
import org.parley.engine.feed.Cut;
import org.parley.engine.feed.Cuts;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.feed.FeedMap;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Defaults;
import picocli.CommandLine.ParseResult;

/** A feed's layout and map as a command's options name them. */
record TheFeed(Layout layout, FeedMap map) {
    /** What became of a record of a file. */
    record Item(String head, Explanation explained) {}

    /** Layout and map; empty when something is wrong with them, which has then been said. */
    static Optional<TheFeed> of(ParseResult words, String name) {
        MapSource trust = TheMap.trust(words);
        Optional<byte[]> bytes = trust.read(LayoutReader.file(name));
        Optional<Format> format = format(Words.path(words, 0));
        if (bytes.isEmpty() || format.isEmpty()) {
            System.err.println(
                    bytes.isEmpty()
                            ? "There is no " + LayoutReader.file(name) + " in the folder --trust."
                            : "The file's name ends in .csv, .json or .xml.");
            return Optional.empty();
        }
        return switch (LayoutReader.read(name, format.get(), bytes.get())) {
            case LayoutReader.Read.Wrong wrong -> wrong(wrong.problems());
            case LayoutReader.Read.Ok(Layout layout) -> of(words, layout, trust);
        };
    }

    private static Optional<TheFeed> of(ParseResult words, Layout layout, MapSource trust) {
        List<String> names = TheMap.names(words, FeedMaps.UK_CORE);
        return switch (FeedMaps.compile(
                names, layout, trust, TheMap.tables(words), Settings.usual())) {
            case FeedMaps.Compilation.Ok(FeedMap map) -> Optional.of(new TheFeed(layout, map));
            case FeedMaps.Compilation.Wrong wrong -> wrong(wrong.problems());
        };
    }

    private static Optional<TheFeed> wrong(List<MapProblem> problems) {
        problems.forEach(System.err::println);
        System.err.println(problems.size() + " problems.");
        return Optional.empty();
    }

    private static Optional<Format> format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return List.of(Format.CSV, Format.JSON, Format.XML).stream()
                .filter(one -> name.endsWith("." + one.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Every record of a file, with what its rows made or why it is refused. */
    List<Item> records(Path file) throws IOException {
        List<Item> all = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                Cuts cuts = Cuts.of(layout, in)) {
            for (Cut cut = cuts.next(); cut != null; cut = cuts.next()) {
                Explanation explained =
                        cut.trouble()
                                .map(problem ->
                                        new Explanation(
                                                new Mapped.Impossible(problem),
                                                List.of(),
                                                List.of(),
                                                List.of()))
                                .orElse(map.explain(cut.bytes(), Defaults.usual()));
                all.add(new Item("line " + cut.line(), explained));
            }
        }
        return all;
    }
}
