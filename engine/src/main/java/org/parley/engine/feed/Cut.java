package org.parley.engine.feed;

import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * One record of a file.
 *
 * @param line of the file on which it begins; the first is 1
 * @param bytes the record as a message: what stands around the list, and of the list this one
 * @param trouble why it must be refused
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Cut(int line, byte[] bytes, Optional<Problem> trouble) {}
