/**
 * The MLLP sender: a frame out, and the answer that belongs to it back.
 *
 * <p>Contract, beside that of {@link org.parley.engine.deliver.Sender}. One connection, made when
 * first needed and kept. An answer belongs to a message when MSA-2 is its control id; others are
 * counted and discarded. When the wait for an answer runs out, and after any failure, the
 * connection is closed, so that a late answer can never meet the next message. Which answer is
 * waited for follows MSH-15 and MSH-16 of the message; docs/standards/mllp.md has the table.
 */
@NullMarked
package org.parley.engine.deliver.mllp;

import org.jspecify.annotations.NullMarked;
