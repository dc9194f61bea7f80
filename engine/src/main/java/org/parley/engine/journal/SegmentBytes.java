package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a segment as they were written, whether the file is raw or packed. */
interface SegmentBytes extends Closeable {
    /** How many bytes there are. */
    long size() throws IOException;

    /** Reads at an offset of the raw segment until the buffer is full or the segment ends. */
    int read(ByteBuffer into, long at) throws IOException;

    /** A raw segment: offsets are those of the file. */
    static SegmentBytes raw(DiskFile file) {
        return new SegmentBytes() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(ByteBuffer into, long at) throws IOException {
                return file.read(into, at);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
