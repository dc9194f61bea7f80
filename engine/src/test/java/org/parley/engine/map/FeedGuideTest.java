package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.GuideTest.Block;
import org.parley.engine.map.feed.FeedMap;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.fhir.JsonLayout;
import org.parley.wire.hl7v2.Defaults;

/** Runs the examples of the mapping guide that are about CSV, JSON and XML. */
final class FeedGuideTest {
    private final Files files = new Files();
    private String layout = "";
    private String map = "";
    private byte[] record = new byte[0];
    private Format format = Format.CSV;
    private int run;

    private FeedMaps.Compilation compile(boolean fhir) {
        byte[] bytes = files.read(LayoutReader.file(layout)).orElseThrow();
        Layout read =
                switch (LayoutReader.read(layout, format, bytes)) {
                    case LayoutReader.Read.Ok ok -> ok.layout();
                    case LayoutReader.Read.Wrong wrong ->
                            throw new AssertionError(wrong.problems().toString());
                };
        List<String> maps = fhir ? List.of(FeedMaps.UK_CORE, map) : List.of(map);
        return FeedMaps.compile(maps, read, files, Library.standard(), Settings.usual());
    }

    private FeedMap map(boolean fhir) {
        return switch (compile(fhir)) {
            case FeedMaps.Compilation.Ok ok -> ok.map();
            case FeedMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private void block(Block block) {
        String[] words = block.kind().split(" ", 2);
        String kind = words.length < 2 ? words[0] : words[1];
        if (kind.startsWith("layouts/") || kind.startsWith("maps/")) {
            files.with(kind, block.text());
            String name = kind.substring(kind.indexOf('/') + 1, kind.length() - ".csv".length());
            layout = kind.startsWith("layouts/") ? name : layout;
            map = kind.startsWith("maps/") ? name : map;
            return;
        }
        switch (kind) {
            case "record" -> {
                record = block.text().getBytes(StandardCharsets.UTF_8);
                format = Format.valueOf(words[0].toUpperCase(Locale.ROOT));
            }
            case "has" -> has(block);
            case "made" -> made(block);
            case "account" -> account(block);
            case "errors" -> errors(block);
            default -> throw new AssertionError("what is a block of " + block.kind() + "?");
        }
    }

    /** The lines stand in the Bundle, one behind the other. */
    private void has(Block block) {
        assertThat(map(true).apply(record, Defaults.usual()))
                .isInstanceOfSatisfying(
                        Mapped.Content.class,
                        made -> {
                            String all =
                                    new String(JsonLayout.of(made.bytes()), StandardCharsets.UTF_8);
                            assertThat(stripped(all)).contains(stripped(block.text()));
                        });
        run++;
    }

    private static String stripped(String text) {
        return String.join("\n", text.lines().map(String::strip).toList());
    }

    private void made(Block block) {
        assertThat(map(false).apply(record, Defaults.usual()))
                .isInstanceOfSatisfying(
                        Mapped.Messages.class,
                        made ->
                                assertThat(Files.text(made.messages().getFirst()))
                                        .isEqualTo(block.text()));
        run++;
    }

    private void account(Block block) {
        Explanation explained = map(true).explain(record, Defaults.usual());
        List<String> all = new ArrayList<>();
        explained.made().forEach(made -> all.add(made.toString()));
        explained.remarks().forEach(one -> all.add("look at " + one));
        explained.dropped().forEach(place -> all.add("no row took " + place));
        assertThat(all).containsAll(block.text().lines().toList());
        run++;
    }

    /** Each line: what is said of a row that takes the place of the table's fourth line. */
    private void errors(Block block) {
        layout = "staff-1";
        map = "staff";
        format = Format.CSV;
        String table =
                new String(files.read("maps/staff.csv").orElseThrow(), StandardCharsets.UTF_8);
        for (String line : block.text().lines().toList()) {
            String[] parts = line.split(" \\| ", 2);
            List<String> rows = new ArrayList<>(table.lines().toList());
            rows.set(3, parts[1]);
            files.with("maps/staff.csv", String.join("\n", rows));
            assertThat(compile(true))
                    .isInstanceOfSatisfying(
                            FeedMaps.Compilation.Wrong.class,
                            wrong -> assertThat(wrong.problems().getFirst()).hasToString(parts[0]));
            run++;
        }
    }

    @Test
    void everyExampleOfTheMappingGuideDoesWhatThePageSays() {
        boolean feeds = false;
        for (Block block : GuideTest.blocks("mapping.md")) {
            feeds |= block.kind().startsWith("csv layouts/");
            if (feeds) {
                block(block);
            }
        }
        assertThat(run).isEqualTo(7);
    }
}
