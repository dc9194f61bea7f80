package org.parley.engine.receive.mllp;

/** How fast a sender sends: when it was last heard of, and until when a begun frame must go on. */
final class FramePace {
    private final MllpTiming timing;
    private long heard;
    private boolean begun;
    private long begunAt;
    private long received;

    FramePace(MllpTiming timing, long now) {
        this.timing = timing;
        this.heard = now;
    }

    /** Bytes came. */
    void got(int bytes, long now) {
        received += bytes;
        heard = now;
    }

    /** The sender was not waited for until now. */
    void resume(long now) {
        heard = now;
    }

    /** A frame is whole. */
    void ended() {
        begun = false;
    }

    /** When bytes last came, or the wait for them began. */
    long heard() {
        return heard;
    }

    /** What is waited for is the rest of a frame. */
    void inFrame(long now) {
        if (!begun) {
            begun = true;
            begunAt = now;
        }
    }

    /** What is waited for is a frame. */
    void between() {
        begun = false;
        received = 0;
    }

    /** When the begun frame is too slow: nothing for a while, or too little on average. */
    long deadline() {
        long stall = timing.stall().toNanos();
        long earned = received * 1_000_000_000L / timing.bytesPerSecond();
        long idle = heard + stall;
        long slow = begunAt + stall + earned;
        return idle - slow < 0 ? idle : slow;
    }
}
