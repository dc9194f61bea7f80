package org.parley.app.map;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.app.Command;
import org.parley.app.Words;
import org.parley.engine.map.Site;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.Survey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley map coverage}: how much of many messages a map keeps. */
public final class MapCommand implements Command {
    private static final int SHOWN = 40;

    @Override
    public CommandSpec spec() {
        return TheMap.options(
                        Words.command(
                                "map",
                                "Says how much of many messages a map to FHIR keeps: by type of message, with the places that no row takes, codes without a row, and rows that never did anything.",
                                "  ./parley map coverage trust/in",
                                "  ./parley map coverage data --top 200"))
                .addPositional(Words.argument(0, "coverage", "What to do; there is no other yet."))
                .addPositional(
                        Words.argument(
                                1, "FROM", "A file or folder of messages, or a data folder."))
                .addOption(
                        Words.option(
                                "--top",
                                "N",
                                Integer.class,
                                "So many lines of each list; 40 if not said."));
    }

    @Override
    public int run(ParseResult words) {
        if (!Words.path(words, 0).toString().equals("coverage")) {
            System.err.println("Try: parley map coverage FROM");
            return CANNOT;
        }
        Optional<FhirMap> map = TheMap.of(words);
        if (map.isEmpty()) {
            return CANNOT;
        }
        Survey survey = map.get().survey();
        try {
            int bad = Given.each(Words.path(words, 1), Optional.empty(), survey::add);
            print(survey, Words.<Integer>option(words, "--top").orElse(SHOWN));
            if (bad > 0) {
                System.out.println();
                System.out.println(bad + " could not be read as messages.");
            }
            return DONE;
        } catch (IOException e) {
            System.err.println("The messages cannot be read: " + e.getMessage());
            return CANNOT;
        }
    }

    private static void print(Survey survey, int top) {
        System.out.println("Values of which a row took something, by type of message");
        long values = 0;
        long taken = 0;
        for (var type : new TreeMap<>(survey.types()).entrySet()) {
            Survey.Kept kept = type.getValue();
            values += kept.values();
            taken += kept.taken();
            line(type.getKey(), kept.messages(), kept.taken(), kept.values());
        }
        line("all", 0, taken, values);
        ranked("Not mapped at all", survey.impossible(), top);
        ranked("Places that no row takes", survey.lost(), top);
        ranked("For a person to look at", survey.remarks(), top);
        ranked("Codes without a row, by code table", survey.codes(), top);
        List<Site> never = survey.unfired();
        System.out.println();
        System.out.println(
                "Rows that never did anything: " + never.size() + " of " + survey.rows());
        never.stream().limit(top).forEach(site -> System.out.println("  " + site));
    }

    private static void line(String type, int messages, long taken, long values) {
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "  %6.2f %%  %8d of %8d  %s%s",
                        values == 0 ? 100.0 : 100.0 * taken / values,
                        taken,
                        values,
                        type,
                        messages == 0 ? "" : "  (" + messages + " messages)"));
    }

    private static void ranked(String title, List<Survey.Ranked> all, int top) {
        System.out.println();
        System.out.println(title + ": " + all.size());
        all.stream()
                .limit(top)
                .forEach(one ->
                        System.out.println(
                                String.format(Locale.ROOT, "  %7d  %s", one.times(), one.what())));
    }
}
