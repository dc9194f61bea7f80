package org.parley.engine.deliver.mllp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final Outgoing message;
    private final boolean release2;
    private final Duration answerWithin;
    private final Clock clock;
    private final MllpCounters counters;
    private final Trouble trouble;
    private final Expected expected;
    private final long start;
    private boolean sent;
    private boolean spoiled;
    private boolean committed;
    private int foreign;

    /** Over a link that is ready. */
    Exchange(
            Link link,
            Outgoing message,
            boolean release2,
            Duration answerWithin,
            Clock clock,
            MllpCounters counters,
            Trouble trouble) {
        this.link = link;
        this.message = message;
        this.release2 = release2;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.counters = counters;
        this.trouble = trouble;
        this.expected = Expected.of(AnswersWanted.by(message.bytes()), message.hl7v2(), release2);
        this.start = clock.nanoTime();
        link.write(message.bytes(), answerWithin.toNanos());
    }

    /** True when the connection must not be used again. */
    boolean spoiled() {
        return spoiled;
    }

    /** Goes on as far as it goes; the answer, or null while there is none. */
    @Nullable Answer goOn() {
        try {
            Answer answer = sent ? heard() : afterSending();
            if (answer != null) {
                link.rest();
                return answer;
            }
            return link.expired() ? late() : null;
        } catch (IOException e) {
            spoiled = true;
            return broken(e);
        }
    }

    private @Nullable Answer afterSending() throws IOException {
        if (!link.written()) {
            return null;
        }
        sent = true;
        counters.count(Event.SENT);
        if (expected == Expected.NOTHING) {
            return accepted("sent");
        }
        link.until((expected == Expected.ERRORS ? shortWait() : answerWithin).toNanos());
        return link.holdsBytes() ? heard() : null;
    }

    private @Nullable Answer heard() throws IOException {
        Frame frame = link.next();
        while (frame != null) {
            Optional<Answer> answer =
                    frame.refusal().isEmpty()
                                    && frame.content() instanceof Frame.Content.Bytes(byte[] bytes)
                            ? judge(bytes)
                            : Optional.of(garbled());
            if (answer.isPresent()) {
                return answer.get();
            }
            frame = link.next();
        }
        return null;
    }

    private Duration shortWait() {
        return NO_NEWS.compareTo(answerWithin) < 0 ? NO_NEWS : answerWithin;
    }

    /** Empty when this is not the end of the wait. */
    private Optional<Answer> judge(byte[] bytes) throws IOException {
        if (Mllp.isCommit(bytes)) {
            return commitByte(bytes[0] == Mllp.ACK);
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
            case ACCEPTED -> positive(answer);
            case ERROR, REJECTED ->
                    Optional.of(new Answer.Rejected(answer.code(), trouble.rejected(answer)));
            case UNKNOWN -> Optional.of(garbled());
        };
    }

    private Optional<Answer> commitByte(boolean ack) {
        if (!release2) {
            counters.count(Event.FOREIGN);
            return Optional.empty();
        }
        if (!ack) {
            return Optional.of(new Answer.Rejected("NAK", trouble.notCommitted()));
        }
        return expected == Expected.COMMIT_BYTE ? Optional.of(accepted("ACK")) : Optional.empty();
    }

    private Optional<Answer> positive(Acknowledgement answer) {
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

    /** The wait ran out. Whatever still comes on this connection is for nobody. */
    private Answer late() {
        spoiled = true;
        if (committed) {
            return onlyCommitted();
        }
        if (sent && expected == Expected.ERRORS) {
            return accepted("sent");
        }
        counters.count(Event.TIMED_OUT);
        return new Answer.Unreachable(trouble.noAnswer(foreign));
    }

    /** The connection ended before the answer came. */
    private Answer broken(IOException e) {
        return committed ? onlyCommitted() : new Answer.Unreachable(trouble.lost(e, foreign));
    }

    private Answer onlyCommitted() {
        counters.count(Event.ONLY_COMMITTED);
        return accepted("CA");
    }
}
