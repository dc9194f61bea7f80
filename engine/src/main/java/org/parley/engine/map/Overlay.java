package org.parley.engine.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables laid over each other. Rows of one table that write to the same place under the same
 * condition are a group. Where a later table has a group that an earlier one has too, the later
 * group stands in the earlier one's stead, at the place of its first row; other rows come after all
 * earlier ones.
 */
final class Overlay {
    /** A row with what decides whether it replaces another. */
    record Keyed(String key, Row row) {}

    private Overlay() {}

    /** What decides whether a row replaces another: target and condition, blanks evened out. */
    static String key(String to, String when) {
        return even(to) + " when " + even(when);
    }

    private static String even(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The rows of all tables as one table. */
    static List<Row> rows(List<List<Keyed>> tables) {
        List<Keyed> laid = new ArrayList<>();
        for (List<Keyed> table : tables) {
            laid = over(laid, table);
        }
        return laid.stream().map(Keyed::row).toList();
    }

    private static List<Keyed> over(List<Keyed> below, List<Keyed> above) {
        Map<String, List<Keyed>> groups = new HashMap<>();
        for (Keyed row : above) {
            groups.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row);
        }
        List<Keyed> laid = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Keyed row : below) {
            List<Keyed> group = groups.get(row.key());
            if (group == null) {
                laid.add(row);
            } else if (placed.add(row.key())) {
                laid.addAll(group);
            }
        }
        for (Keyed row : above) {
            if (!placed.contains(row.key())) {
                laid.add(row);
            }
        }
        return laid;
    }
}
