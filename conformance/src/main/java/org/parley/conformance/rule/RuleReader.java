package org.parley.conformance.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.config.Lint;
import org.parley.engine.config.PlainTable;
import org.parley.engine.plan.InPort.Format;

/** Reads the file of one rule. */
final class RuleReader {
    private static final Set<String> KEYS =
            Set.of(
                    "standard",
                    "paragraph",
                    "demands",
                    "reads",
                    "measure",
                    "severity",
                    "blame",
                    "must",
                    "each",
                    "when",
                    "then",
                    "java",
                    "mend",
                    "passes",
                    "also-passes",
                    "fails",
                    "not-asked");
    private static final int HASH_DIGITS = 16;

    private final String id;
    private final PlainTable table;
    private final List<String> wrong = new ArrayList<>();

    private RuleReader(String id, byte[] bytes) {
        this.id = id;
        table = PlainTable.read(id + ".yaml", bytes, KEYS);
        table.lints().stream().map(Lint::headline).forEach(wrong::add);
    }

    /** What reading gave: a rule, or all that is wrong with its file. */
    sealed interface Reading {
        record Good(Rule rule) implements Reading {}

        record Bad(List<String> problems) implements Reading {}
    }

    static Reading read(String id, byte[] bytes) {
        RuleReader reader = new RuleReader(id, bytes);
        Rule rule = reader.rule();
        return reader.wrong.isEmpty()
                ? new Reading.Good(rule)
                : new Reading.Bad(List.copyOf(reader.wrong));
    }

    private Rule rule() {
        String standard = need("standard");
        Optional<String> then = table.text("then");
        Optional<String> java = table.text("java");
        if (then.isPresent() == java.isPresent()) {
            wrong.add(id + ": there is either then or java.");
        }
        Rule.Asks asks =
                java.<Rule.Asks>map(Rule.Asks.Java::new)
                        .orElseGet(() -> new Rule.Asks.Condition(then.orElse("")));
        return new Rule(
                id,
                standard,
                table.text("paragraph").orElse(""),
                need("demands"),
                choice(Format.class, "reads", Format.HL7V2),
                choice(Measure.class, "measure", Measure.WELL_FORMED),
                choice(Severity.class, "severity", Severity.ERROR),
                choice(Blame.class, "blame", Blame.SENDER),
                table.texts("must"),
                table.text("each"),
                table.text("when"),
                asks,
                need("mend"),
                new Rule.Examples(
                        example(need("passes")),
                        table.texts("also-passes"),
                        table.texts("fails"),
                        table.texts("not-asked")),
                hash(standard, asks));
    }

    /** Lines of HL7 v2 end with CR; a blank line at the end is the editor's. */
    private String example(String text) {
        return choice(Format.class, "reads", Format.HL7V2) == Format.HL7V2
                ? text.strip().replace('\n', '\r') + "\r"
                : text;
    }

    private String need(String key) {
        Optional<String> text = table.text(key);
        if (text.isEmpty()) {
            wrong.add(id + ": the key " + key + " is missing.");
        }
        return text.orElse("");
    }

    private <E extends Enum<E>> E choice(Class<E> type, String key, E otherwise) {
        String word = need(key).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(word)) {
                return one;
            }
        }
        wrong.add(id + ": " + key + " cannot be '" + word + "'.");
        return otherwise;
    }

    private String hash(String standard, Rule.Asks asks) {
        String text =
                String.join(
                        "\n",
                        id,
                        standard,
                        table.text("reads").orElse(""),
                        table.text("measure").orElse(""),
                        table.text("severity").orElse(""),
                        table.text("each").orElse(""),
                        table.text("when").orElse(""),
                        asks.toString());
        return digest(text).substring(0, HASH_DIGITS);
    }

    static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
