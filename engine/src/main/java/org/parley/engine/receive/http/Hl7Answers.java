package org.parley.engine.receive.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.engine.clock.Clock;
import org.parley.engine.receive.Intake.AckInfo;
import org.parley.engine.receive.Intake.Taken;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.hl7v2.AcknowledgementMode;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/**
 * HL7 v2 acknowledgements as HTTP bodies, for senders that ask for them. AA or AE in original mode;
 * CA or CE in enhanced mode, for what an engine answers is safe keeping.
 */
final class Hl7Answers {
    static final String TYPE = "application/hl7-v2";

    private final Clock clock;
    private final AtomicLong composed = new AtomicLong();

    Hl7Answers(Clock clock) {
        this.clock = clock;
    }

    byte[] compose(Taken taken) {
        return switch (taken) {
            case Taken.Accepted accepted -> compose(accepted.ack(), "A", Optional.empty());
            case Taken.Refused refused ->
                    compose(refused.ack(), "E", Optional.of(refused.problem()));
            case Taken.Unavailable unavailable ->
                    compose(unavailable.ack(), "E", Optional.of(unavailable.problem()));
        };
    }

    private byte[] compose(AckInfo ack, String second, Optional<Problem> problem) {
        boolean enhanced =
                Message.read(ack.msh()) instanceof Reading.Good(Message msh)
                        && AcknowledgementMode.of(msh).enhanced();
        String controlId =
                Long.toString(clock.now().toEpochMilli(), Character.MAX_RADIX)
                        + "-"
                        + composed.incrementAndGet();
        return Acknowledgement.compose(
                ack.msh(), (enhanced ? "C" : "A") + second, problem, clock.now(), controlId);
    }
}
