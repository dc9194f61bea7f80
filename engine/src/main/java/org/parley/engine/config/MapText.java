package org.parley.engine.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Maps;
import org.parley.engine.plan.Mapping;

/** Names of maps become mappings, or lints in the tables' own files. */
final class MapText implements MapSource {
    private final Map<String, byte[]> files = new HashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<List<String>, Optional<Mapping>> compiled = new HashMap<>();
    private final Lints lints;

    /**
     * @param files all files of the configuration, by name
     */
    MapText(Map<String, byte[]> files, Lints lints) {
        this.lints = lints;
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

    /** The mapping of a leg's maps; each list of names is compiled once. */
    Optional<Mapping> compile(List<String> maps, Written written) {
        boolean all = true;
        for (int i = 0; i < maps.size(); i++) {
            if (!names.contains(maps.get(i))) {
                all = false;
                missing(maps.get(i), written.at("map", i));
            }
        }
        if (!all) {
            return Optional.empty();
        }
        // Not computeIfAbsent: compiling may report lints, and its result may be "none".
        Optional<Mapping> known = compiled.getOrDefault(maps, Optional.empty());
        if (known.isPresent() || compiled.containsKey(maps)) {
            if (known.isEmpty()) {
                lints.consequence();
            }
            return known;
        }
        Optional<Mapping> mapping = compile(maps);
        compiled.put(maps, mapping);
        return mapping;
    }

    private void missing(String name, Place place) {
        lints.error(
                place,
                "PAR-3023",
                "There is no map \"" + name + "\"." + Suggestion.question(name, names),
                names.isEmpty()
                        ? "Put its table into the folder maps."
                        : "Known are: " + Suggestion.some(List.copyOf(names)) + ".");
    }

    private Optional<Mapping> compile(List<String> maps) {
        return switch (Maps.compile(maps, this)) {
            case Maps.Compilation.Ok ok -> Optional.of(ok.mapping());
            case Maps.Compilation.Wrong wrong -> {
                wrong.problems().forEach(p -> lints.error(place(p), p.problem()));
                yield Optional.empty();
            }
        };
    }

    private Place place(MapProblem problem) {
        read(problem.file())
                .ifPresent(bytes ->
                        lints.source(problem.file(), new String(bytes, StandardCharsets.UTF_8)));
        int line = Math.max(1, problem.line());
        int column =
                problem.file().endsWith(".csv")
                        ? column(lints.line(problem.file(), line), problem.column())
                        : Math.max(1, problem.column());
        return new Place(problem.file(), line, column);
    }

    /** Where a cell of a line begins; cells count from 1, commas in quotes part none. */
    static int column(String line, int cell) {
        boolean quoted = false;
        int passed = 1;
        for (int i = 0; i < line.length() && passed < cell; i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted && ++passed == cell) {
                return i + 2;
            }
        }
        return 1;
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
