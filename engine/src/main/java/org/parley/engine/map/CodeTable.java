package org.parley.engine.map;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled code table: what a code becomes, per coding system where the table has one.
 *
 * @param name of the file, without {@code codes/} and {@code .csv}
 * @param rows by system and code; the system {@code ""} holds for any
 * @param missing what a code without a row becomes
 */
record CodeTable(String name, Map<Key, String> rows, Missing missing) {
    CodeTable {
        rows = Map.copyOf(rows);
    }

    /** A code in a system. */
    record Key(String system, String code) {}

    /** What a code without a row becomes. */
    sealed interface Missing {
        /** The message is parked: the default, for a wrong code is worse than a late one. */
        record Park() implements Missing {}

        /** The code stays as it is. */
        record Keep() implements Missing {}

        /** Always the same. */
        record Becomes(String value) implements Missing {}
    }

    /** What the code becomes; empty when the message must be parked. */
    Optional<String> translate(String system, String code) {
        String found = system.isEmpty() ? null : rows.get(new Key(system, code));
        if (found == null) {
            found = rows.get(new Key("", code));
        }
        if (found != null) {
            return Optional.of(found);
        }
        return switch (missing) {
            case Missing.Park _ -> Optional.empty();
            case Missing.Keep _ -> Optional.of(code);
            case Missing.Becomes(String value) -> Optional.of(value);
        };
    }

    /** Reads the column that codes are translated to. */
    static CodeTable read(String name, Table table, String column, Mistakes mistakes) {
        Map<Key, String> rows = new HashMap<>();
        Missing missing = new Missing.Park();
        boolean defaulted = false;
        for (Table.Line line : table.lines()) {
            String from = line.cell("from");
            String to = line.cell(column);
            if (from.equals("*") && !defaulted) {
                missing = missing(to);
                defaulted = true;
            } else if (from.isEmpty()) {
                mistakes.add(
                        line.site(),
                        line.at("from"),
                        "PAR-4111",
                        "The row has no code in the column from.",
                        "Write the code, or * for every code without a row.");
            } else if (from.equals("*")
                    || rows.putIfAbsent(new Key(line.cell("system"), from), to) != null) {
                mistakes.add(
                        line.site(),
                        line.at("from"),
                        "PAR-4112",
                        "The code '" + from + "' has a row above already.",
                        "Keep one of the two rows.");
            }
        }
        return new CodeTable(name, rows, missing);
    }

    private static Missing missing(String to) {
        return switch (to) {
            case "(park)" -> new Missing.Park();
            case "(keep)" -> new Missing.Keep();
            default -> new Missing.Becomes(to);
        };
    }

    /** The columns that every code table has. */
    static List<String> needed() {
        return List.of("from");
    }
}
