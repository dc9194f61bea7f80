package org.parley.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.parley.engine.Parts;
import org.parley.engine.SteppedEngine;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.Intake;

/** One process of the engine, from its start to its end, stepped by the machine. */
final class Life {
    private static final Set<String> FULL = Set.of("PAR-2001", "PAR-2007");

    private final Stage stage;
    private final Machine machine;
    private final Oracle oracle;
    private final SegmentJournal journal;
    private final SteppedEngine engine;
    private final long origin;
    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private final Set<String> stopped = new HashSet<>();
    private boolean commitPlanned;
    private boolean foldPlanned;
    private long lanesAt = Long.MAX_VALUE;
    private boolean stopping;

    /** A message that was handed over and whose sender waits. */
    private record Unanswered(Wire wire, Letter letter, Intake.Pending pending) {}

    /** Starts an engine on an open journal. */
    Life(
            Stage stage,
            Machine machine,
            Oracle oracle,
            SegmentJournal journal,
            Plan plan,
            Configuration configuration,
            Parts parts) {
        this.stage = stage;
        this.machine = machine;
        this.oracle = oracle;
        this.journal = journal;
        this.origin = stage.now();
        this.engine = SteppedEngine.start(plan, configuration.files(), parts);
    }

    /** The first things happen. */
    void begin() {
        wantCommit();
        wantFold();
        lanesAtLatest(stage.now());
        housekeepLater();
    }

    private void later(long nanos, Runnable what) {
        stage.after(nanos, () -> machine.within(this, what));
    }

    // ---- receive

    void offer(Wire wire, Letter letter) {
        Intake.Pending pending =
                engine.intake(letter.content.port())
                        .offer(
                                new Intake.Incoming(
                                        new Body.Bytes(letter.bytes()),
                                        "10.0.0.1:1",
                                        Optional.empty(),
                                        Optional.empty()));
        unanswered.add(new Unanswered(wire, letter, pending));
        wantCommit();
    }

    private void wantCommit() {
        if (!commitPlanned) {
            commitPlanned = true;
            boolean slow = stage.strikes(Fault.SLOW_DISK, 40);
            later(
                    slow
                            ? stage.between(Stage.SECOND, 4 * Stage.SECOND)
                            : stage.between(20 * Stage.MICRO, 2 * Stage.MILLI),
                    this::commit);
        }
    }

    private void commit() {
        commitPlanned = false;
        boolean any = false;
        boolean more;
        do {
            more = journal.step();
            any |= more;
        } while (more && !machine.isDead() && stage.random.nextInt(4) > 0);
        if (more) {
            wantCommit();
        } else if (!machine.isDead()) {
            answer();
        }
        if (any) {
            wantFold();
        }
    }

    private void answer() {
        while (!unanswered.isEmpty() && !machine.isDead()) {
            Unanswered next = unanswered.remove();
            Intake.Taken taken = next.pending().await();
            if (machine.isDead()) {
                return;
            }
            next.wire().answer(next.letter(), told(next.letter(), taken));
        }
    }

    private Line.Told told(Letter letter, Intake.Taken taken) {
        stage.note(() -> "answers " + letter + ": " + taken.getClass().getSimpleName());
        return switch (taken) {
            case Intake.Taken.Accepted accepted -> {
                oracle.accepted(letter, accepted.position());
                yield Line.Told.ACCEPTED;
            }
            case Intake.Taken.Refused refused -> {
                oracle.refused(letter, refused.problem());
                yield Line.Told.REFUSED;
            }
            case Intake.Taken.Unavailable no -> {
                machine.unavailable(no.problem());
                yield Line.Told.NOT_NOW;
            }
        };
    }

    // ---- route

    private void wantFold() {
        if (!foldPlanned) {
            foldPlanned = true;
            later(stage.between(0, 500 * Stage.MICRO), this::fold);
        }
    }

    private void fold() {
        foldPlanned = false;
        boolean more = engine.fold();
        engine.failure().ifPresent(failure -> machine.sick("the ledger stopped", failure));
        if (more) {
            wantFold();
        } else if (stage.random.nextInt(16) == 0 && !machine.isDead()) {
            oracle.checkBook(engine.book(), engine.ledger().strays());
        }
        lanes();
    }

    // ---- deliver

    private long sinceStart() {
        return stage.now() - origin;
    }

    private void lanesAtLatest(long at) {
        if (at < lanesAt) {
            lanesAt = at;
            later(
                    Math.max(0, at - stage.now()),
                    () -> {
                        if (lanesAt <= stage.now()) {
                            lanes();
                        }
                    });
        }
    }

