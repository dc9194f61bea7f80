package org.parley.engine.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.parley.engine.route.Conditions.PathUse;
import org.parley.wire.hl7v2.Path;

/** Reads one comparison: a path and what is asked of it. */
final class Comparisons {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "if");
    private static final List<String> ASKED =
            List.of(
                    "valued",
                    "equals",
                    "in",
                    "starts",
                    "ends",
                    "contains",
                    "is",
                    "not",
                    "same",
                    "before",
                    "after");
    private static final String EXPECTED =
            "Expected valued, not valued, equals, in (…), starts with, ends with, contains, same as,"
                    + " before, after, is null, or is and a form such as nhs-number here.";

    private final Scanner in;
    private final List<PathUse> reads = new ArrayList<>();

    Comparisons(Scanner in) {
        this.in = in;
    }

    List<PathUse> reads() {
        return reads;
    }

    Clause comparison() throws Mistake {
        int start = in.position();
        if (in.take("count")) {
            return count();
        }
        if (in.take("length")) {
            Path path = path();
            Relation relation = relation();
            return new Clause.Any(path, new ValueTest.Length(relation, number()));
        }
        boolean all = in.take("all");
        if (!all) {
            in.take("any");
        }
        if (in.ended()) {
            throw new Mistake("Expected a path such as PV1-2 here.", start);
        }
        return asked(path(), all);
    }

    private Clause count() throws Mistake {
        int start = in.position();
        Path path = path();
        if (path.component() > 0) {
            throw new Mistake(
                    "Count takes a segment (OBX) or a field (PID-3), not a component.", start);
        }
        Relation relation = relation();
        return new Clause.Count(path, relation, number());
    }

    private Clause asked(Path path, boolean all) throws Mistake {
        int start = in.position();
        boolean is = in.take("is");
        boolean not = in.take("not");
        if (in.take("same", "as")) {
            return unless(not, new Clause.Same(path, path()));
        }
        if (path.field() > 0 && in.take("before")) {
            return unless(not, new Clause.InTime(path, path(), true));
        }
        if (path.field() > 0 && in.take("after")) {
            return unless(not, new Clause.InTime(path, path(), false));
        }
        Optional<ValueTest> words = valuedOrNull(path);
        if (words.isPresent()) {
            Clause clause =
                    path.field() == 0
                            ? new Clause.Count(path, Relation.AT_LEAST, 1)
                            : one(path, all, words.get());
            return unless(not, clause);
        }
        if (path.field() == 0) {
            throw new Mistake(
                    "A segment can be valued or not valued; name a field such as "
                            + path
                            + "-1 to compare.",
                    start);
        }
        int here = in.position();
        String symbol = in.symbol();
        if (symbol.equals("=") || symbol.equals("!=") || symbol.equals("<>")) {
            return unless(not ^ !symbol.equals("="), one(path, all, equal()));
        }
        in.back(here);
        Optional<ValueTest> test = is ? formed() : worded();
        if (test.isEmpty()) {
            in.back(here);
            throw new Mistake(is ? formExpected() : EXPECTED + nearest(), here);
        }
        return unless(not, one(path, all, test.get()));
    }

    private String nearest() {
        String symbol = in.symbol();
        if (!symbol.isEmpty()) {
            return " Only a count or a length can be greater or less.";
        }
        String word = in.word().toLowerCase(Locale.ROOT);
        return word.equals("greater") || word.equals("less")
                ? " Only a count or a length can be greater or less."
                : Nearest.hint(word, ASKED);
    }

    private static Clause one(Path path, boolean all, ValueTest test) {
        return all ? new Clause.All(path, test) : new Clause.Any(path, test);
    }

    private static Clause unless(boolean not, Clause clause) {
        return not ? new Clause.Not(clause) : clause;
    }

    private Optional<ValueTest> valuedOrNull(Path path) {
        if (in.take("valued")) {
            return Optional.of(new ValueTest.Valued());
        }
        return path.field() > 0 && in.take("null")
                ? Optional.of(new ValueTest.OneOf(Set.of(ValueTest.NULL)))
                : Optional.empty();
    }

    private Optional<ValueTest> formed() {
        return Form.of(in.word()).map(ValueTest.Formed::new);
    }

    private String formExpected() {
        List<String> words = new ArrayList<>(Form.words());
        words.addAll(0, List.of("valued", "null"));
        return "Expected one of "
                + String.join(", ", words)
                + " after is."
                + Nearest.hint(in.word(), words);
    }

    private Optional<ValueTest> worded() throws Mistake {
        if (in.take("equals")) {
            return Optional.of(equal());
        }
        if (in.take("in")) {
            return Optional.of(cased(list(), texts -> new ValueTest.OneOf(Set.copyOf(texts))));
        }
        if (in.take("starts", "with")) {
            return Optional.of(
                    cased(literal(), texts -> new ValueTest.StartsWith(texts.getFirst())));
        }
        if (in.take("ends", "with")) {
            return Optional.of(cased(literal(), texts -> new ValueTest.EndsWith(texts.getFirst())));
        }
        if (in.take("contains")) {
            return Optional.of(cased(literal(), texts -> new ValueTest.Contains(texts.getFirst())));
        }
        return Optional.empty();
    }

    private ValueTest equal() throws Mistake {
        return cased(literal(), texts -> new ValueTest.OneOf(Set.copyOf(texts)));
    }

    private ValueTest cased(List<String> texts, Function<List<String>, ValueTest> make) {
        if (!in.take("ignoring", "case")) {
            return make.apply(texts);
        }
        List<String> lower = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        return new ValueTest.IgnoringCase(make.apply(lower));
    }

    private List<String> list() throws Mistake {
        int start = in.position();
        if (!in.take('(')) {
            throw new Mistake("Expected ( and a list of values here: in (A01, A02).", start);
        }
        Set<String> texts = new HashSet<>();
        do {
            texts.addAll(literal());
            if (texts.size() > Conditions.MAX_LIST) {
                throw new Mistake(
                        "More than " + Conditions.MAX_LIST + " values; use a code table.", start);
            }
        } while (in.take(','));
        if (in.ended()) {
            throw new Mistake("This ( is never closed.", start);
        }
        if (!in.take(')')) {
            throw new Mistake(
                    "Expected a comma or ) here; a text of several words needs quotes.",
                    in.position());
        }
        return List.copyOf(texts);
    }

    /** One text; {@code ""} stands for HL7's null, for no value is ever an empty text. */
    private List<String> literal() throws Mistake {
        int start = in.position();
        if (in.quoteNext()) {
            String text =
                    in.quoted()
                            .orElseThrow(() -> new Mistake("This quote is never closed.", start));
            return List.of(text.isEmpty() ? ValueTest.NULL : text);
        }
        String text = in.bare();
        if (text.isEmpty()) {
            throw new Mistake("Expected a value here.", start);
        }
        if (RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            throw new Mistake("Expected a value here; put the word " + text + " in quotes.", start);
        }
        if (text.indexOf('^') >= 0) {
            throw new Mistake(
                    "A value is one component: compare each one (MSH-9.1 = ADT and MSH-9.2 = A01),"
                            + " or put a text that really has ^ in quotes.",
                    start);
        }
        return List.of(text);
    }

    private Path path() throws Mistake {
        int start = in.position();
        String text = in.word();
        if (text.isEmpty()) {
            throw new Mistake("Expected a path such as PV1-2 here.", start);
        }
        return switch (Path.parse(text)) {
            case Path.Parse.Ok(Path path) -> {
                reads.add(new PathUse(path, start));
                yield path;
            }
            case Path.Parse.Wrong(String reason, int at) -> {
                boolean small = Path.parse(text.toUpperCase(Locale.ROOT)) instanceof Path.Parse.Ok;
                String hint = small ? " Did you mean " + text.toUpperCase(Locale.ROOT) + "?" : "";
                throw new Mistake("'" + text + "' is no path: " + reason + hint, start + at);
            }
        };
    }

    private Relation relation() throws Mistake {
        int start = in.position();
        Optional<Relation> symbol = symbol(in.symbol());
        if (symbol.isPresent()) {
            return symbol.get();
        }
        in.back(start);
        boolean is = in.take("is");
        if (in.take("greater", "than")) {
            return Relation.GREATER;
        }
        if (in.take("less", "than")) {
            return Relation.LESS;
        }
        if (in.take("at", "least")) {
            return Relation.AT_LEAST;
        }
        if (in.take("at", "most")) {
            return Relation.AT_MOST;
        }
        if (!is && in.take("not", "equals")) {
            return Relation.NOT_EQUAL;
        }
        if (!is && in.take("equals")) {
            return Relation.EQUAL;
        }
        throw new Mistake(
                "Expected greater than, less than, at least, at most or equals here."
                        + Nearest.hint(in.word(), List.of("greater", "less", "equals", "at")),
                start);
    }

    private static Optional<Relation> symbol(String symbol) {
        return switch (symbol) {
            case ">" -> Optional.of(Relation.GREATER);
            case "<" -> Optional.of(Relation.LESS);
            case ">=" -> Optional.of(Relation.AT_LEAST);
            case "<=" -> Optional.of(Relation.AT_MOST);
            case "=" -> Optional.of(Relation.EQUAL);
            case "!=", "<>" -> Optional.of(Relation.NOT_EQUAL);
            default -> Optional.empty();
        };
    }

    private long number() throws Mistake {
        int start = in.position();
        String text = in.word();
        if (!text.matches("\\d{1,9}")) {
            throw new Mistake("Expected a whole number of at most nine digits here.", start);
        }
        return Long.parseLong(text);
    }
}
