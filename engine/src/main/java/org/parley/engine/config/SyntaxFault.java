package org.parley.engine.config;

import java.util.List;

/** Says in our words what YAML's grammar could not take. */
final class SyntaxFault {
    private SyntaxFault() {}

    static void report(Place place, String problem, String text, Lints lints) {
        List<String> lines = text.lines().toList();
        String line = place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
        String before = line.substring(0, Math.min(line.length(), place.column()));
        lints.error(
                place,
                "PAR-3001",
                "This is not YAML: " + (problem.isBlank() ? "it ends too early" : problem) + ".",
                remedy(problem, line, before));
    }

    private static String remedy(String problem, String line, String before) {
        if (before.contains("\t")) {
            return "Indent with spaces; YAML allows no tab there.";
        }
        if (line.contains("${") && !line.contains("\"${") && line.contains("{ ")) {
            return "Inside braces put quotes around the reference: \"${name}\".";
        }
        if (problem.startsWith("expected ',' or")) {
            return "A bracket or brace opened before is not closed, or a value in it needs quotes.";
        }
        if (line.contains(": ") && line.indexOf(": ") != line.lastIndexOf(": ")) {
            return "A text that holds a colon and a space needs quotes around it.";
        }
        return "Compare the indentation and the brackets with the lines above;"
                + " what stands after this place in the file was not read.";
    }
}