    private void lanes() {
        lanesAt = Long.MAX_VALUE;
        if (stopping || engine.failure().isPresent()) {
            return;
        }
        for (String destination : new TreeSet<>(engine.lanes().keySet())) {
            SteppedLanes lanes = lanes(destination);
            guarded(
                    destination,
                    () -> {
                        for (SteppedLanes.Attempt attempt : lanes.due(sinceStart())) {
                            send(destination, lanes, attempt);
                        }
                    });
            if (!stopped.contains(destination) && lanes.nextDue() != SteppedLanes.NEVER) {
                lanesAtLatest(Math.max(stage.now() + 1, origin + lanes.nextDue()));
            }
        }
        wantCommit();
    }

    private SteppedLanes lanes(String destination) {
        return java.util.Objects.requireNonNull(engine.lanes().get(destination));
    }

    /** As the top of a lane's thread does it: a journal that takes nothing more ends the lane. */
    private void guarded(String destination, Runnable work) {
        if (stopped.contains(destination)) {
            return;
        }
        try {
            work.run();
        } catch (JournalUnavailable e) {
            stopped.add(destination);
            machine.sick("a lane stopped", e);
        }
    }

    private void send(String destination, SteppedLanes lanes, SteppedLanes.Attempt attempt) {
        if (machine.isDead()) {
            return;
        }
        Receiver.Meeting meeting = machine.meet(destination, attempt);
        later(
                meeting.after(),
                () -> {
                    guarded(
                            destination,
                            () -> lanes.done(attempt.lane(), meeting.answer(), sinceStart()));
                    wantCommit();
                    lanes();
                });
    }

    // ---- all the rest

    private void housekeepLater() {
        later(
                stage.between(20 * Stage.MILLI, 2 * Stage.SECOND),
                () -> {
                    journal.housekeep();
                    wantCommit(); // outcomes that found no room try again
                    housekeepLater();
                });
    }

    void trim(java.time.Instant before) {
        try {
            long first = engine.trim(before);
            stage.note(() -> "keeps from " + first);
        } catch (JournalUnavailable | JournalDamaged e) {
            machine.sick("retention failed", e);
        }
        wantFold();
    }

    /** A person looks at what is parked and does something about one of it. */
    void operate(boolean close) {
        var parked = engine.ledger().parked(Integer.MAX_VALUE);
        if (parked.isEmpty()) {
            return;
        }
        ParkedDelivery one = parked.get(stage.random.nextInt(parked.size()));
        if (close) {
            act(one.ref(), true);
        } else {
            act(one.ref(), stage.random.nextBoolean());
        }
    }

    /** What holds up others is closed: a person has decided. */
    void closeWhatHolds() {
        for (ParkedDelivery delivery : engine.ledger().parked(Integer.MAX_VALUE)) {
            if (delivery.holdsKey()) {
                act(delivery.ref(), true);
            }
        }
    }

    private void act(DeliveryRef ref, boolean close) {
        try {
            oracle.acted(ref, journal.entry(ref.position()));
            var refusal =
                    close
                            ? engine.acts().close(ref, "somebody", "it is not needed")
                            : engine.acts().resend(ref, "somebody", "again");
            stage.note(() -> (close ? "closes " : "resends ") + ref + refusal);
        } catch (JournalUnavailable | JournalDamaged e) {
            machine.sick("an act failed", e);
        }
        wantFold();
    }

    /** Whether a supervisor would start it again. */
    boolean isSick() {
        return !stopped.isEmpty()
                || engine.failure().isPresent()
                || journal.health()
                        .trouble()
                        .filter(trouble -> !FULL.contains(trouble.code()))
                        .isPresent();
    }

    /** Everything was answered, folded, sent and answered again. */
    boolean isQuiet() {
        return unanswered.isEmpty()
                && !commitPlanned
                && !foldPlanned
                && engine.lanes().values().stream().allMatch(l -> l.inFlight() == 0)
                && engine.ledger().position() == journal.end()
                && waiting(engine.book()) == 0;
    }

    /** Why it is not quiet. */
    String why() {
        return "unanswered="
                + unanswered.size()
                + " to commit="
                + commitPlanned
                + " to fold="
                + foldPlanned
                + " folded="
                + engine.ledger().position()
                + " of "
                + journal.end();
    }

    private static long waiting(Book book) {
        return book.legs().stream().mapToLong(Book.LegLine::waiting).sum();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Takes nothing more, waits for what is in flight, ends in good order. */
    void stop(Runnable ended) {
        stopping = true;
        later(
                6 * Stage.SECOND,
                () -> {
                    commit();
                    engine.close();
                    ended.run();
                });
    }

    SteppedEngine engine() {
        return engine;
    }

    SegmentJournal journal() {
        return journal;
    }
}
