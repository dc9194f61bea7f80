package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Maps;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Named;
import org.parley.engine.map.Site;
import org.parley.engine.map.Table;

/** The rows of tables by name: the product's, with those of a trust laid over them. */
public final class Sheets {
    /** Rows in one table. */
    static final int MAX_ROWS = 5_000;

    static final List<String> COLUMNS =
            List.of("table", "from", "to", "type", "code", "how", "when", "value", "comment");

    /** How many tables may include one another. */
    static final int MAX_INCLUDES = 4;

    private final Library library;
    private final Optional<Named> named;
    private final Map<String, List<Table.Line>> over = new LinkedHashMap<>();
    private final Map<String, Optional<List<Table.Line>>> known = new HashMap<>();
    private final Mistakes mistakes;
    private int including;

    public Sheets(Library library, Mistakes mistakes) {
        this(library, Optional.empty(), mistakes);
    }

    /**
     * Tables of a library.
     *
     * @param named what rows may call by name, if anything
     */
    public Sheets(Library library, Optional<Named> named, Mistakes mistakes) {
        this.library = library;
        this.named = named;
        this.mistakes = mistakes;
    }

    /** Lays tables {@code maps/NAME.csv} of a trust over the product's, in order. */
    public void lay(List<String> names, MapSource trust) {
        for (String name : names) {
            String file = "maps/" + name + ".csv";
            trust.read(file)
                    .ifPresentOrElse(
                            bytes -> lay(file, bytes),
                            () ->
                                    mistakes.add(
                                            new Site(file, 0),
                                            0,
                                            "PAR-4100",
                                            "There is no map '" + name + "'.",
                                            "Write " + file + ", or name one that is there."));
        }
    }

    private void lay(String file, byte[] bytes) {
        Map<String, List<Table.Line>> byName = new LinkedHashMap<>();
        for (Table.Line line : lines(file, bytes)) {
            String name = line.cell("table");
            if (name.isEmpty()) {
                mistakes.add(
                        line.site(),
                        line.at("table"),
                        "PAR-4180",
                        "The row does not say which table it changes.",
                        "Write the table's name into the column table, such as PID[Patient].");
            } else {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
            }
        }
        byName.forEach(
                (name, lines) -> over.merge(name, lines, (below, above) -> laid(below, above)));
    }

    private List<Table.Line> lines(String file, byte[] bytes) {
        List<Table.Line> lines = TableReader.read(file, bytes, mistakes).lines();
        return named.map(names -> resolved(lines, names)).orElse(lines);
    }

    /** A line with a name that is not there is told once, and left out. */
    private List<Table.Line> resolved(List<Table.Line> lines, Named names) {
        List<Table.Line> all = new ArrayList<>();
        for (Table.Line line : lines) {
            int before = mistakes.count();
            Table.Line resolved = names.resolved(line, mistakes);
            if (mistakes.count() == before) {
                all.add(resolved);
            }
        }
        return all;
    }

    /** The names of tables that a trust wrote or changed. */
    Set<String> changed() {
        return over.keySet();
    }

    /** Where every row stands of the tables that were asked for. */
    public List<Site> sites() {
        return known.values().stream()
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .map(Table.Line::site)
                .distinct()
                .toList();
    }

    /** The rows of a table; empty when nobody wrote it. */
    public Optional<List<Table.Line>> rows(String folder, String name) {
        Optional<List<Table.Line>> rows = known.get(folder + "/" + name);
        if (rows == null) {
            rows = read(folder, name);
            known.put(folder + "/" + name, rows);
        }
        return rows;
    }

    private Optional<List<Table.Line>> read(String folder, String name) {
        String file = folder + "/" + name.replace('[', '-').replace("]", "") + ".csv";
        Optional<byte[]> bytes = library.read(file);
        List<Table.Line> above = over.getOrDefault(name, List.of());
        if (bytes.isEmpty() && above.isEmpty()) {
            return Optional.empty();
        }
        List<Table.Line> below =
                bytes.map(found -> lines(library.folder() + file, found)).orElse(List.of());
        List<Table.Line> all = included(folder, laid(below, above));
        return Optional.of(
                all.stream().filter(line -> !line.cell("type").equals("leave")).toList());
    }

    /** Lays the rows over those of the tables that they include. */
    private List<Table.Line> included(String folder, List<Table.Line> lines) {
        List<Table.Line> under = new ArrayList<>();
        List<Table.Line> own = new ArrayList<>();
        for (Table.Line line : lines) {
            if (!line.cell("to").equals("include")) {
                own.add(line);
                continue;
            }
            Optional<List<Table.Line>> rows =
                    ++including > MAX_INCLUDES ? Optional.empty() : read(folder, line.cell("type"));
            including--;
            if (rows.isEmpty()) {
                mistakes.add(
                        line.site(),
                        line.at("type"),
                        "PAR-4184",
                        "There is no table '" + line.cell("type") + "' to include.",
                        "Name a table of the same kind that does not include this one.");
            }
            under.addAll(rows.orElse(List.of()));
        }
        return under.isEmpty() ? own : laid(under, own);
    }

    /**
     * Rows of the same from and to are a group; a later table's group takes an earlier one's place.
     */
    private static List<Table.Line> laid(List<Table.Line> below, List<Table.Line> above) {
        if (above.isEmpty()) {
            return below;
        }
        Map<String, List<Table.Line>> groups = new LinkedHashMap<>();
        for (Table.Line line : above) {
            groups.computeIfAbsent(key(line), _ -> new ArrayList<>()).add(line);
        }
        List<Table.Line> laid = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Table.Line line : below) {
            List<Table.Line> group = groups.get(key(line));
            if (group == null) {
                laid.add(line);
            } else if (placed.add(key(line))) {
                laid.addAll(group);
            }
        }
        groups.forEach((key, group) -> {
            if (!placed.contains(key)) {
                laid.addAll(group);
            }
        });
        return laid;
    }

    private static String key(Table.Line line) {
        return line.cell("from").replaceAll("\\s+", " ")
                + " to "
                + line.cell("to").replaceAll("\\s+", " ");
    }

    /** The bytes of a code table of the product. */
    public Optional<byte[]> codes(String name) {
        return library.read("codes/" + name + ".csv");
    }

    /** So many rows at most in one code table. */
    static int maxCodes() {
        return Maps.MAX_CODES;
    }
}
