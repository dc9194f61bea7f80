/**
 * The HTTP port: messages that come by POST.
 *
 * <p>Contract. 202 with the journal position goes out only after the intake said Accepted. Every
 * other answer is {@code application/problem+json} (RFC 9457) with code, culprit, text and remedy;
 * a sender that gets neither must send again, with the same {@code Idempotency-Key} if it has one.
 * One virtual thread a connection; nothing is queued here. Overload: when the journal's queue is
 * full a request waits, and its connection reads no further. Shutdown: what was handed over is
 * answered.
 */
@NullMarked
package org.parley.engine.receive.http;

import org.jspecify.annotations.NullMarked;
