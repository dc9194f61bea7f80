package org.parley.testkit.fuzz;

import java.nio.ByteBuffer;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameFault;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.Spool;

/** MLLP: frames in whatever pieces they come. */
public final class MllpTarget {
    private static final int LARGEST = 4_096;

    private MllpTarget() {}

    /** One input; its first byte says in pieces of how many bytes the others come. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int piece = 1 + (data[0] & 0xff);
        int framed = 0;
        try (FrameDecoder decoder =
                new FrameDecoder(FrameLimits.upTo(LARGEST), Spool.none(), fault -> {})) {
            for (int at = 1; at < data.length && !decoder.done(); at += piece) {
                decoder.take(ByteBuffer.wrap(data, at, Math.min(piece, data.length - at)));
                for (Frame frame = decoder.poll(); frame != null; frame = decoder.poll()) {
                    framed += (int) frame.length();
                }
            }
            decoder.finish(FrameFault.CUT);
        }
        if (framed > data.length) {
            throw new AssertionError("more bytes in frames than came");
        }
    }
}
