package org.parley.conformance.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parley.conformance.rule.Measure;
import org.parley.conformance.rule.Rule;
import org.parley.conformance.validate.Verdict;

/** What a board says, port by port, standard by standard, measure by measure, rule by rule. */
public final class ScoreLines {
    private ScoreLines() {}

    /**
     * One measure of one standard at one port.
     *
     * @param rules those that tell about it and were asked, or were not
     */
    public record Line(
            String port, String standard, Measure measure, Tally tally, List<RuleLine> rules) {
        public Line {
            rules = List.copyOf(rules);
        }

        /** The verdict against the measure's target. */
        public Verdict verdict() {
            return tally.against(measure.target());
        }
    }

    /** One rule at one port. */
    public record RuleLine(Rule rule, Tally tally) {}

    /** All lines, in the order of the ports and of the rulebook; what no message asked is there. */
    public static List<Line> of(Scoreboard board, Collection<PortRules> ports) {
        List<Line> lines = new ArrayList<>();
        for (PortRules port : ports) {
            String name = port.port().name();
            List<Rule> rules = port.rules().stream().map(one -> one.rule().rule()).toList();
            for (String standard : rules.stream().map(Rule::standard).distinct().toList()) {
                for (Measure measure : Measure.values()) {
                    List<RuleLine> own =
                            rules.stream()
                                    .filter(rule ->
                                            rule.standard().equals(standard)
                                                    && rule.measure() == measure)
                                    .map(rule -> new RuleLine(rule, board.ofRule(name, rule.id())))
                                    .toList();
                    if (!own.isEmpty()) {
                        lines.add(
                                new Line(
                                        name,
                                        standard,
                                        measure,
                                        board.ofMeasure(name, standard, measure),
                                        own));
                    }
                }
            }
        }
        return lines;
    }
}
