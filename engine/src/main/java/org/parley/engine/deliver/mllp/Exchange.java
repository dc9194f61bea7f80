package org.parley.engine.deliver.mllp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.mllp.AnswersWanted;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;

/** One message out and what comes back for it. */
final class Exchange {
    /** How long silence takes to mean that there are no bad news. */
    private static final Duration NO_NEWS = Duration.ofSeconds(2);

    private final Link link;
    private final boolean release2;
    private final Duration answerWithin;
    private final Clock clock;
    private final MllpCounters counters;
    private final Trouble trouble;
    private boolean spoiled;
    private boolean committed;
    private int foreign;
    private long start;

    Exchange(
            Link link,
            boolean release2,
            Duration answerWithin,
            Clock clock,
            MllpCounters counters,
            Trouble trouble) {
        this.link = link;
        this.release2 = release2;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.counters = counters;
        this.trouble = trouble;
    }

    /** True when the connection must not be used again. */
    boolean spoiled() {
        return spoiled;
    }

    Answer run(Outgoing message) {
        Expected expected =
                Expected.of(AnswersWanted.by(message.bytes()), message.hl7v2(), release2);
        start = clock.nanoTime();
        try {
            link.write(message.bytes(), answerWithin.toNanos());
            counters.count(Event.SENT);
            Answer answer =
                    expected == Expected.NOTHING ? accepted("sent") : await(message, expected);
            link.rest();
            return answer;
        } catch (IOException e) {
            spoiled = true;
            return broken(expected, e);
        }
    }

    private Answer await(Outgoing message, Expected expected) throws IOException {
        link.until((expected == Expected.ERRORS ? shortWait() : answerWithin).toNanos());
        while (true) {
            Frame frame = link.next();
            Optional<Answer> answer =
                    frame.refusal().isEmpty()
                                    && frame.content() instanceof Frame.Content.Bytes(byte[] bytes)
                            ? judge(bytes, message, expected)
                            : Optional.of(garbled());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private Duration shortWait() {
        return NO_NEWS.compareTo(answerWithin) < 0 ? NO_NEWS : answerWithin;
    }

    /** Empty when this is not the end of the wait. */
    private Optional<Answer> judge(byte[] bytes, Outgoing message, Expected expected)
            throws IOException {
        if (Mllp.isCommit(bytes)) {
            return commitByte(bytes[0] == Mllp.ACK, expected);
        }
        Optional<Acknowledgement> read = Acknowledgement.read(bytes);
        if (read.isEmpty()) {
            return Optional.of(garbled());
        }
        if (release2) {
            link.writeCommit();
        }
        Acknowledgement answer = read.get();
        if (!answer.controlId().equals(message.controlId())) {
            counters.count(Event.FOREIGN);
            foreign++;
            return Optional.empty();
        }
        return switch (answer.verdict()) {
            case ACCEPTED -> positive(answer, expected);
            case ERROR, REJECTED ->
                    Optional.of(new Answer.Rejected(answer.code(), trouble.rejected(answer)));
            case UNKNOWN -> Optional.of(garbled());
        };
    }

    private Optional<Answer> commitByte(boolean ack, Expected expected) {
        if (!release2) {
            counters.count(Event.FOREIGN);
            return Optional.empty();
        }
        if (!ack) {
            return Optional.of(new Answer.Rejected("NAK", trouble.notCommitted()));
        }
        return expected == Expected.COMMIT_BYTE ? Optional.of(accepted("ACK")) : Optional.empty();
    }

    private Optional<Answer> positive(Acknowledgement answer, Expected expected) {
        if (answer.commit() && expected == Expected.APPLICATION) {
            committed = true;
            link.until(answerWithin.toNanos());
            return Optional.empty();
        }
        return Optional.of(accepted(answer.code()));
    }

    private Answer accepted(String code) {
        return new Answer.Accepted(code, Duration.ofNanos(clock.nanoTime() - start));
    }

    private Answer garbled() {
        counters.count(Event.GARBLED);
        spoiled = true;
        return new Answer.Unreachable(trouble.garbled());
    }

    /** The connection ended, or the deadline ended it, before the answer came. */
    private Answer broken(Expected expected, IOException e) {
        if (committed) {
            counters.count(Event.ONLY_COMMITTED);
            return accepted("CA");
        }
        if (!link.expired()) {
            return new Answer.Unreachable(trouble.lost(e, foreign));
        }
        if (expected == Expected.ERRORS) {
            return accepted("sent");
        }
        counters.count(Event.TIMED_OUT);
        return new Answer.Unreachable(trouble.noAnswer(foreign));
    }
}
