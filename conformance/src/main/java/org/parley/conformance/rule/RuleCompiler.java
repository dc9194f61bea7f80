package org.parley.conformance.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.conformance.validate.UcumUnits;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.engine.route.Conditions;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.hl7v2.Path;

/** Compiles rules, each once for a port. */
public final class RuleCompiler {
    private static final Pattern COLUMN = Pattern.compile("\\{([a-z0-9-]+)}");

    private final R4Types types = new R4Types();
    private final UcumUnits units = new UcumUnits();

    /** A name of a column that the layout does not have. */
    private static final class NoColumn extends Exception {
        private static final long serialVersionUID = 1L;

        NoColumn(String name) {
            super("The layout has no column " + name + ".", null, false, false);
        }
    }

    /**
     * Compiles a rule.
     *
     * @param layout of the port's records, if it has one
     * @throws IllegalArgumentException when the rule cannot be understood
     */
    public CompiledRule compile(Rule rule, Optional<Layout> layout) {
        try {
            return new CompiledRule(
                    rule, rule.format() == Format.FHIR ? fhir(rule) : message(rule, layout));
        } catch (NoColumn none) {
            return new CompiledRule(
                    rule, new Question.Unanswerable(String.valueOf(none.getMessage())));
        }
    }

    private Question message(Rule rule, Optional<Layout> layout) throws NoColumn {
        Map<String, String> columns = layout.map(Layout::places).orElse(Map.of());
        Optional<Conditions.Compiled> when = Optional.empty();
        if (rule.when().isPresent()) {
            when = Optional.of(condition(rule, columns(rule.when().get(), columns)));
        }
        return switch (rule.asks()) {
            case Rule.Asks.Condition(String then) ->
                    new Question.OfMessage(
                            rule.each().map(Path::of),
                            when,
                            condition(rule, columns(then, columns)),
                            names(columns));
            case Rule.Asks.Java(String text) -> {
                if (check(rule, columns(text, columns)) instanceof Checks.Whole whole) {
                    yield new Question.OfWhole(when, whole);
                }
                throw wrong(rule, "a text check needs FHIR: " + text);
            }
        };
    }

    private Question fhir(Rule rule) {
        Optional<FhirPath> when = rule.when().map(FhirPath::compile);
        if (rule.each().isEmpty()) {
            if (rule.asks() instanceof Rule.Asks.Java(String text)
                    && check(rule, text) instanceof Checks.Whole whole) {
                return new Question.OfWhole(Optional.empty(), whole);
            }
            throw wrong(rule, "a rule of FHIR says each");
        }
        FhirPlaces places = FhirPlaces.of(rule.each().get(), types);
        return switch (rule.asks()) {
            case Rule.Asks.Condition(String then) ->
                    new Question.OfResources(places, when, FhirPath.compile(then));
            case Rule.Asks.Java(String text) -> {
                if (check(rule, text) instanceof Checks.Text of) {
                    yield new Question.OfTexts(places, when, of);
                }
                throw wrong(rule, "not a check of a text: " + text);
            }
        };
    }

    private Checks check(Rule rule, String text) {
        return Checks.of(text, units)
                .orElseThrow(() -> wrong(rule, "there is no check '" + text + "'"));
    }

    private static IllegalArgumentException wrong(Rule rule, String why) {
        return new IllegalArgumentException(rule.id() + ": " + why);
    }

    private static Conditions.Compiled condition(Rule rule, String text) {
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok(Conditions.Compiled compiled) -> compiled;
            case Conditions.Parse.Wrong(String reason, int at) ->
                    throw wrong(rule, reason + " At " + at + " of: " + text);
        };
    }

    /** A record's columns stand in braces; each has a field of the message that stands for it. */
    private static String columns(String text, Map<String, String> columns) throws NoColumn {
        Matcher names = COLUMN.matcher(text);
        StringBuilder out = new StringBuilder();
        while (names.find()) {
            String place = columns.get(names.group(1));
            if (place == null) {
                throw new NoColumn(names.group(1));
            }
            names.appendReplacement(out, Matcher.quoteReplacement(place));
        }
        return names.appendTail(out).toString();
    }

    private static List<String> names(Map<String, String> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach((name, place) -> names.add(place + " " + name));
        return names;
    }
}
