package org.parley.engine.receive.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;

/**
 * Reads one request body, into memory while it is small and memory is to be had, else into a spool
 * file, within a length and at a pace.
 */
final class BodyReader {
    private static final int PIECE_BYTES = 16 * 1024;

    private final HttpLimits limits;
    private final HeapBudget budget;
    private final Path spool;
    private final Clock clock;

    BodyReader(HttpLimits limits, HeapBudget budget, Path spool, Clock clock) {
        this.limits = limits;
        this.budget = budget;
        this.spool = spool;
        this.clock = clock;
    }

    /** How reading ended. */
    sealed interface Read {
        /** All of it; to be closed when the intake has answered. */
        record Whole(Body body, Runnable release) implements Read, AutoCloseable {
            @Override
            public void close() {
                release.run();
            }
        }

        /** Longer than it may be. */
        record TooLong() implements Read {}

        /**
         * The connection broke or was ended, or came to less than the length that was announced.
         */
        record Broken() implements Read {}

        /** The spool file could not be written. */
        record NoSpool() implements Read {}
    }

    /**
     * Reads to the end. The pace is kept by {@code watch}, which ends the connection.
     *
     * @param announced Content-Length, or -1
     * @param most bytes
     */
    Read read(InputStream in, long announced, long most, Watch watch) {
        Gathering gathering = new Gathering();
        long began = clock.nanoTime();
        watch.enter(Watchman.Stage.BODY, limits.bodyStart().toNanos());
        byte[] piece = new byte[PIECE_BYTES];
        long size = 0;
        while (true) {
            int some;
            try {
                some = in.read(piece);
            } catch (IOException | RuntimeException broken) {
                gathering.drop();
                return new Read.Broken();
            }
            if (some < 0) {
                break;
            }
            size += some;
            if (size > most) {
                gathering.drop();
                return new Read.TooLong();
            }
            watch.enter(Watchman.Stage.BODY, allowedNanos(size) - (clock.nanoTime() - began));
            try {
                gathering.add(piece, some);
            } catch (IOException full) {
                gathering.drop();
                return new Read.NoSpool();
            }
        }
        boolean ours = watch.enter(Watchman.Stage.OURS, 0);
        if (!ours || (announced >= 0 && size != announced)) {
            gathering.drop();
            return new Read.Broken();
        }
        try {
            return gathering.whole();
        } catch (IOException full) {
            gathering.drop();
            return new Read.NoSpool();
        }
    }

    private long allowedNanos(long size) {
        return limits.bodyStart().toNanos() + size * 1_000_000_000L / limits.bodyBytesPerSecond();
    }

    /** The bytes so far. */
    private final class Gathering {
        private byte[] memory = new byte[0];
        private int size;
        private long taken;
        private Spill spill = Spill.NONE;

        void add(byte[] piece, int some) throws IOException {
            if (spill.open()) {
                spill.write(piece, some);
                return;
            }
            int needed = size + some;
            if (needed > memory.length && !grow(needed)) {
                spill = Spill.into(spool);
                spill.write(memory, size);
                spill.write(piece, some);
                forget();
                return;
            }
            System.arraycopy(piece, 0, memory, size, some);
            size = needed;
        }

        private boolean grow(int needed) {
            if (needed > limits.inMemory()) {
                return false;
            }
            int wanted = Math.min(limits.inMemory(), Math.max(needed, memory.length * 2));
            if (!budget.take(wanted - memory.length)) {
                return false;
            }
            taken += wanted - memory.length;
            memory = Arrays.copyOf(memory, wanted);
            return true;
        }

        private void forget() {
            budget.give(taken);
            taken = 0;
            memory = new byte[0];
            size = 0;
        }

        Read.Whole whole() throws IOException {
            if (spill.open()) {
                Spill written = spill;
                return new Read.Whole(written.finish(), written::delete);
            }
            return new Read.Whole(new Body.Bytes(memory, 0, size), this::forget);
        }

        void drop() {
            forget();
            spill.delete();
        }
    }

    /** A spool file while it is written. */
    private static final class Spill {
        private static final Spill NONE = new Spill(Path.of(""), OutputStream.nullOutputStream());

        private final Path file;
        private final OutputStream out;
        private long size;

        private Spill(Path file, OutputStream out) {
            this.file = file;
            this.out = out;
        }

        static Spill into(Path folder) throws IOException {
            Path file = Files.createTempFile(folder, HttpPort.SPOOL_PREFIX, HttpPort.SPOOL_SUFFIX);
            return new Spill(file, Files.newOutputStream(file));
        }

        boolean open() {
            return this != NONE;
        }

        void write(byte[] bytes, int some) throws IOException {
            out.write(bytes, 0, some);
            size += some;
        }

        Body finish() throws IOException {
            out.close();
            return new Body.Spooled(file, size);
        }

        void delete() {
            if (!open()) {
                return;
            }
            try {
                out.close();
                Files.deleteIfExists(file);
            } catch (IOException left) {
                // What is left is removed when the port starts next.
                System.getLogger(BodyReader.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "A spool file could not be removed. file={0}",
                                file.getFileName());
            }
        }
    }
}
