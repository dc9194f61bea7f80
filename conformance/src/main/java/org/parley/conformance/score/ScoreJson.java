package org.parley.conformance.score;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.parley.conformance.rule.Rulebook;

/**
 * A board as JSON that may leave the trust: no patient's data, no examples, and no number from 1 to
 * 4, nor one from which such a number could be told.
 */
public final class ScoreJson {
    /** Numbers below are not said, unless they are 0. */
    static final int LEAST = 5;

    private ScoreJson() {}

    /** Writes a board. */
    public static String of(Scoreboard board, Collection<PortRules> ports, Rulebook book) {
        String lines =
                ScoreLines.of(board, ports).stream()
                        .map(ScoreJson::line)
                        .collect(Collectors.joining(",\n  "));
        return "{\"rules\":\"" + book.version() + "\",\"scores\":[\n  " + lines + "\n]}\n";
    }

    private static String line(ScoreLines.Line line) {
        String rules =
                line.rules().stream()
                        .map(one ->
                                "{\"rule\":\"" + one.rule().id() + "\"," + tally(one.tally()) + "}")
                        .collect(Collectors.joining(","));
        return "{\"port\":\"%s\",\"standard\":\"%s\",\"measure\":\"%s\",\"claimed\":true,%s%s,\"rules\":[%s]}"
                .formatted(
                        line.port(),
                        line.standard(),
                        line.measure().word(),
                        tally(line.tally()),
                        small(line.tally())
                                ? ""
                                : ",\"target\":"
                                        + line.measure().target()
                                        + ",\"verdict\":\""
                                        + line.verdict()
                                        + "\"",
                        rules);
    }

    /** One small number hides all of its line: the others would tell it. */
    static boolean small(Tally tally) {
        return small(tally.passed())
                || small(tally.failed())
                || small(tally.undecided())
                || small(tally.asked());
    }

    private static boolean small(long number) {
        return number > 0 && number < LEAST;
    }

    static String tally(Tally tally) {
        if (small(tally)) {
            return "\"suppressed\":\"<" + LEAST + "\"";
        }
        if (tally.asked() == 0) {
            return "\"asked\":0";
        }
        Interval share = tally.interval();
        return String.format(
                Locale.ROOT,
                "\"asked\":%d,\"passed\":%d,\"failed\":%d,\"undecided\":%d,\"low\":%.4f,\"high\":%.4f",
                tally.asked(),
                tally.passed(),
                tally.failed(),
                tally.undecided(),
                share.low(),
                share.high());
    }
}
