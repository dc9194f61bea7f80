/**
 * Maps: one message in, messages out, by the trust's own tables. Three rungs, each used only where
 * the one above is too weak: code tables, mapping tables, one pure Java class.
 *
 * <p>Contract. {@link org.parley.engine.map.Maps#compile} reads all files of a map once and answers
 * with a mapping or with every mistake in every file. A compiled mapping is immutable, may be used
 * by many threads at once, and is pure: the same message gives the same bytes for ever, for it has
 * no clock, no randomness, no file and no network. A table always ends: its cost is bounded by its
 * rows times the repeats of the message. A Java class is checked for what it calls, but nothing can
 * stop a loop in it that never ends: such a class is for review by a second person.
 *
 * <p>What cannot be mapped (a code without a row, a character that the receiver's set lacks, an
 * exception in a Java class) is {@link org.parley.engine.plan.Mapping.Mapped.Impossible}; nothing
 * is sent half mapped.
 */
@NullMarked
package org.parley.engine.map;

import org.jspecify.annotations.NullMarked;
