package org.parley.testkit.net;

import java.time.Duration;

/** What a {@link FaultProxy} does to the bytes of every connection, in both directions. */
public sealed interface Fault {
    /** Passes everything on at once. */
    record None() implements Fault {}

    /** Passes everything on so much later. */
    record Latency(Duration delay) implements Fault {}

    /** So many bytes a second at most, in each direction. */
    record Bandwidth(int bytesPerSecond) implements Fault {}

    /** Resets both sides once so many bytes have gone towards the server. */
    record ResetAfter(long bytes) implements Fault {}

    /** Ends the stream towards the server after so many bytes, and still passes answers on. */
    record HalfCloseAfter(long bytes) implements Fault {}

    /** Turns a bit of every so-manieth byte. */
    record Corrupt(int every) implements Fault {}

    /** Takes bytes and passes nothing on. */
    record BlackHole() implements Fault {}

    /** Accepts connections and resets them at once. */
    record Refuse() implements Fault {}
}
