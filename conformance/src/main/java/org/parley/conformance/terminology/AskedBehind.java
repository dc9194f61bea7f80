package org.parley.conformance.terminology;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.conformance.validate.Terminology;

/**
 * Answers from the memory at once, and asks the server for what is not there later. Any number of
 * threads ask; one thread steps.
 */
public final class AskedBehind implements Terminology {
    /** Most questions that wait to be asked. */
    public static final int MAX_WAITING = 10_000;

    /** Shortest time between two questions to the server: 16 a second. */
    public static final Duration BETWEEN = Duration.ofNanos(1_000_000_000L / 16);

    /** How long the server is left alone after it failed. */
    public static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Memory memory;
    private final Server server;
    private final InstantSource clock;
    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Set<Question> asked = ConcurrentHashMap.newKeySet();
    private Instant next = Instant.MIN;
    private volatile @Nullable String trouble;

    /** Asks this server for what the memory does not know. */
    public AskedBehind(Memory memory, Server server, InstantSource clock) {
        this.memory = memory;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public @Nullable Boolean knows(String valueSet, String system, String code) {
        Question question = new Question(valueSet, system, code);
        Optional<Reply> reply = memory.reply(question, clock.instant());
        if (reply.isEmpty()) {
            if (question.fits() && asked.add(question) && !waiting.offer(question)) {
                asked.remove(question);
            }
            return null;
        }
        return switch (reply.get()) {
            case YES -> true;
            case NO -> false;
            case CANNOT_SAY -> null;
        };
    }

    /** How many questions wait. */
    public int waiting() {
        return asked.size();
    }

    /** Why the server could not be asked the last time; empty when it could. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Asks one question if one is due; gives how long to wait before the next step. */
    public Duration step() throws InterruptedException, IOException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        Question question = waiting.poll();
        if (question == null) {
            return BETWEEN;
        }
        next = now.plus(BETWEEN);
        Reply reply;
        try {
            reply = server.ask(question);
            trouble = null;
        } catch (IOException away) {
            trouble = away.getMessage();
            next = now.plus(AFTER_FAILURE);
            asked.remove(question); // the next message asks again
            return AFTER_FAILURE;
        }
        memory.put(question, reply, now);
        asked.remove(question);
        return Duration.between(clock.instant(), next);
    }
}
