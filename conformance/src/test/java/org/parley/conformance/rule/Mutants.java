package org.parley.conformance.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small changes to a rule, each of which its examples must notice. */
final class Mutants {
    private static final Pattern LIST = Pattern.compile("in \\(([^()]*?), [^()]*\\)");
    private static final Pattern COMPONENT = Pattern.compile("([A-Z][A-Z0-9]{2}-\\d+)\\.(\\d)\\b");
    private static final Pattern FIELD =
            Pattern.compile("(?<![A-Z])((?!ICD)[A-Z][A-Z0-9]{2}-)(\\d+)\\b");

    private Mutants() {}

    /** Mutants of a rule and what was changed. */
    static List<Rule> of(Rule rule) {
        List<Rule> mutants = new ArrayList<>();
        if (rule.when().isPresent()) {
            mutants.add(with(rule, rule.each(), Optional.empty(), rule.asks()));
            for (String when : texts(rule.when().get())) {
                mutants.add(with(rule, rule.each(), Optional.of(when), rule.asks()));
            }
        }
        if (rule.asks() instanceof Rule.Asks.Condition(String then)) {
            if (rule.each().isPresent() && rule.each().get().indexOf('.') < 0) {
                mutants.add(with(rule, Optional.empty(), rule.when(), rule.asks()));
            }
            for (String text : texts(then)) {
                mutants.add(with(rule, rule.each(), rule.when(), new Rule.Asks.Condition(text)));
            }
        } else if (rule.asks() instanceof Rule.Asks.Java(String text)
                && text.startsWith("weeks-before")) {
            mutants.add(
                    with(
                            rule,
                            rule.each(),
                            rule.when(),
                            new Rule.Asks.Java(text.replace("before 6", "before 7"))));
        }
        return mutants;
    }

    private static Rule with(
            Rule rule, Optional<String> each, Optional<String> when, Rule.Asks asks) {
        return new Rule(
                rule.id(),
                rule.standard(),
                rule.paragraph(),
                rule.demands(),
                rule.format(),
                rule.measure(),
                rule.severity(),
                rule.blame(),
                rule.must(),
                each,
                when,
                asks,
                rule.mend(),
                rule.examples(),
                rule.hash());
    }

    /** Every way of changing a condition a little. */
    static Set<String> texts(String text) {
        Set<String> out = new LinkedHashSet<>();
        swap(out, text, " and ", " or ");
        swap(out, text, " or ", " and ");
        swap(out, text, " not in \\(", " in (");
        swap(out, text, "(?<!not) in \\(", " not in (");
        swap(out, text, " = ", " != ");
        swap(out, text, " is not ", " is ");
        swap(out, text, " is (?!not |Q|R|I|C|M)", " is not ");
        swap(out, text, " not valued", " valued");
        swap(out, text, "(?<!not) valued", " not valued");
        swap(out, text, " not before ", " before ");
        swap(out, text, " not after ", " after ");
        swap(out, text, "(?<!not) after ", " before ");
        swap(out, text, " not before ", " not after ");
        swap(out, text, " not after ", " not before ");
        swap(out, text, " equals ", " not equals ");
        swap(out, text, " starts with ", " not starts with ");
        swap(out, text, " contains ", " not contains ");
        swap(out, text, "^not ", "");
        swap(out, text, " at most ", " at least ");
        swap(out, text, " less than ", " greater than ");
        swap(out, text, "\\.exists\\(\\)", ".empty()");
        swap(out, text, " >= ", " < ");
        swap(out, text, " <= ", " > ");
        swap(out, text, "\\.not\\(\\)", "");
        dropped(out, text, " and ");
        dropped(out, text, " or ");
        Matcher list = LIST.matcher(text);
        while (list.find()) {
            out.add(replaced(text, list, "in (" + list.group(1) + ")"));
        }
        Matcher component = COMPONENT.matcher(text);
        while (component.find()) {
            int next = Integer.parseInt(component.group(2)) + 1;
            out.add(replaced(text, component, component.group(1) + "." + next));
        }
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            int next = Integer.parseInt(field.group(2)) + 1;
            out.add(replaced(text, field, field.group(1) + next));
        }
        out.remove(text);
        return out;
    }

    private static void swap(Set<String> out, String text, String pattern, String by) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        while (found.find()) {
            out.add(replaced(text, found, by));
        }
    }

    private static String replaced(String text, Matcher found, String by) {
        return text.substring(0, found.start()) + by + text.substring(found.end());
    }

    /** One side of every and, or, taken out. */
    private static void dropped(Set<String> out, String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int left = at;
            for (int depth = 0; left > 0; left--) {
                depth += text.charAt(left - 1) == ')' ? 1 : text.charAt(left - 1) == '(' ? -1 : 0;
                if (depth < 0 || (depth == 0 && joins(text, left))) {
                    break;
                }
            }
            int right = at + word.length();
            for (int depth = 0; right < text.length(); right++) {
                depth += text.charAt(right) == '(' ? 1 : text.charAt(right) == ')' ? -1 : 0;
                if (depth < 0
                        || (depth == 0
                                && (text.startsWith(" and ", right)
                                        || text.startsWith(" or ", right)))) {
                    break;
                }
            }
            out.add(text.substring(0, left) + text.substring(at + word.length()));
            out.add(text.substring(0, at) + text.substring(right));
        }
    }

    private static boolean joins(String text, int end) {
        return text.substring(0, end).endsWith(" and ") || text.substring(0, end).endsWith(" or ");
    }
}
