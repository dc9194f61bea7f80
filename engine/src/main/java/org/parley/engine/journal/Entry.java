package org.parley.engine.journal;

import java.time.Instant;

/**
 * One entry as it is read back.
 *
 * @param position its place in the one order
 * @param lane its lane
 * @param time when it was appended
 * @param headers as appended; read only
 * @param body as appended; read only
 */
public record Entry(long position, int lane, Instant time, byte[] headers, byte[] body) {}
