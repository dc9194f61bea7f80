package org.parley.engine.map.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Mistakes;
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
        for (String name : over) {
            String file = "maps/" + name + ".csv";
            trust.read(file)
                    .ifPresentOrElse(
                            bytes -> sheets.lay(file, bytes),
                            () ->
                                    mistakes.add(
                                            new Site(file, 0),
                                            0,
                                            "PAR-4100",
                                            "There is no map '" + name + "'.",
                                            "Write " + file + ", or name one that is there."));
        }
        String name = UK_CORE + over.stream().map(one -> ", " + one).reduce("", String::concat);
        Elements r4 = Elements.load();
        RowCompiler rows =
                new RowCompiler(r4, sheets, new CodeLists(sheets, trust, mistakes), mistakes);
        MessageCompiler messages = new MessageCompiler(r4, rows, mistakes);
        Map<String, MessagePlan> plans = new HashMap<>();
        for (String structure : Structures.standard().names().stream().sorted().toList()) {
            Optional<List<Table.Line>> lines = sheets.rows("messages", structure);
            lines.ifPresent(found -> plans.put(structure, messages.compile(structure, found)));
        }
        return mistakes.none()
                ? new Compilation.Ok(new FhirMap(name, plans, settings, sheets.sites()))
                : new Compilation.Wrong(mistakes.all());
    }
}
