/**
 * HL7 v2 in the delimiter form: a message is its received bytes plus a small index.
 *
 * <p>{@link org.parley.wire.hl7v2.Message#read(byte[])} answers with a message or with problems;
 * nothing here throws because of what a sender sent. Bytes are never changed: reading a {@link
 * org.parley.wire.hl7v2.Path} looks at a span of them, and an {@link org.parley.wire.hl7v2.Edit}
 * copies all that it does not touch as it came.
 *
 * <p><b>What is a segment.</b> Lines end at CR, LF or CRLF. A line begins a segment when it starts
 * with an upper-case letter and two upper-case letters or digits, followed by the field separator.
 * After a line break of another kind than the one that ends MSH, the name must also be of the
 * standard or start with Z. A line that is only such a name begins a segment when the name is of
 * the standard or starts with Z and the line break before it is of the kind that ends MSH. Blank
 * lines belong to nothing. Every other line continues the segment above it, line break included,
 * with a warning: that is how raw line breaks inside OBX-5 stay inside OBX-5.
 *
 * <p>Messages and paths are immutable and safe to share between threads; an edit belongs to one
 * thread. Memory: the received array, four ints for a segment, nothing for a field.
 */
@NullMarked
package org.parley.wire.hl7v2;

import org.jspecify.annotations.NullMarked;
