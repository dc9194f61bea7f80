package org.parley.engine.receive.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.parley.engine.receive.Intake;
import org.parley.wire.mllp.MllpCounters.Event;

/** What was handed over on one connection and is not answered yet, in the order it came. */
final class Owed {
    private static final System.Logger LOG = System.getLogger(Owed.class.getName());

    /** Answers are written at the latest when so many bytes have gathered. */
    private static final int ANSWER_BYTES = 64 << 10;

    private final MllpSetup setup;
    private final Deque<HandedOver> waiting = new ArrayDeque<>(4);
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream(256);

    /** A message handed over and not yet answered. */
    private record HandedOver(Intake.Pending pending, boolean forGood, @Nullable Path spooled) {}

    Owed(MllpSetup setup) {
        this.setup = setup;
    }

    /**
     * @param forGood the port knows that the same bytes can never be taken
     * @param spooled the file that is deleted once it is journaled, if it is in one
     */
    void add(Intake.Pending pending, boolean forGood, @Nullable Path spooled) {
        waiting.addLast(new HandedOver(pending, forGood, spooled));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /**
     * Waits for the oldest to be durable, and takes those along that are too.
     *
     * @return answers to write, or null when there are none, now or because none is wanted
     */
    @Nullable ByteBuffer next() {
        while (!waiting.isEmpty()
                && (answers.size() == 0
                        || (answers.size() <= ANSWER_BYTES
                                && waiting.getFirst().pending().ready()))) {
            HandedOver each = waiting.getFirst();
            Intake.Taken taken = each.pending().await();
            waiting.removeFirst();
            deleteSpooled(each);
            setup.answers().answer(taken, each.forGood(), answers);
            setup.counters().count(Event.SENT);
        }
        if (answers.size() == 0) {
            return null;
        }
        ByteBuffer all = ByteBuffer.wrap(answers.toByteArray());
        answers.reset();
        return all;
    }

    /** The connection ends; nobody will hear an answer. */
    void forget() {
        waiting.forEach(Owed::deleteSpooled);
        waiting.clear();
    }

    private static void deleteSpooled(HandedOver each) {
        if (each.spooled() != null) {
            try {
                Files.deleteIfExists(each.spooled());
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A spool file could not be deleted. file={0} reason={1}",
                        each.spooled(),
                        e.toString());
            }
        }
    }
}
