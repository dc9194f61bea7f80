package org.parley.engine.receive.files;

import java.util.Optional;
import org.parley.engine.journal.Body;
import org.parley.wire.problem.Problem;

/**
 * One message of a file.
 *
 * @param line of the file on which it begins; the first is 1
 * @param body its bytes
 * @param trouble why it must be refused
 */
record Part(int line, Body body, Optional<Problem> trouble) {}
