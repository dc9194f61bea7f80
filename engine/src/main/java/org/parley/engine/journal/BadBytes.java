package org.parley.engine.journal;

/** Bytes that are not what was written, at a place in a segment; to be judged by who meets it. */
final class BadBytes extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final long position;

    /**
     * @param offset where in the raw segment, bytes
     * @param position the entry that was expected there
     * @param what what is wrong, in words for a person
     */
    BadBytes(long offset, long position, String what) {
        super(what);
        this.offset = offset;
        this.position = position;
    }

    long offset() {
        return offset;
    }

    long position() {
        return position;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
