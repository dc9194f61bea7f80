package org.parley.wire.mllp;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One frame as it came, without its envelope.
 *
 * @param content the bytes between VT and FS; of a frame that was {@link FrameFault#TOO_LARGE} or
 *     {@link FrameFault#NOT_SPOOLED} only the beginning
 * @param refusal why it must be refused; empty when it may be taken
 */
public record Frame(Content content, Optional<FrameFault> refusal) {
    /** The bytes of a frame. */
    public sealed interface Content {
        /** In memory; an array of its own that nobody else changes. */
        record Bytes(byte[] array) implements Content {}

        /** In a spool file; whoever takes the frame deletes it. */
        record File(Path path, long length) implements Content {}
    }

    /** True when the connection must be closed once this frame is answered. */
    public boolean closes() {
        return refusal.isPresent()
                && refusal.get().verdict() == FrameFault.Verdict.REFUSED_AND_CLOSED;
    }

    /** Length of the content in bytes. */
    public long length() {
        return switch (content) {
            case Content.Bytes bytes -> bytes.array().length;
            case Content.File file -> file.length();
        };
    }
}
