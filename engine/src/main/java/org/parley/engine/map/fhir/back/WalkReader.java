package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.fhir.Urls;
import org.parley.engine.map.fhir.back.Walk.Start;
import org.parley.engine.map.fhir.back.Walk.Step;
import org.parley.engine.route.Nearest;

/** Reads paths of FHIR that people wrote. */
final class WalkReader {
    /** Longest path, in characters. */
    static final int MAX_LENGTH = 1_000;

    private static final Pattern PART =
            Pattern.compile("(\\$?[A-Za-z]\\w*)(?:\\(([^)]*)\\))?((?:\\[.*])?)");

    private final Types types;

    WalkReader(Types types) {
        this.types = types;
    }

    /** What is wrong with a text. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a path.
     *
     * @param base the type of the value at hand; empty when there is none, and a path begins with a
     *     resource
     */
    Walk read(String text, String base, Scope scope) throws Wrong {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new Wrong("A path has 1 to " + MAX_LENGTH + " characters.");
        }
        List<String> parts = split(text);
        List<Step> steps = new ArrayList<>();
        Start start = new Start.Here();
        String type = base;
        for (int i = 0; i < parts.size(); i++) {
            Matcher part = PART.matcher(parts.get(i));
            if (!part.matches()) {
                throw new Wrong("'" + parts.get(i) + "' in the path is no name of an element.");
            }
            String name = part.group(1);
            String inside = part.group(2) == null ? "" : part.group(2).strip();
            if (i == 0 && (name.startsWith("$") || base.isEmpty())) {
                Begun begun = begin(name, inside, base, scope);
                start = begun.start();
                type = begun.type();
            } else {
                type = element(type, name, inside, steps);
            }
            brackets(part.group(3), type, scope, steps);
        }
        return new Walk(start, steps, type);
    }

    private record Begun(Start start, String type) {}

    private Begun begin(String name, String inside, String base, Scope scope) throws Wrong {
        if (!name.startsWith("$")) {
            return new Begun(new Start.All(resource(name)), name);
        }
        return switch (name) {
            case "$this" -> new Begun(new Start.Here(), base);
            case "$all" -> new Begun(new Start.All(resource(inside)), inside);
            case "$about" -> new Begun(new Start.About(resource(inside)), inside);
            default -> variable(name, scope);
        };
    }

    private static Begun variable(String name, Scope scope) throws Wrong {
        Optional<Scope.Variable> found = scope.find(name.substring(1));
        if (found.isEmpty()) {
            List<String> known = scope.names().stream().map("$"::concat).toList();
            throw new Wrong("Nothing here is called '" + name + "'." + Nearest.hint(name, known));
        }
        return new Begun(new Start.Variable(found.get().number()), found.get().type());
    }

    private String resource(String name) throws Wrong {
        if (!types.resource(name)) {
            throw new Wrong(
                    "FHIR has no resource '" + name + "'." + Nearest.hint(name, types.resources()));
        }
        return name;
    }

    private String element(String type, String name, String inside, List<Step> steps) throws Wrong {
        Optional<String> found = types.element(type, name);
        if (found.isEmpty()) {
            throw new Wrong(
                    type
                            + " has no element '"
                            + name
                            + "'."
                            + Nearest.hint(name, types.names(type)));
        }
        if (Types.primitive(type)) {
            steps.add(new Step.Shadow());
        } else {
            steps.add(new Step.Child(name, "_" + name));
        }
        if (inside.isEmpty()) {
            return found.get();
        }
        if (found.get().equals("Extension")) {
            Walk url = new Walk(new Start.Here(), List.of(new Step.Child("url", "_url")), "uri");
            steps.add(new Step.Only(new Ask.Among(url, Set.of(Urls.full(inside)))));
            return "Extension";
        }
        if (!found.get().equals("Reference")) {
            throw new Wrong(
                    "(" + inside + ") follows a reference, and " + type + "." + name + " is none.");
        }
        steps.add(new Step.Follow(resource(inside)));
        return inside;
    }

    private void brackets(String text, String type, Scope scope, List<Step> steps) throws Wrong {
        int at = 0;
        while (at < text.length()) {
            int end = closing(text, at);
            String inside = text.substring(at + 1, end).strip();
            if (inside.matches("\\d{1,4}\\+?")) {
                boolean on = inside.endsWith("+");
                int from = Integer.parseInt(on ? inside.substring(0, inside.length() - 1) : inside);
                if (from == 0) {
                    throw new Wrong("Numbers in brackets count from 1.");
                }
                steps.add(new Step.Range(from, on ? Integer.MAX_VALUE : from));
            } else {
                steps.add(new Step.Only(new AskReader(inside, this, type, scope).whole()));
            }
            at = end + 1;
        }
    }

    private static int closing(String text, int open) throws Wrong {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                if (text.charAt(open) != '[') {
                    break;
                }
                return i;
            }
        }
        throw new Wrong("A bracket is not closed, or something stands between brackets.");
    }

    /** At the dots that stand outside of brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == '.' && depth <= 0) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }
}
