/**
 * The MLLP port: many connections, frames in, answers out.
 *
 * <p>Contract, beside that of {@link org.parley.engine.receive.Port}. One virtual thread a
 * connection. All whole frames of a read, up to a limit, are handed over before the first is waited
 * for, so that they share one group commit; answers leave in the order of the frames. A frame with
 * a fault is answered as {@link org.parley.wire.mllp.FrameFault} says. Overload: a connection whose
 * frames wait for the disk is not read; connections beyond the limit are closed at once and
 * counted. Shutdown: nothing more is read, what was handed over is answered, then connections
 * close; the wait is bounded.
 */
@NullMarked
package org.parley.engine.receive.mllp;

import org.jspecify.annotations.NullMarked;
