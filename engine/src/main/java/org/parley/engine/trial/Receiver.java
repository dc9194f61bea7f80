package org.parley.engine.trial;

import java.time.Duration;
import java.util.Optional;
import org.parley.engine.config.TestDocument.Ailment;
import org.parley.engine.config.TestDocument.Fault;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.Transport;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A simulated receiver: healthy but for the fault that a test gives it, for as long as it says. */
record Receiver(Destination destination, Optional<Fault> fault) {
    /** How long a healthy receiver takes. */
    static final Duration USUAL = Duration.ofMillis(10);

    /**
     * What comes of sending it a message.
     *
     * @param after how long that takes
     * @param arrives whether the receiver gets the message, whatever it says
     */
    record Meeting(Duration after, boolean arrives, Answer answer) {}

    /** A message is sent to it at this time, in nanoseconds since the trial began. */
    Meeting meet(long now) {
        Optional<Ailment> ailment =
                fault.filter(f -> f.lasts().map(d -> now < d.toNanos()).orElse(true))
                        .map(Fault::ailment);
        return ailment.map(this::ailing).orElseGet(() -> accepts(USUAL));
    }

    private Meeting ailing(Ailment ailment) {
        return switch (ailment) {
            case Ailment.Unreachable() ->
                    new Meeting(USUAL, false, none("PAR-6201", "cannot be reached"));
            case Ailment.Silent() -> tooLate("PAR-6202", "gave no answer");
            case Ailment.Late(Duration by) ->
                    by.compareTo(destination.answerWithin()) <= 0
                            ? accepts(by)
                            : tooLate("PAR-6202", "answered too late");
            case Ailment.Lying() -> tooLate("PAR-6204", "answered for another control id");
            case Ailment.Dribbling() -> tooLate("PAR-6202", "did not end its answer");
            case Ailment.Resetting() ->
                    new Meeting(USUAL, false, none("PAR-6205", "broke the connection"));
            case Ailment.Rejecting(String code) ->
                    new Meeting(
                            USUAL,
                            false,
                            new Answer.Rejected(code, problem("PAR-6203", "answered " + code)));
        };
    }

    private Meeting accepts(Duration after) {
        String code =
                switch (destination.transport()) {
                    case Transport.FilesOut _ -> "written";
                    case Transport.HttpOut _ -> "200";
                    default -> "AA";
                };
        return new Meeting(after, true, new Answer.Accepted(code, after));
    }

    /** It has the message; the sender waits in vain. */
    private Meeting tooLate(String code, String what) {
        return new Meeting(destination.answerWithin(), true, none(code, what));
    }

    private Answer none(String code, String what) {
        return new Answer.Unreachable(problem(code, what));
    }

    private Problem problem(String code, String what) {
        return new Problem(
                code,
                Culprit.RECEIVER,
                "The simulated receiver " + destination.name() + " " + what + ".",
                "The test says so; see what the route does with it.");
    }
}
