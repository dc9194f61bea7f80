package org.parley.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.parley.engine.journal.Body;
import org.parley.engine.receive.Intake;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * An intake for tests of ports: keeps what it is handed in memory, and says what became of it when
 * and as the test wants. Thread-safe.
 */
public final class HeldIntake implements Intake {
    /** What it says of messages that the port itself does not refuse. */
    public enum Mood {
        ACCEPTS,
        REFUSES,
        UNAVAILABLE
    }

    /**
     * One message that came.
     *
     * @param bytes as handed over
     * @param incoming as handed over; a spooled body may be gone by now
     */
    public record Got(byte[] bytes, Incoming incoming) {
        /** The bytes as ISO 8859-1. */
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Semaphore durable = new Semaphore(0);
    private volatile Mood mood = Mood.ACCEPTS;
    private volatile boolean held;

    /** From now on each message waits until it is released. */
    public void hold() {
        held = true;
    }

    /** Lets so many messages that wait, or will wait, go on. */
    public void release(int messages) {
        durable.release(messages);
    }

    public void mood(Mood next) {
        mood = next;
    }

    /** What came, in the order of the handing over. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** Waits until so many messages came; fails after ten seconds. */
    public void awaitGot(int count) {
        Waiting.until(
                Duration.ofSeconds(10),
                "so many messages came: " + count,
                () -> got.size() >= count);
    }

    @Override
    public Pending offer(Incoming message) {
        byte[] bytes = bytes(message.body());
        got.add(new Got(bytes, message));
        long position = got.size();
        AckInfo ack = new AckInfo(msh(bytes));
        return () -> {
            if (held) {
                durable.acquireUninterruptibly();
            }
            return taken(message, position, ack);
        };
    }

    private Taken taken(Incoming message, long position, AckInfo ack) {
        if (mood == Mood.UNAVAILABLE) {
            return new Taken.Unavailable(problem("PAR-2999", Culprit.CAPACITY), ack);
        }
        if (message.trouble().isPresent()) {
            return new Taken.Refused(position, message.trouble().get(), ack);
        }
        return mood == Mood.REFUSES
                ? new Taken.Refused(position, problem("PAR-1099", Culprit.SENDER), ack)
                : new Taken.Accepted(position, ack);
    }

    private static Problem problem(String code, Culprit culprit) {
        return new Problem(code, culprit, "The test says no.", "Change the test's mind.");
    }

    private static byte[] bytes(Body body) {
        return switch (body) {
            case Body.Bytes bytes ->
                    Arrays.copyOfRange(
                            bytes.array(), bytes.offset(), bytes.offset() + bytes.size());
            case Body.Spooled spooled -> {
                try {
                    yield Files.readAllBytes(spooled.file());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static byte[] msh(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        boolean msh = end > 8 && bytes[0] == 'M' && bytes[1] == 'S' && bytes[2] == 'H';
        return msh ? Arrays.copyOf(bytes, end) : new byte[0];
    }
}
