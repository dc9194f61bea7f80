package org.parley.testkit.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        int piece = 1 + (data[0] & 0xff);
        int framed = 0;
        try (FrameDecoder decoder =
                        new FrameDecoder(FrameLimits.upTo(LARGEST), Spool.none(), fault -> {});
                InputStream in = new ByteArrayInputStream(data, 1, data.length - 1)) {
            while (!decoder.done() && decoder.fill(new Pieces(in, piece)) >= 0) {
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

    /** Gives a few bytes at a time, as a network does. */
    private static final class Pieces extends InputStream {
        private final InputStream in;
        private final int most;

        Pieces(InputStream in, int most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return in.read(into, from, Math.min(length, most));
        }
    }
}
