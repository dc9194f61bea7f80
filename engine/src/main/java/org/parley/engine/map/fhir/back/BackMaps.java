package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Elements;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Sheets;
import org.parley.engine.route.Nearest;

/** Compiles maps from FHIR to v2. The language of their tables is in docs/guide/mapping-fhir.md. */
public final class BackMaps {
    /** The name of the product's own map. */
    public static final String UK_CORE = "uk-core-to-v2";

    private static final Pattern TO =
            Pattern.compile("([A-Z]{3})\\^([A-Z][A-Z0-9]{2})\\^([A-Z]{3}(?:_[A-Z][A-Z0-9]{2})?)");

    private BackMaps() {}

    /** The answer to compiling. */
    public sealed interface Compilation {
        /** A map. */
        record Ok(BackMap map) implements Compilation {}

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
     */
    public static Compilation compile(List<String> over, MapSource trust, Library library) {
        return compile(over, trust, library, Library.standard());
    }

    /**
     * The same, with code tables of the way there from elsewhere than Parley itself.
     *
     * @param there the product's tables of the way there, whose code tables are read backwards
     */
    public static Compilation compile(
            List<String> over, MapSource trust, Library library, Library there) {
        Mistakes mistakes = new Mistakes();
        Sheets sheets = new Sheets(library, mistakes);
        sheets.lay(over, trust);
        Types types = new Types(Elements.load());
        CodeShelf codes = new CodeShelf(library, there, trust, mistakes);
        RowCompiler rows = new RowCompiler(types, sheets, codes, mistakes);
        MessageCompiler messages = new MessageCompiler(sheets, rows);
        List<Event> events = new ArrayList<>();
        Optional<List<Table.Line>> lines = sheets.rows("messages", "events");
        for (Table.Line line : lines.orElse(List.of())) {
            event(line, rows, messages).ifPresent(events::add);
        }
        String name = UK_CORE + over.stream().map(one -> ", " + one).reduce("", String::concat);
        List<MapProblem> problems = mistakes.all().stream().distinct().toList();
        return problems.isEmpty()
                ? new Compilation.Ok(new BackMap(name, events, sheets.sites()))
                : new Compilation.Wrong(problems);
    }

    private static Optional<Event> event(
            Table.Line line, RowCompiler rows, MessageCompiler messages) {
        String type = line.cell("from");
        Matcher to = TO.matcher(line.cell("to"));
        if (!rows.resource(type)) {
            rows.wrong(
                    line,
                    "from",
                    "PAR-4203",
                    "FHIR has no resource '" + type + "'.",
                    "Write the type of resource that the event is about.");
            return Optional.empty();
        }
        boolean leaves = line.cell("to").equals("-");
        if (!to.matches() && !leaves) {
            rows.wrong(
                    line,
                    "to",
                    "PAR-4202",
                    "'" + line.cell("to") + "' is no event.",
                    "Write type, trigger and structure: ADT^A31^ADT_A05, or - for no message.");
            return Optional.empty();
        }
        String how = line.cell("how");
        if (!how.isEmpty() && !how.equals("together") && !how.equals("all")) {
            rows.wrong(
                    line,
                    "how",
                    "PAR-4206",
                    "Nobody knows '" + how + "'." + Nearest.hint(how, List.of("together", "all")),
                    "Write together, all, or nothing.");
        }
        Optional<Ask> when = rows.ask(line.cell("when"), type, Scope.of(type), line);
        boolean asked = when.isPresent() || line.cell("when").isEmpty();
        if (leaves) {
            return when.map(ask -> Event.none(line.site(), type, ask));
        }
        List<Part> parts = messages.compile(line.cell("type"), type, line);
        return asked
                ? Optional.of(
                        new Event(
                                line.site(),
                                type,
                                when.orElse(null),
                                to.group(1),
                                to.group(2),
                                to.group(3),
                                !how.isEmpty(),
                                how.equals("all"),
                                line.cell("when").contains("$header"),
                                parts))
                : Optional.empty();
    }
}
