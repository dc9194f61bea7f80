package org.parley.engine.journal;

import java.nio.file.Path;

/** The bytes to append: in memory when small, in a spool file when large. */
public sealed interface Body {
    /** Length in bytes. */
    long length();

    /** A range of an array; the array must not change before the append is durable. */
    record Bytes(byte[] array, int offset, int size) implements Body {
        public Bytes {
            if (offset < 0 || size < 0 || offset + size > array.length) {
                throw new IllegalArgumentException("range outside array");
            }
        }

        public Bytes(byte[] array) {
            this(array, 0, array.length);
        }

        @Override
        public long length() {
            return size;
        }
    }

    /** A whole file that nobody changes; copied in, never held in memory as a whole. */
    record Spooled(Path file, long length) implements Body {}
}
