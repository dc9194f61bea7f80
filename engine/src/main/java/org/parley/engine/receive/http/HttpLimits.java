package org.parley.engine.receive.http;

import java.time.Duration;

/**
 * What one HTTP port gives to all its senders together.
 *
 * @param connections open at once; further ones wait to be accepted
 * @param quiet how long a connection may take to send a whole request head, and how long it may
 *     stay open between two requests
 * @param bodyStart time every body has, whatever its length
 * @param bodyBytesPerSecond the slowest pace taken after that
 * @param headBytes request line and headers, each
 * @param inMemory bytes of one body held in memory; longer ones go to a file
 * @param heap bytes of all bodies held in memory; when they are used up bodies go to files earlier
 * @param keyBytes longest Idempotency-Key
 */
record HttpLimits(
        int connections,
        Duration quiet,
        Duration bodyStart,
        long bodyBytesPerSecond,
        int headBytes,
        int inMemory,
        int heap,
        int keyBytes) {
    static final HttpLimits STANDARD =
            new HttpLimits(
                    1000,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    16 * 1024,
                    16 * 1024,
                    1 << 20,
                    64 << 20,
                    200);
}
