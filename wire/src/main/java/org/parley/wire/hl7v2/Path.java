package org.parley.wire.hl7v2;

/** Names a place in a message, such as {@code PID-3[2].4.2}. */
public final class Path {
    private final String text;

    private Path(String text) {
        this.text = text;
    }

    /** A path known to be right, for use in code. */
    public static Path of(String text) {
        return new Path(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
