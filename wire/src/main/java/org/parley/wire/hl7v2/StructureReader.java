package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the table of structures; its form is said at the head of {@code structures.txt}. */
final class StructureReader {
    final Map<String, Part.Group> structures = new HashMap<>();
    final Map<String, String> events = new HashMap<>();
    private final Map<String, String> shorthands = new HashMap<>();

    void read(String table) {
        String pending = "";
        for (String line : (table + "\n#").lines().toList()) {
            if (line.startsWith(" ")) {
                pending += line;
                continue;
            }
            if (!pending.isBlank()) {
                entry(pending.strip());
            }
            pending = line.startsWith("#") ? "" : line;
        }
    }

    private void entry(String line) {
        int equals = line.indexOf('=');
        String left = line.substring(0, equals).strip();
        String right = line.substring(equals + 1).strip();
        if (left.startsWith(">")) {
            int colon = left.indexOf(':');
            String type = left.substring(1, colon).strip();
            for (String event : left.substring(colon + 1).strip().split(" +", -1)) {
                events.put(type + "^" + event, right);
            }
        } else if (left.startsWith("$")) {
            shorthands.put(left, expanded(right));
        } else {
            Scan scan = new Scan(expanded(right));
            structures.put(left, Part.Group.of(left, scan.parts(), true, false, 0));
        }
    }

    private String expanded(String parts) {
        StringBuilder out = new StringBuilder();
        for (String word : parts.split("(?=[ (])|(?<=[ (])", -1)) {
            int end = 0;
            while (end < word.length() && ")?*+@".indexOf(word.charAt(end)) < 0) {
                end++;
            }
            String name = word.substring(0, end);
            if (!name.startsWith("$")) {
                out.append(word);
                continue;
            }
            String meaning = shorthands.get(name);
            if (meaning == null) {
                throw new IllegalArgumentException("no shorthand " + name);
            }
            out.append(meaning).append(word, end, word.length());
        }
        return out.toString();
    }

    /** One structure's text. */
    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            while (at < text.length() && text.charAt(at) != ')') {
                if (text.charAt(at) == ' ') {
                    at++;
                } else {
                    parts.add(part());
                }
            }
            return parts;
        }

        private Part part() {
            int from = at;
            while (at < text.length() && " ()?*+@".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(from, at);
            if (at < text.length() && text.charAt(at) == '(') {
                at++;
                List<Part> parts = parts();
                at++;
                char many = many();
                return Part.Group.of(name, parts, required(many), repeats(many), since());
            }
            List<Integer> names = new ArrayList<>();
            for (String each : name.split("\\|", -1)) {
                if (each.length() != 3) {
                    throw new IllegalArgumentException("not a segment: '" + each + "' in " + text);
                }
                names.add(Bytes.name(each));
            }
            char many = many();
            return new Part.Leaf(names, required(many), repeats(many), since());
        }

        private char many() {
            boolean said = at < text.length() && "?*+".indexOf(text.charAt(at)) >= 0;
            return said ? text.charAt(at++) : ' ';
        }

        private static boolean required(char many) {
            return many == ' ' || many == '+';
        }

        private static boolean repeats(char many) {
            return many == '*' || many == '+';
        }

        private int since() {
            if (at >= text.length() || text.charAt(at) != '@') {
                return 0;
            }
            int from = ++at;
            while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return Version.number(text.substring(from, at));
        }
    }
}
