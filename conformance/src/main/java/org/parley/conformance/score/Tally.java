package org.parley.conformance.score;

import org.parley.conformance.rule.Result;
import org.parley.conformance.validate.Verdict;

/**
 * Of how many messages something was true. What was not asked is in none of the numbers.
 *
 * @param passed how many met it
 * @param failed how many did not
 * @param undecided of how many it cannot be said
 */
public record Tally(long passed, long failed, long undecided) {
    /** Nothing came. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** One more message. */
    Tally and(Result result) {
        return switch (result) {
            case PASS -> new Tally(passed + 1, failed, undecided);
            case FAIL -> new Tally(passed, failed + 1, undecided);
            case UNDECIDED -> new Tally(passed, failed, undecided + 1);
            case NOT_ASKED -> this;
        };
    }

    Tally and(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, undecided + other.undecided);
    }

    /** How many messages were asked. */
    public long asked() {
        return passed + failed + undecided;
    }

    /** The share that passes; what is undecided may be either. */
    public Interval interval() {
        return new Interval(
                Interval.of(passed, asked()).low(),
                Interval.of(passed + undecided, asked()).high());
    }

    /**
     * PASS when the whole interval reaches the target, FAIL when none of it does; else, and where
     * nothing came, it is undecided.
     */
    public Verdict against(double target) {
        Interval share = interval();
        if (asked() == 0) {
            return Verdict.UNDECIDED;
        }
        return share.low() >= target
                ? Verdict.PASS
                : share.high() < target ? Verdict.FAIL : Verdict.UNDECIDED;
    }
}
