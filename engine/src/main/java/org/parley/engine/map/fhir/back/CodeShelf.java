package org.parley.engine.map.fhir.back;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Library;

/** The code tables of one compilation, each read backwards once. */
final class CodeShelf {
    private final Library back;
    private final Library there;
    private final MapSource trust;
    private final Mistakes mistakes;
    private final Map<String, Optional<BackCodes>> known = new HashMap<>();

    CodeShelf(Library back, Library there, MapSource trust, Mistakes mistakes) {
        this.there = there;
        this.back = back;
        this.trust = trust;
        this.mistakes = mistakes;
    }

    Optional<BackCodes> find(String name, Table.Line line) {
        Optional<BackCodes> found = known.get(name);
        if (found == null) {
            found = BackCodes.read(name, back, there, trust, mistakes);
            known.put(name, found);
        }
        if (found.isEmpty()) {
            mistakes.add(
                    line.site(),
                    line.at("code"),
                    "PAR-4208",
                    "There is no code table '" + name + "'.",
                    "Write codes/" + name + ".csv, or name a table that is there.");
        }
        return found;
    }
}
