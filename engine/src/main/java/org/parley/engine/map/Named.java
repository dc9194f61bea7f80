package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.route.Nearest;

/**
 * Names in braces, for tables that read what has names where v2 has numbers: {@code {Ward}} is the
 * field of that name.
 *
 * @param layout what the names are of, for mistakes
 * @param places by name
 * @param tolerant of names that are not there: true of the product's tables, which know more than
 *     one feed has; what they read is then always empty
 */
public record Named(String layout, Map<String, String> places, Predicate<String> tolerant) {
    private static final Pattern PIECE =
            Pattern.compile("\"[^\"]*\"|'[^']*'|\\{([^{}]*)}|[^\"'{]+|.", Pattern.DOTALL);

    private static final String NOWHERE = "ZR0-1";
    private static final List<String> CELLS = List.of("from", "when");

    public Named {
        places = Map.copyOf(places);
    }

    /** The line with names become places; a name that is not there is a mistake. */
    public Table.Line resolved(Table.Line line, Mistakes mistakes) {
        List<String> cells = new ArrayList<>(line.cells());
        for (String column : CELLS) {
            int at = line.at(column);
            if (at > 0 && cells.get(at - 1).indexOf('{') >= 0) {
                cells.set(at - 1, resolved(line, column, cells.get(at - 1), mistakes));
            }
        }
        return new Table.Line(line.site(), line.columns(), cells);
    }

    private String resolved(Table.Line line, String column, String cell, Mistakes mistakes) {
        StringBuilder out = new StringBuilder();
        Matcher piece = PIECE.matcher(cell);
        while (piece.find()) {
            String name = piece.group(1);
            String place = name == null ? piece.group() : places.get(name.strip());
            if (place == null) {
                if (!tolerant.test(line.site().file())) {
                    mistakes.add(
                            line.site(),
                            line.at(column),
                            "PAR-4240",
                            "The layout "
                                    + layout
                                    + " has no '"
                                    + name
                                    + "'."
                                    + Nearest.hint(name.strip(), places.keySet()),
                            "Write a name of layouts/" + layout + ".csv, or add the column there.");
                }
                place = NOWHERE;
            }
            out.append(place);
        }
        return out.toString();
    }
}
