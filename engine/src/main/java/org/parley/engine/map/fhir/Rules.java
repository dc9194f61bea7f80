package org.parley.engine.map.fhir;

import java.util.List;

/**
 * The rows of a table, in order. Most fields of most messages are empty, so it is known of each row
 * which of them must have a value for it to do anything, and the other rows are not even asked.
 */
final class Rules {
    private final Rule[] rules;
    private final Rule[] lines;
    private final int[] lineFields;

    private final Needs[] needs;

    /** The rows that are asked whatever has a value, a bit for each. */
    private final long[] always;

    /** The rows that are asked when the field (or component) of that number has a value. */
    private final long[][] when = new long[Long.SIZE][];

    /** The fields (or components) that some row needs. */
    private final long needed;

    /** The rows that are asked though nobody listens. */
    private final long[] loud;

    /**
     * Rows of a table.
     *
     * @param base where the table stands
     */
    Rules(List<Rule> inOrder, Base base) {
        rules = inOrder.toArray(Rule[]::new);
        lines = inOrder.stream().filter(rule -> rule.line() > 0).toArray(Rule[]::new);
        lineFields = inOrder.stream().mapToInt(Rule::line).filter(field -> field > 0).toArray();
        needs = inOrder.stream().map(rule -> rule.needs(base)).toArray(Needs[]::new);
        int words = (rules.length + Long.SIZE - 1) / Long.SIZE;
        always = new long[words];
        loud = new long[words];
        long some = 0;
        for (int i = 0; i < rules.length; i++) {
            long bit = 1L << i;
            long first = needs[i].first();
            some |= first;
            always[i / Long.SIZE] |= first == 0 ? bit : 0;
            // within a value it counts that one was left out: the table did something
            loud[i / Long.SIZE] |= rules[i].silent() && base.dataType().isEmpty() ? 0 : bit;
            for (long left = first; left != 0; left &= left - 1) {
                int number = Long.numberOfTrailingZeros(left);
                if (when[number] == null) {
                    when[number] = new long[words];
                }
                when[number][i / Long.SIZE] |= bit;
            }
        }
        needed = some;
    }

    /** Runs the rows against a node. */
    void apply(Run run, int node, Present present) {
        boolean heard = run.account().listens();
        for (int word = 0; word < always.length; word++) {
            long asked = always[word];
            for (long left = present.valued() & needed; left != 0; left &= left - 1) {
                asked |= when[Long.numberOfTrailingZeros(left)][word];
            }
            for (asked &= heard ? -1L : loud[word]; asked != 0; asked &= asked - 1) {
                int rule = word * Long.SIZE + Long.numberOfTrailingZeros(asked);
                if (needs[rule].met(present)) {
                    rules[rule].apply(run, node);
                }
            }
        }
    }

    /** Runs the rows that read lines of one text. */
    void applyLines(Run run, int node) {
        for (Rule rule : lines) {
            rule.apply(run, node);
        }
    }

    /** True when a row reads the field as lines of one text. */
    boolean line(int field) {
        for (int line : lineFields) {
            if (line == field) {
                return true;
            }
        }
        return false;
    }
}
