package org.parley.conformance.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.engine.plan.InPort.Format;

/** The rules that come with Parley; {@code index.txt} in the same folder lists them. Immutable. */
public final class Rulebook {
    private final List<Rule> rules;
    private final String version;

    /** A book of these rules. */
    public Rulebook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        StringBuilder all = new StringBuilder();
        rules.forEach(rule -> all.append(rule.hash()).append('\n'));
        version = RuleReader.digest(all.toString()).substring(0, 12);
    }

    /** Reads the rules of the product. */
    public static Rulebook load() {
        List<Rule> rules = new ArrayList<>();
        String index = new String(bytes("index.txt"), StandardCharsets.UTF_8);
        for (String id : index.lines().filter(line -> !line.isBlank()).toList()) {
            switch (RuleReader.read(id, bytes(id + ".yaml"))) {
                case RuleReader.Reading.Good(Rule rule) -> rules.add(rule);
                case RuleReader.Reading.Bad(List<String> problems) ->
                        throw new IllegalStateException(String.join("\n", problems));
            }
        }
        return new Rulebook(rules);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Rulebook.class.getResourceAsStream("rules/" + file)) {
            if (in == null) {
                throw new IllegalStateException("rules/" + file + " is not in the product");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in the order of the index. */
    public List<Rule> all() {
        return rules;
    }

    /** The rule of an id. */
    public Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /**
     * A digest of what all rules ask: 12 hexadecimal digits. Two books with the same digest say the
     * same of every message.
     */
    public String version() {
        return version;
    }

    /** Whether a word of {@code must} means anything: a rule names it, or it is a standard's. */
    public boolean knows(String must) {
        return rules.stream().anyMatch(rule -> wants(rule, must));
    }

    /** The rules that a port is held to. */
    public List<Rule> of(Format format, List<String> must) {
        return rules.stream()
                .filter(rule ->
                        rule.format() == format
                                && must.stream().anyMatch(word -> wants(rule, word)))
                .toList();
    }

    private static boolean wants(Rule rule, String word) {
        return rule.must().contains(word) || rule.standard().toLowerCase(Locale.ROOT).equals(word);
    }
}
