package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Collects every mistake of a map, so that all are told at once. */
public final class Mistakes {
    private final List<MapProblem> found = new ArrayList<>();

    public void add(Site site, int column, String code, String text, String remedy) {
        add(
                new MapProblem(
                        site.file(),
                        site.line(),
                        column,
                        new Problem(code, Culprit.CONFIG, text, remedy)));
    }

    public void add(MapProblem problem) {
        found.add(problem);
    }

    public boolean none() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<MapProblem> all() {
        return List.copyOf(found);
    }
}
