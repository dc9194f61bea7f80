package org.parley.engine.trial;

import java.util.List;

/**
 * What the tests reached: rows of maps, destinations of routes, rules that filter.
 *
 * @param reached how many
 * @param total of how many
 * @param rows rows of maps that no test fired, {@code file:line}
 * @param legs destinations that no test sent to, and rules that filtered nothing, with their places
 * @param routes routes that no test is about
 */
public record Coverage(
        int reached, int total, List<String> rows, List<String> legs, List<String> routes) {
    /** Lines of each list that are shown. */
    static final int SHOWN = 50;

    public Coverage {
        rows = List.copyOf(rows);
        legs = List.copyOf(legs);
        routes = List.copyOf(routes);
    }

    /** The share that was reached, 0 to 100, rounded down; 100 when there is nothing to reach. */
    public int percent() {
        return total == 0 ? 100 : (int) (100L * reached / total);
    }

    String render() {
        StringBuilder out = new StringBuilder();
        out.append(
                "Coverage: %d %% (%d of %d rows, destinations and rules)\n"
                        .formatted(percent(), reached, total));
        list(out, "routes that no test is about", routes);
        list(out, "destinations and rules that no test message reached", legs);
        list(out, "rows of maps that no test message fired", rows);
        return out.toString();
    }

    private static void list(StringBuilder out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append("  ").append(title).append(":\n");
            lines.stream().limit(SHOWN).forEach(l -> out.append("    ").append(l).append('\n'));
            if (lines.size() > SHOWN) {
                out.append("    and ").append(lines.size() - SHOWN).append(" more\n");
            }
        }
    }
}
