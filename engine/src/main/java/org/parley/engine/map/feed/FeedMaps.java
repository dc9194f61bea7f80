package org.parley.engine.map.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.map.Explained;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Maps;
import org.parley.engine.map.Named;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.Layout;

/** Compiles maps of feeds, to FHIR or to v2. The language is in docs/guide/mapping.md. */
public final class FeedMaps {
    /** The name of the product's map of feeds to FHIR. */
    public static final String UK_CORE = "feed-to-uk-core";

    /** The table that takes a feed's segments away from what goes out as v2. */
    static final String DELETES = "$feed";

    private FeedMaps() {}

    /** The answer to compiling. */
    public sealed interface Compilation {
        /** A map. */
        record Ok(FeedMap map) implements Compilation {}

        /** Every mistake in every table. */
        record Wrong(List<MapProblem> problems) implements Compilation {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Compiles a list of maps for a feed: with {@link #UK_CORE} first those behind it are laid over
     * the product's tables for FHIR; without it they are tables for v2.
     */
    public static Compilation compile(
            List<String> maps, Layout layout, MapSource trust, Library library, Settings settings) {
        Named names =
                new Named(
                        layout.name(), layout.places(), file -> file.startsWith(library.folder()));
        if (maps.getFirst().equals(UK_CORE)) {
            return switch (FhirMaps.compile(
                    UK_CORE,
                    layout.record(),
                    maps.subList(1, maps.size()),
                    names,
                    trust,
                    library,
                    settings)) {
                case FhirMaps.Compilation.Ok ok ->
                        new Compilation.Ok(new FeedMap(layout, ok.map()));
                case FhirMaps.Compilation.Wrong wrong -> new Compilation.Wrong(wrong.problems());
            };
        }
        List<String> all = new ArrayList<>(maps);
        all.add(DELETES);
        return switch (Maps.compile(all, with(layout, trust), Optional.of(names))) {
            case Maps.Compilation.Ok(Explained map) -> new Compilation.Ok(new FeedMap(layout, map));
            case Maps.Compilation.Wrong wrong -> new Compilation.Wrong(wrong.problems());
        };
    }

    private static MapSource with(Layout layout, MapSource trust) {
        StringBuilder rows = new StringBuilder("to,do\n");
        for (int i = 0; i < layout.lists().size(); i++) {
            rows.append(Layout.segment(i)).append(",delete\n");
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        return new MapSource() {
            @Override
            public Optional<byte[]> read(String file) {
                return file.equals("maps/" + DELETES + ".csv")
                        ? Optional.of(bytes)
                        : trust.read(file);
            }

            @Override
            public List<String> files() {
                return trust.files();
            }
        };
    }
}
