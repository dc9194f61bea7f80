package org.parley.engine.deliver.mllp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.PolledSender;
import org.parley.engine.plan.Transport;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.problem.Problem;

/**
 * Sends over MLLP and waits for each answer. One message at a time; {@link #close} from any thread.
 */
public final class MllpSender implements PolledSender {
    private static final System.Logger LOG = System.getLogger(MllpSender.class.getName());

    /** For the connection, and the handshake with TLS. */
    public static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** For the answer, when this sender polls itself. */
    private static final int OWN_SCRATCH_BYTES = 8 << 10;

    private final Transport.MllpOut out;
    private final Duration answerWithin;
    private final Clock clock;
    private final MllpCounters counters;
    private final Trouble trouble;
    private @Nullable Polling polling;
    private volatile @Nullable Selector own;
    private volatile @Nullable Link link;
    private volatile boolean closed;
    private @Nullable TlsContext tls;
    private @Nullable Outgoing message;
    private @Nullable Exchange exchange;
    private String last = "";

    /**
     * @param name of the destination, for problems
     * @param answerWithin how long an answer may take once the message is written
     * @param counters may be shared by the connections of one destination
     */
    public MllpSender(
            String name,
            Transport.MllpOut out,
            Duration answerWithin,
            Clock clock,
            MllpCounters counters) {
        this.out = out;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.counters = counters;
        this.trouble = new Trouble(name, out, answerWithin);
    }

    /** What happened so far. */
    public MllpCounters counters() {
        return counters;
    }

    @Override
    public void attach(Polling with) {
        polling = with;
    }

    @Override
    public Answer send(Outgoing outgoing) {
        try {
            Selector selector = ownSelector();
            Answer answer = begin(outgoing);
            while (answer == null) {
                if (Thread.currentThread().isInterrupted()) {
                    return gaveUp();
                }
                long millis = Math.clamp(patience() / 1_000_000, 0, 1_000) + 1L;
                selector.select(key -> {}, millis);
                answer = goOn();
            }
            return answer;
        } catch (ClosedSelectorException | CancelledKeyException e) {
            return gaveUp(); // another thread closed this between two steps
        } catch (IOException e) {
            drop();
            return unreachable(trouble.notConnected(e, false));
        }
    }

    private Answer gaveUp() {
        message = null;
        exchange = null;
        drop();
        return unreachable(trouble.closedByUs());
    }

    private Selector ownSelector() throws IOException {
        Selector selector = own;
        if (selector == null) {
            Selector made = Selector.open();
            own = made;
            ByteBuffer scratch = ByteBuffer.allocate(OWN_SCRATCH_BYTES);
            attach(new Polling(made, this, scratch, made::wakeup));
            selector = made;
        }
        return selector;
    }

    @Override
    public @Nullable Answer begin(Outgoing outgoing) {
        if (message != null || exchange != null) {
            // a fault cut the last one short: nothing of it may be taken for an answer to this one
            exchange = null;
            drop();
        }
        message = outgoing;
        try {
            if (!isReusable(outgoing)) {
                drop();
            }
            last = outgoing.controlId();
            if (link == null) {
                connect();
            }
        } catch (IOException e) {
            return notConnected(e);
        } catch (TlsUnusable e) {
            message = null;
            return unreachable(e.problem());
        }
        return goOn();
    }

    /** Not where an old answer could be taken for one to this message, nor where it is closed. */
    private boolean isReusable(Outgoing outgoing) {
        Link open = link;
        boolean ambiguous = outgoing.controlId().isEmpty() || outgoing.controlId().equals(last);
        try {
            return open != null && !ambiguous && open.fit(out.release2());
        } catch (IOException e) {
            return false;
        }
    }

    private void connect() throws IOException, TlsUnusable {
        if (closed) {
            throw new IOException("closed");
        }
        Polling with = Objects.requireNonNull(polling, "not attached");
        link = Link.begin(out.host(), out.port(), tls(), CONNECT_WITHIN, clock, counters, with);
    }

    @Override
    public @Nullable Answer goOn() {
        Outgoing under = message;
        Link open = link;
        if (under == null || open == null) {
            rest(open);
            return null;
        }
        Exchange running = exchange;
        if (running == null) {
            try {
                if (closed) {
                    throw new IOException("closed");
                }
                if (!open.ready()) {
                    return open.expired() ? notConnected(new IOException("late")) : null;
                }
            } catch (IOException e) {
                return notConnected(e);
            }
            running =
                    new Exchange(
                            open, under, out.release2(), answerWithin, clock, counters, trouble);
            exchange = running;
        }
        Answer answer = running.goOn();
        if (answer == null && closed) {
            answer = unreachable(trouble.closedByUs());
        }
        return answer == null ? null : ended(running, answer);
    }

    private Answer ended(Exchange running, Answer answer) {
        message = null;
        exchange = null;
        if (running.spoiled() || closed) {
            drop();
        }
        return answer instanceof Answer.Unreachable && closed
                ? unreachable(trouble.closedByUs())
                : answer;
    }

    /** Nothing is under way: whatever comes now, the connection is not used again. */
    private void rest(@Nullable Link open) {
        if (open != null && !isQuiet(open)) {
            drop();
        }
    }

    private static boolean isQuiet(Link open) {
        try {
            return open.fit(true);
        } catch (IOException e) {
            return false;
        }
    }

    private Answer notConnected(IOException e) {
        Link failed = link;
        boolean late = failed != null && failed.expired();
        message = null;
        drop();
        return unreachable(closed ? trouble.closedByUs() : trouble.notConnected(e, late));
    }

    private static Answer unreachable(Problem problem) {
        return new Answer.Unreachable(problem);
    }

    @Override
    public long patience() {
        Link open = link;
        return open == null || message == null ? NEVER : open.patience();
    }

    private Optional<TlsContext> tls() throws TlsUnusable {
        if (out.tls().isEmpty()) {
            return Optional.empty();
        }
        TlsContext ready = tls;
        if (ready == null) {
            ready =
                    switch (TlsContext.client(out.tls().get(), clock.now())) {
                        case TlsContext.Making.Made made -> made.context();
                        case TlsContext.Making.Failed failed ->
                                throw new TlsUnusable(failed.problems().getFirst());
                    };
            tls = ready;
        }
        return Optional.of(ready);
    }

    /** The configured certificate or key cannot be used. */
    private static final class TlsUnusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        TlsUnusable(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private void drop() {
        Link old = link;
        link = null;
        if (old != null) {
            old.leave();
        }
    }

    @Override
    public void close() {
        closed = true;
        Link open = link;
        if (open != null) {
            open.close();
        }
        Selector selector = own;
        if (selector != null) {
            try {
                selector.close();
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "A selector was not closed. reason={0}",
                        e.toString());
            }
        }
    }
}
