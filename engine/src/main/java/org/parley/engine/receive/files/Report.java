package org.parley.engine.receive.files;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.parley.engine.files.Folder.Found;
import org.parley.wire.problem.Problem;

/** What lies beside a file that was taken: {@code NAME.report.txt}, in words and numbers. */
final class Report {
    static final String SUFFIX = ".report.txt";

    private Report() {}

    static byte[] taken(String name, Found file, String digest, Tally tally) {
        StringBuilder text = head(name, file);
        text.append("SHA-256:     ").append(digest).append('\n');
        text.append("What it has: ").append(tally.all()).append(' ').append(tally.unit());
        text.append(tally.all() == 1 ? "" : "s").append('\n');
        text.append("Accepted:    ").append(tally.accepted()).append('\n');
        text.append("Refused:     ").append(tally.refused()).append('\n');
        text.append("Journal:     ").append(span(tally.first(), tally.last())).append('\n');
        if (tally.refused() > 0) {
            text.append("\nRefused, by line of the file. The others are taken; send only these");
            text.append(" again.\n");
        }
        for (Tally.Refusal refusal : tally.refusals()) {
            text.append("line ").append(refusal.line()).append(", position ");
            text.append(refusal.position()).append(": ").append(refusal.problem()).append('\n');
        }
        long untold = tally.refused() - tally.refusals().size();
        if (untold > 0) {
            text.append("and ").append(untold).append(" more; the journal has each.\n");
        }
        return bytes(text);
    }

    static byte[] impossible(String name, Found file, Problem problem) {
        StringBuilder text = head(name, file);
        text.append("Nothing of this file was taken.\n").append(problem).append('\n');
        return bytes(text);
    }

    private static StringBuilder head(String name, Found file) {
        return new StringBuilder("File:        ")
                .append(name)
                .append("\nSize:        ")
                .append(file.size())
                .append(" bytes\nModified:    ")
                .append(file.modified())
                .append('\n');
    }

    private static String span(OptionalLong first, OptionalLong last) {
        return first.isEmpty() || last.isEmpty()
                ? "nothing"
                : "positions " + first.getAsLong() + " to " + last.getAsLong();
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
