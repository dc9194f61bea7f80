package org.parley.engine.deliver.mllp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.clock.Watch;
import org.parley.engine.deliver.Sender;
import org.parley.engine.plan.Transport;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.problem.Problem;

/**
 * Sends over MLLP and waits for each answer. One message at a time; {@link #close} from any thread.
 */
public final class MllpSender implements Sender {
    /** For the connection, and the handshake with TLS. */
    public static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final Transport.MllpOut out;
    private final Duration answerWithin;
    private final Clock clock;
    private final Watch watch;
    private final MllpCounters counters;
    private final Trouble trouble;
    private volatile @Nullable Link link;
    private volatile boolean closed;
    private @Nullable TlsContext tls;
    private String last = "";

    /**
     * @param name of the destination, for problems
     * @param answerWithin how long an answer may take once the message is written
     * @param watch ends waits; may be shared by any number of senders
     * @param counters may be shared by the connections of one destination
     */
    public MllpSender(
            String name,
            Transport.MllpOut out,
            Duration answerWithin,
            Clock clock,
            Watch watch,
            MllpCounters counters) {
        this.out = out;
        this.answerWithin = answerWithin;
        this.clock = clock;
        this.watch = watch;
        this.counters = counters;
        this.trouble = new Trouble(name, out, answerWithin);
    }

    /** What happened so far. */
    public MllpCounters counters() {
        return counters;
    }

    @Override
    public Answer send(Outgoing message) {
        Link open;
        try {
            open = connected(message);
        } catch (IOException e) {
            Link failed = link;
            boolean late = failed != null && failed.expired();
            drop();
            return unreachable(closed ? trouble.closedByUs() : trouble.notConnected(e, late));
        } catch (TlsUnusable e) {
            return unreachable(e.problem());
        }
        Exchange exchange =
                new Exchange(open, out.release2(), answerWithin, clock, counters, trouble);
        Answer answer = exchange.run(message);
        if (exchange.spoiled()) {
            drop();
        }
        return answer instanceof Answer.Unreachable && closed
                ? unreachable(trouble.closedByUs())
                : answer;
    }

    private static Answer unreachable(Problem problem) {
        return new Answer.Unreachable(problem);
    }

    /**
     * The connection for this message; a new one where an old answer could be taken for its own.
     */
    private Link connected(Outgoing message) throws IOException, TlsUnusable {
        Link open = link;
        boolean ambiguous = message.controlId().isEmpty() || message.controlId().equals(last);
        if (open != null && (ambiguous || !fit(open))) {
            drop();
            open = null;
        }
        last = message.controlId();
        if (open != null) {
            return open;
        }
        Link fresh = new Link(clock, watch, counters);
        link = fresh;
        if (closed) {
            throw new IOException("closed");
        }
        fresh.connect(out.host(), out.port(), tls(), CONNECT_WITHIN);
        return fresh;
    }

    private boolean fit(Link open) {
        try {
            return open.fit(out.release2());
        } catch (IOException e) {
            return false;
        }
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
            old.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Link open = link;
        if (open != null) {
            open.close();
        }
    }
}
