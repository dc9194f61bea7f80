package org.parley.engine.config;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.parley.engine.map.Chain;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Maps;
import org.parley.engine.map.feed.FeedMaps;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.map.fhir.back.BackMaps;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Mapping;

/** Names of maps become mappings, or lints in the tables' own files. */
final class MapText implements MapSource {
    private final Map<String, byte[]> files = new HashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<Key, Optional<Mapping>> compiled = new HashMap<>();
    private final TableLints tables;
    private final ProductTables product;
    private final Lints lints;

    /** A list of maps for senders whose clocks are in a zone, and whose records have a layout. */
    private record Key(List<String> maps, ZoneId zone, Optional<Layout> layout) {}

    /**
     * @param files all files of the configuration, by name; the product's tables that maps read are
     *     put among them
     */
    MapText(Map<String, byte[]> files, Lints lints) {
        this.lints = lints;
        this.tables = new TableLints(files, lints);
        this.product = new ProductTables(files);
        files.forEach((name, bytes) -> {
            if (name.startsWith("maps/") || name.startsWith("codes/")) {
                this.files.put(name, bytes);
            }
            if (name.matches("maps/[^/]+\\.(csv|java)")) {
                names.add(name.substring("maps/".length(), name.lastIndexOf('.')));
            }
        });
    }

    @Override
    public Optional<byte[]> read(String file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public List<String> files() {
        return files.keySet().stream().sorted().toList();
    }

    /**
     * The mapping of a leg's maps; each list of names is compiled once.
     *
     * @param zone where the clocks of those are who send
     * @param layout of their records when they are no HL7
     */
    Optional<Mapping> compile(
            List<String> maps, ZoneId zone, Optional<Layout> layout, Written written) {
        boolean all = true;
        for (int i = 0; i < maps.size(); i++) {
            if (!known().contains(maps.get(i))) {
                all = false;
                missing(maps.get(i), written.at("map", i));
            }
        }
        if (!all) {
            return Optional.empty();
        }
        // Not computeIfAbsent: compiling may report lints, and its result may be "none".
        Key key = new Key(maps, zone, layout);
        Optional<Mapping> known = compiled.getOrDefault(key, Optional.empty());
        if (known.isPresent() || compiled.containsKey(key)) {
            if (known.isEmpty()) {
                lints.consequence();
            }
            return known;
        }
        Optional<Mapping> mapping =
                layout.isPresent() ? feed(maps, zone, layout.get()) : compile(maps, zone);
        compiled.put(key, mapping);
        return mapping;
    }

    private void missing(String name, Place place) {
        lints.error(
                place,
                "PAR-3023",
                "There is no map \"" + name + "\"." + Suggestion.question(name, known()),
                names.isEmpty()
                        ? "Put its table into the folder maps."
                        : "Known are: " + Suggestion.some(known()) + ".");
    }

    private List<String> known() {
        var known = new ArrayList<>(names);
        known.add(FhirMaps.UK_CORE);
        known.add(BackMaps.UK_CORE);
        known.add(FeedMaps.UK_CORE);
        return known;
    }

    /**
     * Names before v2-to-uk-core are maps from v2 to v2 that run first; those behind it overlays.
     */
    private Optional<Mapping> compile(List<String> maps, ZoneId zone) {
        if (maps.getFirst().equals(BackMaps.UK_CORE)) {
            return switch (BackMaps.compile(
                    maps.subList(1, maps.size()), this, product.back(), product.there())) {
                case BackMaps.Compilation.Ok ok -> Optional.of(ok.map());
                case BackMaps.Compilation.Wrong wrong -> tables.wrong(wrong.problems());
            };
        }
        int fhir = maps.indexOf(FhirMaps.UK_CORE);
        if (fhir < 0) {
            return tables(maps);
        }
        Optional<Mapping> then =
                switch (FhirMaps.compile(
                        maps.subList(fhir + 1, maps.size()),
                        this,
                        product.there(),
                        new Settings(zone))) {
                    case FhirMaps.Compilation.Ok ok -> Optional.of(ok.map());
                    case FhirMaps.Compilation.Wrong wrong -> tables.wrong(wrong.problems());
                };
        return fhir == 0
                ? then
                : tables(maps.subList(0, fhir))
                        .flatMap(first -> then.map(second -> new Chain(first, second)));
    }

    private Optional<Mapping> feed(List<String> maps, ZoneId zone, Layout layout) {
        return switch (FeedMaps.compile(maps, layout, this, product.there(), new Settings(zone))) {
            case FeedMaps.Compilation.Ok ok -> Optional.of(ok.map());
            case FeedMaps.Compilation.Wrong wrong -> tables.wrong(wrong.problems());
        };
    }

    private Optional<Mapping> tables(List<String> maps) {
        return switch (Maps.compile(maps, this)) {
            case Maps.Compilation.Ok ok -> Optional.of(ok.mapping());
            case Maps.Compilation.Wrong wrong -> tables.wrong(wrong.problems());
        };
    }

    /** Maps that no route names. */
    void unused(List<RouteDocument> routes) {
        var left = new ArrayList<>(names);
        routes.forEach(r -> r.to().forEach(leg -> left.removeAll(leg.maps())));
        for (String name : left) {
            String file =
                    "maps/"
                            + name
                            + (files.containsKey("maps/" + name + ".csv") ? ".csv" : ".java");
            lints.warn(
                    Place.top(file),
                    "PAR-3044",
                    "No route uses the map \"" + name + "\".",
                    "Name it under map in a route, or take the file out.");
        }
    }
}
