package org.parley.engine.map.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Named;
import org.parley.engine.map.Site;
import org.parley.engine.map.Table;
import org.parley.wire.hl7v2.Structures;

/** Compiles maps from v2 to FHIR. The language of their tables is in docs/guide/mapping-fhir.md. */
public final class FhirMaps {
    /** The name of the product's own map. */
    public static final String UK_CORE = "v2-to-uk-core";

    private FhirMaps() {}

    /** The answer to compiling. */
    public sealed interface Compilation {
        /** A map. */
        record Ok(FhirMap map) implements Compilation {}

        /** Every mistake in every table. */
        record Wrong(List<MapProblem> problems) implements Compilation {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Compiles the product's tables with a trust's laid over them.
     *
     * @param over names of tables {@code maps/NAME.csv} of the trust, in order
     * @param trust where those and the trust's code tables are read
     * @param library the product's tables
     * @param settings what must be known of the system that sends
     */
    public static Compilation compile(
            List<String> over, MapSource trust, Library library, Settings settings) {
        Mistakes mistakes = new Mistakes();
        Sheets sheets = new Sheets(library, mistakes);
        sheets.lay(over, trust);
        List<String> structures = Structures.standard().names().stream().sorted().toList();
        Map<String, MessagePlan> plans = plans(structures, sheets, trust, mistakes);
        return mistakes.none()
                ? new Compilation.Ok(
                        new FhirMap(name(UK_CORE, over), plans, settings, sheets.sites()))
                : new Compilation.Wrong(mistakes.all().stream().distinct().toList());
    }

    /**
     * Compiles tables for messages that all have one structure, and none of the standard's.
     *
     * @param base what the map is called without those laid over it
     * @param table the message table
     * @param named what tables may call by name
     */
    public static Compilation compile(
            String base,
            String table,
            List<String> over,
            Named named,
            MapSource trust,
            Library library,
            Settings settings) {
        Mistakes mistakes = new Mistakes();
        Sheets sheets = new Sheets(library, Optional.of(named), mistakes);
        sheets.lay(over, trust);
        Map<String, MessagePlan> plans = plans(List.of(table), sheets, trust, mistakes);
        if (plans.isEmpty() && mistakes.none()) {
            mistakes.add(
                    new Site("maps", 0),
                    0,
                    "PAR-4184",
                    "There is no message table '" + table + "'.",
                    "Write its rows into a map of the trust, or name one that is there with $record"
                            + " in the layout.");
        }
        return mistakes.none()
                ? new Compilation.Ok(
                        new FhirMap(name(base, over), table, plans, settings, sheets.sites()))
                : new Compilation.Wrong(mistakes.all().stream().distinct().toList());
    }

    private static String name(String base, List<String> over) {
        return base + over.stream().map(one -> ", " + one).reduce("", String::concat);
    }

    private static Map<String, MessagePlan> plans(
            List<String> structures, Sheets sheets, MapSource trust, Mistakes mistakes) {
        Elements r4 = Elements.load();
        RowCompiler rows =
                new RowCompiler(r4, sheets, new CodeLists(sheets, trust, mistakes), mistakes);
        MessageCompiler messages = new MessageCompiler(r4, rows, mistakes);
        Map<String, MessagePlan> plans = new HashMap<>();
        for (String structure : structures) {
            Optional<List<Table.Line>> lines = sheets.rows("messages", structure);
            lines.ifPresent(found -> plans.put(structure, messages.compile(structure, found)));
        }
        return plans;
    }
}
