package org.parley.engine.receive.mllp;

import java.time.Duration;

/**
 * How long a connection may take for what.
 *
 * @param handshake for TLS
 * @param stall without a byte in the middle of a frame, or without the sender reading our answer
 * @param bytesPerSecond slowest average of a frame, once {@code stall} has passed
 * @param cr from FS to the CR that belongs to it
 * @param linger for the sender to read the last answer before a connection is closed
 * @param close for what was handed over to be answered when the port closes
 */
public record MllpTiming(
        Duration handshake,
        Duration stall,
        int bytesPerSecond,
        Duration cr,
        Duration linger,
        Duration close) {
    /** 10 s, 30 s, 1,024 bytes/s, 500 ms, 1 s, 10 s. */
    public static final MllpTiming USUAL =
            new MllpTiming(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    1024,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10));
}
