package org.parley.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.parley.conformance.validate.Finding;
import org.parley.conformance.validate.Population;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.JsonWriter;

/** Prints reports, readable or as JSON, and counts verdicts. */
final class ValidateOutput {
    private static final int PROGRESS_EVERY = 1_000;

    private final PrintStream out;
    private final PrintStream progress;
    private final boolean json;
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private long all;

    ValidateOutput(PrintStream out, PrintStream progress, boolean json) {
        this.out = out;
        this.progress = progress;
        this.json = json;
    }

    void add(String name, Report report) {
        counts.merge(report.verdict(), 1L, Long::sum);
        all++;
        if (json) {
            json(name, report);
        } else {
            out.println(report.verdict() + "  " + name);
            for (Finding finding : report.findings()) {
                out.println(
                        "  "
                                + finding.level()
                                + "  "
                                + finding.path()
                                + "  ["
                                + finding.rule()
                                + "]  "
                                + finding.text());
                out.println(
                        "      "
                                + finding.mend()
                                + (finding.profile().isEmpty()
                                        ? ""
                                        : "  (" + finding.profile() + ")"));
            }
            if (report.left() > 0) {
                out.println("  and " + report.left() + " more");
            }
        }
        if (all % PROGRESS_EVERY == 0) {
            progress.println(all + " messages judged");
        }
    }

    /** How often what a profile wants supported was filled. */
    void population(Population population) {
        for (Population.Count one : population.counts()) {
            if (json) {
                JsonWriter writer = new JsonWriter(128);
                writer.sign('{');
                field(writer, "element", one.path(), false);
                writer.raw(
                        (",\"asked\":" + one.asked() + ",\"filled\":" + one.filled() + "}")
                                .getBytes(StandardCharsets.US_ASCII));
                out.println(new String(writer.toBytes(), StandardCharsets.UTF_8));
            } else {
                out.println("filled  " + one.filled() + " of " + one.asked() + "  " + one.path());
            }
        }
    }

    private void json(String name, Report report) {
        JsonWriter writer = new JsonWriter(256);
        writer.sign('{');
        field(writer, "message", name, false);
        field(writer, "verdict", report.verdict().toString(), true);
        writer.raw(",\"findings\":[".getBytes(StandardCharsets.US_ASCII));
        boolean more = false;
        for (Finding finding : report.findings()) {
            if (more) {
                writer.sign(',');
            }
            more = true;
            writer.sign('{');
            field(writer, "level", finding.level().toString(), false);
            field(writer, "rule", finding.rule(), true);
            field(writer, "path", finding.path(), true);
            field(writer, "profile", finding.profile(), true);
            field(writer, "culprit", finding.culprit().toString(), true);
            field(writer, "text", finding.text(), true);
            field(writer, "mend", finding.mend(), true);
            writer.sign('}');
        }
        writer.raw(("],\"left\":" + report.left() + "}").getBytes(StandardCharsets.US_ASCII));
        out.println(new String(writer.toBytes(), StandardCharsets.UTF_8));
    }

    private static void field(JsonWriter writer, String name, String value, boolean more) {
        if (more) {
            writer.sign(',');
        }
        writer.string(name);
        writer.sign(':');
        writer.string(value);
    }

    void end() {
        PrintStream to = json ? progress : out;
        StringBuilder line = new StringBuilder(all + " messages:");
        for (Verdict verdict : Verdict.values()) {
            line.append(' ')
                    .append(counts.getOrDefault(verdict, 0L))
                    .append(' ')
                    .append(verdict.toString().toLowerCase(Locale.ROOT))
                    .append(',');
        }
        to.println(line.deleteCharAt(line.length() - 1));
    }

    boolean allPassed() {
        return all > 0 && counts.getOrDefault(Verdict.PASS, 0L) == all;
    }
}
