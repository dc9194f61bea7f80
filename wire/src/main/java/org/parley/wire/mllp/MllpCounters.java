package org.parley.wire.mllp;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What happened at a port or a sender since it was made. Written and read without locks. */
public final class MllpCounters {
    /** What is counted beside faults. */
    public enum Event {
        /** Connections made. */
        OPENED,
        /** Connections ended. */
        CLOSED,
        /** Connections closed at once, because there were too many. */
        TURNED_AWAY,
        /** Connections closed, because nothing came for too long. */
        IDLE,
        /** Connections whose TLS handshake failed. */
        TLS_FAILED,
        /** Frames received, faulty ones included. */
        RECEIVED,
        /** Messages sent by a sender; messages dealt with by a port. */
        SENT,
        /** Answers that carried another control id and were discarded. */
        FOREIGN,
        /** Answers that could not be read. */
        GARBLED,
        /** Waits for an answer that ran out. */
        TIMED_OUT,
        /** Positive commit answers (CA) after which the asked application answer did not come. */
        ONLY_COMMITTED
    }

    private final Map<Event, LongAdder> events = adders(Event.class);
    private final Map<FrameFault, LongAdder> faults = adders(FrameFault.class);

    /** Never changed once made, so that it can be read without locks. */
    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            adders.put(value, new LongAdder());
        }
        return adders;
    }

    private static <E> LongAdder adder(Map<E, LongAdder> adders, E of) {
        return Objects.requireNonNull(adders.get(of));
    }

    public void count(Event event) {
        adder(events, event).increment();
    }

    public void count(FrameFault fault) {
        adder(faults, fault).increment();
    }

    public long of(Event event) {
        return adder(events, event).sum();
    }

    public long of(FrameFault fault) {
        return adder(faults, fault).sum();
    }

    /** Connections open now. */
    public long connections() {
        return of(Event.OPENED) - of(Event.CLOSED);
    }
}
