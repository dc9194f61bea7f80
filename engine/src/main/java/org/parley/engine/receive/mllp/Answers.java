package org.parley.engine.receive.mllp;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.engine.clock.Clock;
import org.parley.engine.receive.Intake.AckInfo;
import org.parley.engine.receive.Intake.Taken;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.hl7v2.AcknowledgementMode;
import org.parley.wire.mllp.AnswersWanted;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.problem.Problem;

/**
 * What is answered to a message. Original mode: AA, AE or AR. Enhanced mode (MSH-15, MSH-16): CA,
 * CE or CR when the sender wants an accept answer, then AA, AE or AR when it wants an application
 * answer, which is our own acceptance. Release 2: first the commit byte, ACK for what is durable.
 */
final class Answers {
    /** How a message was taken, in the letter that follows A or C in MSA-1. */
    private enum Letter {
        A,
        E,
        R
    }

    private final Clock clock;
    private final boolean release2;
    private final String prefix;
    private final AtomicLong answered = new AtomicLong();

    Answers(Clock clock, boolean release2) {
        this.clock = clock;
        this.release2 = release2;
        this.prefix = "P" + Long.toString(clock.now().toEpochMilli(), 36).toUpperCase(Locale.ROOT);
    }

    /**
     * Appends the frames that answer one message.
     *
     * @param forGood the port knows that the same bytes can never be taken
     */
    void answer(Taken taken, boolean forGood, ByteArrayOutputStream out) {
        switch (taken) {
            case Taken.Accepted accepted ->
                    write(true, Letter.A, accepted.ack(), Optional.empty(), out);
            case Taken.Refused refused ->
                    write(
                            true,
                            forGood ? Letter.R : Letter.E,
                            refused.ack(),
                            Optional.of(refused.problem()),
                            out);
            case Taken.Unavailable unavailable ->
                    write(
                            false,
                            Letter.E,
                            unavailable.ack(),
                            Optional.of(unavailable.problem()),
                            out);
        }
    }

    private void write(
            boolean durable,
            Letter letter,
            AckInfo ack,
            Optional<Problem> problem,
            ByteArrayOutputStream out) {
        if (release2) {
            out.writeBytes(Mllp.commit(durable));
        }
        AcknowledgementMode mode = AnswersWanted.by(ack.msh());
        boolean success = letter == Letter.A;
        if (mode.accept().wanted(success)) {
            frame("C" + letter, ack, problem, out);
        }
        if (mode.application().wanted(success)) {
            frame("A" + letter, ack, problem, out);
        }
    }

    private void frame(
            String code, AckInfo ack, Optional<Problem> problem, ByteArrayOutputStream out) {
        String id = prefix + Long.toString(answered.incrementAndGet(), 36);
        byte[] answer = Acknowledgement.compose(ack.msh(), code, problem, clock.now(), id);
        out.write(Mllp.VT);
        out.writeBytes(Mllp.safe(answer));
        out.write(Mllp.FS);
        out.write(Mllp.CR);
    }
}
