package org.parley.engine.deliver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.files.FilesSender;
import org.parley.engine.deliver.http.HttpSender;
import org.parley.engine.deliver.mllp.MllpSender;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.Transport;
import org.parley.wire.mllp.MllpCounters;

/** Makes senders of what is configured; not connected yet. */
public final class Senders {
    private final Clock clock;
    private final Map<String, MllpCounters> mllp = new ConcurrentHashMap<>();

    public Senders(Clock clock) {
        this.clock = clock;
    }

    /**
     * One connection to the destination.
     *
     * @throws IllegalArgumentException when the transport is one that only receives; configuration
     *     cannot say that
     */
    public Sender open(Destination to) {
        String name = to.name();
        return switch (to.transport()) {
            case Transport.MllpOut out ->
                    new MllpSender(name, out, to.answerWithin(), clock, counters(name));
            case Transport.HttpOut out -> new HttpSender(name, out, to.answerWithin(), clock);
            case Transport.FilesOut out -> new FilesSender(name, out, to.answerWithin(), clock);
            case Transport.MllpIn in -> throw onlyReceives(name);
            case Transport.HttpIn in -> throw onlyReceives(name);
            case Transport.FilesIn in -> throw onlyReceives(name);
        };
    }

    /** What happened on the MLLP connections to this destination so far. */
    public MllpCounters counters(String destination) {
        return mllp.computeIfAbsent(destination, name -> new MllpCounters());
    }

    private static IllegalArgumentException onlyReceives(String name) {
        return new IllegalArgumentException(
                "a destination with a transport that receives: " + name);
    }
}
