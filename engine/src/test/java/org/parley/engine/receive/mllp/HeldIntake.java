package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.parley.engine.journal.Body;
import org.parley.engine.receive.Intake;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** An intake that keeps what it is handed, and answers only when it is let. */
final class HeldIntake implements Intake {
    record Got(byte[] bytes, boolean spooled, String peer, Optional<Problem> trouble) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    final List<Got> got = new CopyOnWriteArrayList<>();
    final Semaphore durable = new Semaphore(0);
    volatile boolean full;
    volatile boolean refuse;
    volatile boolean keepBytes = true;
    private volatile boolean hold;

    /** Answers wait until {@link #durable} has a permit for each. */
    void hold() {
        hold = true;
    }

    @Override
    public Pending offer(Incoming message) {
        byte[] bytes = bytes(message.body());
        Got one =
                new Got(
                        bytes,
                        message.body() instanceof Body.Spooled,
                        message.peer(),
                        message.trouble());
        got.add(one);
        long position = got.size();
        AckInfo ack = new AckInfo(msh(bytes));
        return () -> {
            if (hold) {
                durable.acquireUninterruptibly();
            }
            return taken(message, position, ack);
        };
    }

    private Taken taken(Incoming message, long position, AckInfo ack) {
        if (full) {
            return new Taken.Unavailable(problem("PAR-2999", Culprit.CAPACITY), ack);
        }
        if (message.trouble().isPresent()) {
            return new Taken.Refused(position, message.trouble().get(), ack);
        }
        return refuse
                ? new Taken.Refused(position, problem("PAR-1099", Culprit.SENDER), ack)
                : new Taken.Accepted(position, ack);
    }

    static Problem problem(String code, Culprit culprit) {
        return new Problem(code, culprit, "The test says no.", "Let it.");
    }

    private byte[] bytes(Body body) {
        return switch (body) {
            case Body.Bytes bytes ->
                    java.util.Arrays.copyOfRange(
                            bytes.array(), bytes.offset(), bytes.offset() + bytes.size());
            case Body.Spooled spooled -> {
                try {
                    yield keepBytes ? Files.readAllBytes(spooled.file()) : new byte[0];
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
    }

    private static byte[] msh(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.startsWith("MSH")
                ? text.split("\r", 2)[0].getBytes(StandardCharsets.ISO_8859_1)
                : new byte[0];
    }

    /** Waits until so many messages came. */
    void awaitGot(int count) throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        CountDownLatch never = new CountDownLatch(1);
        while (got.size() < count) {
            if (System.nanoTime() > until) {
                throw new AssertionError("only " + got.size() + " messages of " + count + " came");
            }
            if (never.await(1, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
