package org.parley.conformance.terminology;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
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

    /** Most codes of one value set that are asked for; a larger one is asked code by code. */
    public static final int MAX_EXPANSION = 20 * Page.CODES;

    /** How long the server is left alone after it failed. */
    public static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Memory memory;
    private final Server server;
    private final InstantSource clock;
    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Set<Question> asked = ConcurrentHashMap.newKeySet();
    private Instant next = Instant.MIN;
    private volatile @Nullable String trouble;
    private @Nullable Expanding expanding;

    /** Asks this server for what the memory does not know. */
    public AskedBehind(Memory memory, Server server, InstantSource clock) {
        this.memory = memory;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public @Nullable Boolean knows(String valueSet, String system, String code) {
        if (code.isEmpty()) {
            return null;
        }
        Question question = new Question(valueSet, system, code);
        Instant now = clock.instant();
        Optional<Reply> reply = memory.reply(question, now);
        if (reply.filter(one -> one != Reply.CANNOT_SAY).isPresent()) {
            return reply.get() == Reply.YES;
        }
        if (!valueSet.isEmpty()) {
            Question others = Question.others(valueSet);
            Optional<Reply> whole = memory.reply(others, now);
            if (whole.filter(one -> one == Reply.NO).isPresent()) {
                return false;
            }
            // one code is cheaper than all; all are asked for where one gives no verdict
            if (question.needsExpansion() || reply.isPresent()) {
                if (whole.isEmpty()) {
                    ask(others);
                }
                return null;
            }
        }
        if (reply.isEmpty()) {
            ask(question);
        }
        return null;
    }

    private void ask(Question question) {
        if (question.fits() && asked.add(question) && !waiting.offer(question)) {
            asked.remove(question);
        }
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
        Expanding open = expanding;
        Question question = open == null ? waiting.poll() : open.question();
        if (question == null) {
            return BETWEEN;
        }
        next = now.plus(BETWEEN);
        try {
            if (question.code().isEmpty()) {
                expand(
                        open == null ? new Expanding(question, new LinkedHashSet<>(), 0) : open,
                        now);
            } else {
                memory.put(question, server.ask(question), now);
                asked.remove(question);
            }
            trouble = null;
        } catch (IOException away) {
            trouble = away.getMessage();
            next = now.plus(AFTER_FAILURE);
            expanding = null;
            asked.remove(question); // the next message asks again
            return AFTER_FAILURE;
        }
        return Duration.between(clock.instant(), next);
    }

    /** Asks for one page; after the last one all codes are known, and that there are no others. */
    private void expand(Expanding open, Instant now) throws IOException, InterruptedException {
        String valueSet = open.question().valueSet();
        Page page = server.expand(valueSet, open.from());
        Expanding after =
                switch (page) {
                    case Page.Unknown unknown -> null;
                    case Page.Codes codes -> open.and(codes);
                };
        if (after == null || (!after.whole() && after.from() >= MAX_EXPANSION)) {
            memory.put(open.question(), Reply.CANNOT_SAY, now);
        } else if (!after.whole()) {
            expanding = after;
            return;
        } else {
            boolean kept = true;
            for (Page.Code code : after.codes()) {
                kept &= memory.put(code.of(valueSet), Reply.YES, now);
                kept &= memory.put(code.anywhere(valueSet), Reply.YES, now);
            }
            memory.put(open.question(), kept ? Reply.NO : Reply.CANNOT_SAY, now);
        }
        expanding = null;
        asked.remove(open.question());
    }

    /** An expansion of which some pages have come; from -1 on when none is to come. */
    private record Expanding(Question question, Set<Page.Code> codes, int from) {
        boolean whole() {
            return from < 0;
        }

        /** With one more page; null when the page brings nothing new. */
        @Nullable Expanding and(Page.Codes page) {
            int before = codes.size();
            codes.addAll(page.codes());
            boolean stuck = page.next() >= 0 && codes.size() == before;
            return stuck ? null : new Expanding(question, codes, page.next());
        }
    }
}
