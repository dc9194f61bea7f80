package org.parley.testkit.fuzz;

import org.parley.engine.entry.HeaderCodec;

/**
 * Headers of journal entries; checksums keep foreign bytes out, and the codec must not need them.
 */
public final class HeaderTarget {
    private HeaderTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            HeaderCodec.decode(data);
        } catch (HeaderCodec.UnreadableHeader expected) {
            if (expected.getMessage() == null) {
                throw new AssertionError("a refusal without a reason", expected);
            }
        }
    }
}
