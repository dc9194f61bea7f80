package org.parley.wire.mllp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the bytes of one frame go that outgrows memory: a spool file, or nowhere but its head. */
final class Overflow {
    private final FrameLimits limits;
    private final Spool spool;
    private byte[] head = new byte[0];
    private @Nullable Path path;
    private @Nullable FileChannel channel;
    private @Nullable FrameFault fault;
    private long length;

    Overflow(FrameLimits limits, Spool spool) {
        this.limits = limits;
        this.spool = spool;
    }

    /** Takes the next bytes of the frame. */
    void add(byte[] bytes, int from, int to) {
        if (length == 0) {
            head = Arrays.copyOfRange(bytes, from, Math.min(to, from + limits.kept()));
        }
        length += to - from;
        if (fault != null) {
            return;
        }
        if (length > limits.frame()) {
            giveUp(FrameFault.TOO_LARGE);
            return;
        }
        try {
            write(bytes, from, to);
        } catch (IOException e) {
            giveUp(FrameFault.NOT_SPOOLED);
        }
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        if (channel == null) {
            Path next = spool.next();
            channel =
                    FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            path = next;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** True when so much was read past that the end of the frame is not worth waiting for. */
    boolean hopeless() {
        return fault != null && length - limits.frame() > limits.drained();
    }

    /** Why the frame cannot be taken, if it cannot. */
    @Nullable FrameFault fault() {
        return fault;
    }

    /** Ends the frame. */
    Frame.Content done() {
        Path file = path;
        if (fault == null && file != null && closed()) {
            path = null;
            return new Frame.Content.File(file, length);
        }
        giveUp(fault == null ? FrameFault.NOT_SPOOLED : fault);
        return new Frame.Content.Bytes(head);
    }

    private boolean closed() {
        try {
            if (channel != null) {
                channel.close();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes the spool file; the frame can no longer be taken. */
    void giveUp(FrameFault why) {
        fault = why;
        boolean shut = closed();
        channel = null;
        Path file = path;
        path = null;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger(Overflow.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "A spool file could not be deleted. file={0} closed={1} reason={2}",
                                file,
                                shut,
                                e.toString());
            }
        }
    }
}
