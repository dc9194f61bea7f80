package org.parley.testkit.trust;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads MLLP frames (VT … FS CR) off a stream; the frame lies in a buffer that is used again. */
final class FrameReader {
    /** Larger frames end the connection: 64 MiB. */
    static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

    private static final byte VT = 0x0B;
    private static final byte FS = 0x1C;

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private int frameEnd;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /** Waits for the next frame; false when the stream ends between frames. */
    boolean next() throws IOException {
        start = frameEnd;
        while (true) {
            while (start < end && buffer[start] != VT) {
                start++;
            }
            if (start < end) {
                start++;
                break;
            }
            start = 0;
            end = 0;
            if (!fill()) {
                return false;
            }
        }
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == FS) {
                    frameEnd = at + 1;
                    return true;
                }
            }
            int scanned = at - start;
            if (!fill()) {
                throw new EOFException("the stream ended inside a frame");
            }
            at = start + scanned;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    /** First byte of the frame's content. */
    int from() {
        return start;
    }

    /** One past the last byte of the frame's content. */
    int to() {
        return frameEnd - 1;
    }

    private boolean fill() throws IOException {
        if (start > 0 && end == buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            if (end >= MAX_FRAME_BYTES) {
                throw new IOException("the frame is larger than " + MAX_FRAME_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            return false;
        }
        end += n;
        return true;
    }
}
