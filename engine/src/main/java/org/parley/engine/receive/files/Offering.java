package org.parley.engine.receive.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Intake.Incoming;
import org.parley.engine.receive.Intake.Taken;
import org.parley.wire.problem.Problem;

/**
 * Hands the messages of one file over, a window at a time, and counts what became of them in their
 * order. The count always covers the first so many messages of the file and no others; so it says
 * where to go on.
 */
final class Offering {
    private final Intake intake;
    private final int window;
    private final Tally tally;
    private final Progress progress;
    private final ArrayDeque<Handed> handed = new ArrayDeque<>();
    private Optional<Problem> unavailable = Optional.empty();

    private record Handed(int line, Intake.Pending pending) {}

    Offering(Intake intake, int window, Tally tally, Progress progress) {
        this.intake = intake;
        this.window = window;
        this.tally = tally;
        this.progress = progress;
    }

    /**
     * Offers what the count does not cover yet.
     *
     * @param peer who sent it
     * @param keys the idempotency key of the message with this number, from 1
     * @param closing stop soon
     */
    Verdict offer(Parts parts, String peer, LongFunction<String> keys, BooleanSupplier closing)
            throws IOException {
        long covered = tally.all();
        long number = 0;
        Part part = parts.next();
        while (part != null && unavailable.isEmpty()) {
            number++;
            if (number > covered) {
                if (closing.getAsBoolean()) {
                    break;
                }
                var key = Optional.of(keys.apply(number));
                var message = new Incoming(part.body(), peer, part.trouble(), key);
                handed.add(new Handed(part.line(), intake.offer(message)));
                if (handed.size() >= window) {
                    awaitOldest();
                }
            }
            part = parts.next();
        }
        while (!handed.isEmpty()) {
            awaitOldest();
        }
        boolean all = part == null && unavailable.isEmpty();
        if (!all && tally.all() > covered) {
            progress.write(tally);
        }
        return all
                ? new Verdict.Taken(tally)
                : new Verdict.Later(unavailable.orElseGet(FilesProblems::unavailable));
    }

    private void awaitOldest() throws IOException {
        Handed oldest = handed.remove();
        Taken taken = oldest.pending().await();
        if (unavailable.isPresent()) {
            // It comes after one that is not kept, so it will be offered again.
            return;
        }
        switch (taken) {
            case Taken.Accepted accepted -> tally.accepted(accepted);
            case Taken.Refused refused -> tally.refused(oldest.line(), refused);
            case Taken.Unavailable no -> unavailable = Optional.of(no.problem());
        }
        if (tally.all() % Progress.NOTED_EVERY == 0 && tally.all() > 0) {
            progress.write(tally);
        }
    }
}
