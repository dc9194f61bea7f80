package org.parley.engine.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapProblem;

/** Mistakes in tables as lints in the tables' own files. */
final class TableLints {
    private final Map<String, byte[]> files;
    private final Lints lints;

    TableLints(Map<String, byte[]> files, Lints lints) {
        this.files = files;
        this.lints = lints;
    }

    /** Reports them all; the answer is always empty, for the caller to give on. */
    <T> Optional<T> wrong(List<MapProblem> problems) {
        problems.forEach(p -> lints.error(place(p), p.problem()));
        return Optional.empty();
    }

    private Place place(MapProblem problem) {
        byte[] bytes = files.get(problem.file());
        if (bytes != null) {
            lints.source(problem.file(), new String(bytes, StandardCharsets.UTF_8));
        }
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
}
