package org.parley.app.page;

import java.util.List;

/**
 * What a message says, ready to be shown. Patient data: made only after a reason is on disk.
 *
 * @param note a sentence above it all; empty when there is nothing to say
 * @param sides as received, then as sent to each destination that gets something else
 */
public record MessageContent(String note, List<Side> sides) {
    public MessageContent {
        sides = List.copyOf(sides);
    }

    /** One form of the message. */
    public record Side(String title, String note, List<Change> changes, List<Line> lines) {
        public Side {
            changes = List.copyOf(changes);
            lines = List.copyOf(lines);
        }
    }

    /** What one row of a map did. */
    public record Change(String row, String target, String sources) {}

    /** One segment. */
    public record Line(String words, List<Piece> pieces) {
        public Line {
            pieces = List.copyOf(pieces);
        }
    }

    /** A stretch of text; changed when the other form has something else there. */
    public record Piece(String text, boolean changed) {}
}
