package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.GuideTest.Block;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.map.fhir.back.BackMaps;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.fhir.JsonLayout;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;

/** Runs every example of the guide to mapping to FHIR and back. */
final class FhirGuideTest {
    private static final String PAGE = "mapping-fhir.md";
    private static final Pattern TABLE =
            Pattern.compile("`((?:messages|segments|datatypes|codes)/[\\w.-]+\\.csv)`");

    private final Files files = new Files();
    private String map = "";
    private Explanation explained =
            new Explanation(new Mapped.Messages(List.of()), List.of(), List.of(), List.of());
    private int run;

    private Explanation there(String text) {
        return switch (FhirMaps.compile(
                List.of(map), files, Library.standard(), Settings.usual())) {
            case FhirMaps.Compilation.Ok ok -> ok.map().explain(Messages.message(text));
            case FhirMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private Explanation back(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return switch (BackMaps.compile(List.of(map), files, Library.back())) {
            case BackMaps.Compilation.Ok(var compiled) -> compiled.explain(body, Defaults.usual());
            case BackMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private void block(Block block) {
        switch (block.kind()) {
            case "sh" -> command(block.text());
            case "yaml" -> route(block.text());
            case "hl7 message" -> explained = there(block.text());
            case "json record" -> explained = back(block.text());
            case "json has" -> has(block.text());
            case "hl7 made" -> made(block.text());
            case "account" -> account(block.text());
            default -> {
                assertThat(block.kind()).startsWith("csv maps/").endsWith(".csv");
                String file = block.kind().substring("csv ".length());
                files.with(file, block.text());
                map = file.substring("maps/".length(), file.length() - ".csv".length());
                run--;
            }
        }
        run++;
    }

    /** The test that it names is there. */
    private static void command(String text) {
        assertThat(text).contains("-Dtest=GoldenTest ").contains("-Dparley.accept=true");
        assertThat(
                        java.nio.file.Path.of(
                                "src/test/java/org/parley/engine/map/fhir/GoldenTest.java"))
                .exists();
    }

    /** The maps that it names are those of the product and of this page. */
    private static void route(String text) {
        assertThat(text).contains("map: [" + BackMaps.UK_CORE + ", ward-to-epr]");
    }

    private void has(String text) {
        assertThat(explained.result())
                .isInstanceOfSatisfying(
                        Mapped.Content.class,
                        made ->
                                assertThat(stripped(JsonLayout.of(made.bytes())))
                                        .contains(stripped(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String stripped(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        return String.join("\n", text.lines().map(String::strip).toList());
    }

    private void made(String text) {
        assertThat(explained.result())
                .isInstanceOfSatisfying(
                        Mapped.Messages.class,
                        made -> {
                            List<String> all = new ArrayList<>();
                            for (Message message : made.messages()) {
                                all.add(Files.text(message));
                            }
                            assertThat(String.join("", all)).isEqualTo(text);
                        });
    }

    private void account(String text) {
        List<String> all = new ArrayList<>();
        explained.made().forEach(one -> all.add(one.toString()));
        explained.remarks().forEach(one -> all.add("look at " + one));
        explained.dropped().forEach(place -> all.add("no row took " + place));
        assertThat(all).containsAll(text.lines().toList());
    }

    @Test
    void everyExampleDoesWhatThePageSays() {
        GuideTest.blocks(PAGE).forEach(this::block);
        assertThat(run).isEqualTo(8);
    }

    @Test
    void everyTableThatThePageNamesIsThere() {
        Matcher table = TABLE.matcher(GuideTest.text(PAGE));
        int found = 0;
        while (table.find()) {
            if (table.group(1).contains("NAME")) {
                continue; // stands for the name of a table
            }
            boolean there = Library.standard().read(table.group(1)).isPresent();
            boolean back = Library.back().read(table.group(1)).isPresent();
            assertThat(there || back).as(table.group(1)).isTrue();
            found++;
        }
        assertThat(found).isEqualTo(5);
    }
}
