package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.map.Overlay.Keyed;
import org.parley.engine.map.TableMapping.Stage;
import org.parley.engine.route.Nearest;

/**
 * Compiles maps. A map is a list of names; each is a mapping table {@code maps/NAME.csv} or a Java
 * class {@code maps/NAME.java}. Tables that follow each other are laid over each other (see {@link
 * Overlay}) and run as one; a Java class runs after what stands before it. The language is in
 * docs/guide/mapping.md.
 */
public final class Maps {
    /** Names in one map. */
    public static final int MAX_TABLES = 16;

    /** Rows in one mapping table. */
    public static final int MAX_ROWS = 5_000;

    /** Rows in one code table. */
    public static final int MAX_CODES = 500_000;

    /** Longest cell and longest row, in bytes. */
    public static final int MAX_CELL_BYTES = 16_384;

    /** Longest Java class, in bytes of source. */
    public static final int MAX_JAVA_BYTES = 262_144;

    /** Columns in one table. */
    public static final int MAX_COLUMNS = 64;

    /** Longest value that a row makes with {@code how}, in characters. */
    public static final int MAX_VALUE = 1_000_000;

    /** The columns of a mapping table. */
    public static final List<String> COLUMNS =
            List.of("to", "do", "from", "value", "how", "code", "when", "comment");

    private Maps() {}

    /** The answer to compiling. */
    public sealed interface Compilation {
        /** A mapping, which can also explain itself. */
        record Ok(Explained mapping) implements Compilation {}

        /** Every mistake in every file. */
        record Wrong(List<MapProblem> problems) implements Compilation {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Reads and compiles all files of a map. */
    public static Compilation compile(List<String> names, MapSource source) {
        return compile(names, source, Optional.empty());
    }

    /**
     * Reads and compiles all files of a map.
     *
     * @param named what tables may call by name, if anything
     */
    public static Compilation compile(List<String> names, MapSource source, Optional<Named> named) {
        Mistakes mistakes = new Mistakes();
        if (names.isEmpty() || names.size() > MAX_TABLES) {
            mistakes.add(
                    new Site("maps", 0),
                    0,
                    "PAR-4100",
                    "A map has 1 to " + MAX_TABLES + " tables, not " + names.size() + ".",
                    "Name the tables of the folder maps/.");
            return new Compilation.Wrong(mistakes.all());
        }
        List<Stage> stages = stages(names, source, named, mistakes);
        return mistakes.none()
                ? new Compilation.Ok(new TableMapping(String.join(", ", names), stages))
                : new Compilation.Wrong(mistakes.all());
    }

    private static List<Stage> stages(
            List<String> names, MapSource source, Optional<Named> named, Mistakes mistakes) {
        CodeTables codes = new CodeTables(source, mistakes);
        List<Stage> stages = new ArrayList<>();
        List<List<Keyed>> tables = new ArrayList<>();
        for (String name : names) {
            Optional<byte[]> table = source.read("maps/" + name + ".csv");
            Optional<byte[]> java = source.read("maps/" + name + ".java");
            if (table.isPresent() && java.isPresent()) {
                mistakes.add(
                        new Site("maps/" + name + ".java", 0),
                        0,
                        "PAR-4100",
                        "There is a table and a class of the name '" + name + "'.",
                        "Give one of the two another name.");
            } else if (table.isPresent()) {
                tables.add(rows("maps/" + name + ".csv", table.get(), codes, named, mistakes));
            } else if (java.isPresent()) {
                close(tables, stages);
                JavaMaps.load(name, java.get(), mistakes)
                        .ifPresent(map -> stages.add(new Stage.Java(name, map)));
            } else {
                missing(name, source, mistakes);
            }
        }
        close(tables, stages);
        return stages;
    }

    private static void close(List<List<Keyed>> tables, List<Stage> stages) {
        if (!tables.isEmpty()) {
            stages.add(new Stage.Tables(new TableProgram(Overlay.rows(tables))));
            tables.clear();
        }
    }

    private static List<Keyed> rows(
            String file, byte[] bytes, CodeTables codes, Optional<Named> named, Mistakes mistakes) {
        Table table = Table.read(file, bytes, COLUMNS, List.of("to"), MAX_ROWS, mistakes);
        List<Keyed> rows = new ArrayList<>();
        for (Table.Line written : table.lines()) {
            Table.Line line = named.map(names -> names.resolved(written, mistakes)).orElse(written);
            String key = Overlay.key(line.cell("to"), line.cell("when"));
            new RowReader(line, codes, mistakes)
                    .read()
                    .ifPresent(row -> rows.add(new Keyed(key, row)));
        }
        return rows;
    }

    private static void missing(String name, MapSource source, Mistakes mistakes) {
        List<String> known = new ArrayList<>(names(source, "maps/", ".csv"));
        known.addAll(names(source, "maps/", ".java"));
        mistakes.add(
                new Site("maps/" + name + ".csv", 0),
                0,
                "PAR-4100",
                "There is no map '" + name + "'." + Nearest.hint(name, known),
                "Write maps/" + name + ".csv, or name one that is there.");
    }

    /** Names of files in a folder, folder and ending taken off. */
    static List<String> names(MapSource source, String folder, String ending) {
        return source.files().stream()
                .filter(file -> file.startsWith(folder) && file.endsWith(ending))
                .map(file -> file.substring(folder.length(), file.length() - ending.length()))
                .toList();
    }
}
