package org.parley.wire.mllp;

/**
 * How much one stream may use. All in bytes.
 *
 * @param buffer first size of the read buffer; it grows on demand
 * @param inMemory frames up to this size stay in memory
 * @param frame larger frames are refused
 * @param kept how much is kept of a frame that is refused for its size
 * @param drained how much is read past of a frame that is refused for its size, before the
 *     connection is given up
 */
public record FrameLimits(int buffer, int inMemory, long frame, int kept, long drained) {
    /** 64 MiB. */
    public static final long FRAME = 64L << 20;

    /** 1 MiB. */
    public static final int IN_MEMORY = 1 << 20;

    public FrameLimits {
        if (buffer < 64 || inMemory < buffer || frame < 1 || kept < 0 || drained < 0) {
            throw new IllegalArgumentException("limits must be positive and fit each other");
        }
    }

    /**
     * Buffer 4 KiB, 1 MiB in memory, 64 KiB kept and 256 MiB read past; frames up to {@code frame}.
     */
    public static FrameLimits upTo(long frame) {
        return new FrameLimits(4 << 10, IN_MEMORY, frame, 64 << 10, 256L << 20);
    }
}
