package org.parley.engine.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.parley.engine.journal.Body;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** An intake that keeps what it gets in memory and answers as it is told. */
public final class RecordingIntake implements Intake {
    public static final Problem REFUSAL =
            new Problem("PAR-1001", Culprit.SENDER, "A test refuses \"this\".", "Send another.");

    /** What was kept, in order of position; refused ones too. */
    public record Kept(String text, Incoming incoming, long position) {}

    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final AtomicReference<Function<String, String>> answers =
            new AtomicReference<>(text -> "accept");
    private final AtomicInteger offered = new AtomicInteger();
    private volatile boolean forgetsRefused;
    private volatile CountDownLatch durable = new CountDownLatch(0);

    /** Says for each text {@code accept}, {@code refuse} or {@code unavailable}. */
    public void answer(Function<String, String> rule) {
        answers.set(rule);
    }

    /** Keys of refused messages are not remembered, as in the engine. */
    public void forgetRefused() {
        forgetsRefused = true;
    }

    /** No message is durable until the latch opens. */
    public void hold(CountDownLatch latch) {
        durable = latch;
    }

    public synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** How many were handed over, durable or not. */
    public int offered() {
        return offered.get();
    }

    public List<String> texts() {
        return kept().stream().map(Kept::text).toList();
    }

    @Override
    public Pending offer(Incoming message) {
        String text = new String(bytes(message.body()), UTF_8);
        CountDownLatch latch = durable;
        offered.incrementAndGet();
        return () -> {
            try {
                latch.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException("an intake's thread is not to be interrupted");
            }
            return taken(text, message);
        };
    }

    private synchronized Taken taken(String text, Incoming message) {
        AckInfo ack = text.startsWith("MSH") ? new AckInfo(text.getBytes(UTF_8)) : AckInfo.NONE;
        String rule = message.trouble().isPresent() ? "refuse" : answers.get().apply(text);
        if (rule.equals("unavailable")) {
            return new Taken.Unavailable(REFUSAL, ack);
        }
        long position =
                message.idempotencyKey()
                        .map(keys::get)
                        .map(Long::longValue)
                        .orElse((long) kept.size());
        if (position == kept.size()) {
            kept.add(new Kept(text, message, position));
            if (!forgetsRefused || !rule.equals("refuse")) {
                message.idempotencyKey().ifPresent(key -> keys.put(key, position));
            }
        }
        return rule.equals("refuse")
                ? new Taken.Refused(position, message.trouble().orElse(REFUSAL), ack)
                : new Taken.Accepted(position, ack);
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
}
