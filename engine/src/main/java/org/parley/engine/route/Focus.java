package org.parley.engine.route;

import org.parley.wire.hl7v2.Path;

/**
 * The one occurrence and repetition that a row of a map is at. Paths that name the same segment, or
 * the same field, without saying which one, mean this one.
 *
 * @param segment the segment's name; empty for no focus
 * @param occurrence which of them in the message, from 1; 0 for any
 * @param field the field's number; 0 when the focus is on the segment alone
 * @param repetition which repetition of that field, from 1; 0 for any
 */
public record Focus(String segment, int occurrence, int field, int repetition) {
    /** No focus: paths mean what they say. */
    public static final Focus NONE = new Focus("", 0, 0, 0);

    /** The path with what it leaves open filled in. */
    public Path at(Path path) {
        if (segment.isEmpty() || !path.segment().equals(segment) || !path.groups().isEmpty()) {
            return path;
        }
        if (path.occurrence() != 0 && path.occurrence() != occurrence) {
            return path;
        }
        Path pinned =
                occurrence > 0 && path.occurrence() == 0 ? path.atOccurrence(occurrence) : path;
        boolean sameField = field > 0 && path.field() == field && path.repetition() == 0;
        return sameField && repetition > 0 ? pinned.atRepetition(repetition) : pinned;
    }
}
