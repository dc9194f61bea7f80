/**
 * MLLP, the minimal lower layer protocol: how HL7 v2 messages are cut out of a byte stream and put
 * into one (HL7 "Transport Specification: MLLP", releases 1 and 2).
 *
 * <p>Contract. The decoder gives every byte that came a meaning: part of a frame, padding that is
 * counted, or a frame that is refused with a problem. It never joins two messages and never drops
 * bytes silently; {@link org.parley.wire.mllp.FrameFault} lists what may be wrong and what happens
 * then. Memory per stream is bounded: frames beyond a limit go to a spool file, frames beyond a
 * second limit are refused and read past. Nothing here opens a socket or a thread.
 */
@NullMarked
package org.parley.wire.mllp;

import org.jspecify.annotations.NullMarked;
