package org.parley.testkit.simulation;

import java.time.Duration;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A system that takes messages, or does not. */
final class Receiver {
    private static final long ANSWER_WITHIN = 5 * Stage.SECOND;
    private static final Problem AWAY =
            new Problem("PAR-5101", Culprit.RECEIVER, "It is away.", "Wait.");
    private static final Problem NO =
            new Problem("PAR-5102", Culprit.RECEIVER, "It says no.", "Look at the message.");

    private final Stage stage;
    private final String name;
    private Mood mood = Mood.WELL;

    private enum Mood {
        WELL,
        AWAY,
        FLAKY
    }

    /** What became of a message at the receiver. */
    enum Fate {
        /** It never came. */
        MISSED,
        /** It came; the engine was not told in time. */
        UNANSWERED,
        /** It came and the answer said yes. */
        TAKEN,
        /** It came and the answer said no. */
        REFUSED
    }

    /**
     * One attempt of the engine.
     *
     * @param after nanoseconds until the engine knows
     */
    record Meeting(Fate fate, Answer answer, long after) {}

    Receiver(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
    }

    /** Its mood changes now and then. */
    void live() {
        stage.after(
                stage.between(Stage.MILLI, 60 * Stage.SECOND),
                () -> {
                    mood = Mood.values()[stage.random.nextInt(Mood.values().length)];
                    live();
                });
    }

    Meeting meet(Letter letter) {
        int hash = (letter.content.controlId() + name).hashCode();
        if (stage.possible(Fault.POISON) && Math.floorMod(hash, 11) == 0) {
            stage.struck(Fault.POISON);
            return missed(10 * Stage.MILLI);
        }
        if (stage.possible(Fault.REFUSED) && mood == Mood.AWAY) {
            stage.struck(Fault.REFUSED);
            return missed(stage.between(100 * Stage.MICRO, 2 * Stage.SECOND));
        }
        if (mood == Mood.FLAKY) {
            if (stage.strikes(Fault.RESET, 4)) {
                return stage.random.nextBoolean()
                        ? missed(Stage.MILLI)
                        : unanswered(
                                Fault.RESET_AFTER_TAKING, stage.between(Stage.MILLI, Stage.SECOND));
            }
            if (stage.strikes(Fault.STALL, 8)) {
                return stage.random.nextBoolean()
                        ? missed(ANSWER_WITHIN)
                        : unanswered(Fault.LATE_ANSWER, ANSWER_WITHIN);
            }
            if (stage.strikes(Fault.FOREIGN_ANSWER, 8)) {
                return unanswered(Fault.LATE_ANSWER, ANSWER_WITHIN);
            }
        }
        long after =
                stage.strikes(Fault.SLOW_RECEIVER, 4)
                        ? stage.between(Stage.SECOND, 5 * Stage.SECOND)
                        : stage.between(50 * Stage.MICRO, 20 * Stage.MILLI);
        if (rejects(hash)) {
            stage.struck(Fault.REJECTED);
            return new Meeting(Fate.REFUSED, new Answer.Rejected("AE", NO), after);
        }
        return new Meeting(Fate.TAKEN, new Answer.Accepted("AA", Duration.ofNanos(after)), after);
    }

    /** It says no to the same messages for ever. */
    private boolean rejects(int hash) {
        return stage.possibleEver(Fault.REJECTED) && Math.floorMod(hash, 9) == 1;
    }

    private static Meeting missed(long after) {
        return new Meeting(Fate.MISSED, new Answer.Unreachable(AWAY), after);
    }

    private Meeting unanswered(Fault kind, long after) {
        stage.struck(kind);
        return new Meeting(Fate.UNANSWERED, new Answer.Unreachable(AWAY), after);
    }
}
