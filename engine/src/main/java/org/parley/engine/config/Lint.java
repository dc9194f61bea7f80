package org.parley.engine.config;

import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * A problem of the configuration and the place where a person mends it.
 *
 * @param severity whether the configuration can be used nevertheless
 * @param problem what is wrong and what to do
 * @param place where; its file is relative to the trust's folder
 * @param folder the folder's name as the person gave it, put before the file when shown
 * @param source the line as written, secrets covered; empty when there is none
 */
public record Lint(
        Severity severity, Problem problem, Place place, String folder, Optional<String> source) {

    /** Characters of a source line that are shown. */
    static final int SHOWN = 160;

    /** How bad it is. */
    public enum Severity {
        /** The configuration cannot be used. */
        ERROR,
        /** It can be used; somebody should look. */
        WARNING
    }

    /** File, line and column, code and text: what editors and people click on. */
    public String headline() {
        String path = folder.isEmpty() ? place.file() : folder + "/" + place.file();
        String word = severity == Severity.WARNING ? "warning: " : "";
        return path
                + (":" + place.line() + ":" + place.column())
                + ("  " + problem.code() + "  " + word + problem.text());
    }

    /**
     * As a person reads it: the headline, the line with a caret, the remedy. No newline at the end.
     */
    public String render() {
        var out = new StringBuilder(headline());
        source.ifPresent(line -> appendLine(out, line));
        return out.append("\n        ").append(problem.remedy()).toString();
    }

    private void appendLine(StringBuilder out, String line) {
        int caret = Math.min(place.column() - 1, line.length());
        int from = caret < SHOWN ? 0 : caret - SHOWN / 2;
        String shown = printable(line.substring(from, Math.min(line.length(), from + SHOWN)));
        String number = String.valueOf(place.line());
        out.append('\n').append(" ".repeat(Math.max(0, 5 - number.length()))).append(number);
        out.append(" | ").append(shown.stripTrailing());
        out.append("\n      | ").append(" ".repeat(caret - from)).append('^');
    }

    private static String printable(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(Character.isISOControl(c) ? ' ' : (char) c));
        return out.toString();
    }
}
