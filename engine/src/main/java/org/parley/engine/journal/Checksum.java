package org.parley.engine.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C that starts with a segment's epoch, so that bytes of a former use fail. One thread. */
final class Checksum {
    private final CRC32C crc = new CRC32C();
    private final byte[] seed;

    Checksum(long epoch) {
        seed = ByteBuffer.allocate(8).putLong(epoch).array();
    }

    /** Starts anew. */
    Checksum begin() {
        crc.reset();
        crc.update(seed);
        return this;
    }

    Checksum add(byte[] bytes, int offset, int length) {
        crc.update(bytes, offset, length);
        return this;
    }

    /** Adds a part of a buffer; leaves its position and limit alone. */
    Checksum add(ByteBuffer buffer, int from, int to) {
        crc.update(buffer.slice(from, to - from));
        return this;
    }

    int value() {
        return (int) crc.getValue();
    }
}
