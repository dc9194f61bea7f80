package org.parley.engine.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.config.Lint.Severity;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Collects every problem of one reading. Owned by one thread. */
final class Lints {
    /** More than these are counted, not kept: nobody reads a thousand. */
    static final int MAX_KEPT = 1_000;

    private record Found(Severity severity, Problem problem, Place place) {}

    private final String folder;
    private final Set<Found> found = new LinkedHashSet<>();
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private int errors;

    Lints(String folder) {
        this.folder = folder;
    }

    /** Keeps a file's lines, to show them beside its problems. */
    void source(String file, String text) {
        lines.put(file, text.lines().toList());
    }

    void error(Place place, String code, String text, String remedy) {
        error(place, new Problem(code, Culprit.CONFIG, text, remedy));
    }

    void error(Place place, Problem problem) {
        errors++;
        add(new Found(Severity.ERROR, problem, place));
    }

    void warn(Place place, String code, String text, String remedy) {
        add(new Found(Severity.WARNING, new Problem(code, Culprit.CONFIG, text, remedy), place));
    }

    /** Something more is wrong because of what was reported already; nobody needs to read it. */
    void consequence() {
        errors++;
    }

    /** A secret that was written where it must not be: covered wherever a line is shown. */
    void hide(String secret) {
        if (!secret.isBlank()) {
            hidden.add(secret);
        }
    }

    /** How many errors so far; two readings of it tell whether something between them failed. */
    int errors() {
        return errors;
    }

    /** All of them, by place. */
    List<Lint> all() {
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Found::place));
        return sorted.stream()
                .map(f -> new Lint(f.severity(), f.problem(), f.place(), folder, line(f.place())))
                .toList();
    }

    private void add(Found one) {
        if (found.size() < MAX_KEPT) {
            found.add(one);
        }
    }

    /** A line of a file that was given; empty when there is none. */
    String line(String file, int number) {
        List<String> all = lines.getOrDefault(file, List.of());
        return number > all.size() ? "" : all.get(number - 1);
    }

    private Optional<String> line(Place place) {
        String line = line(place.file(), place.line());
        for (String secret : hidden) {
            // Same length, so that the caret still points at the right place.
            line = line.replace(secret, "*".repeat(secret.length()));
        }
        return line.isBlank() ? Optional.empty() : Optional.of(line);
    }
}
