package org.parley.engine.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.parley.engine.config.TestDocument;
import org.parley.engine.config.TestDocument.Expectation;
import org.parley.engine.config.TestDocument.Fault;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Cursor;
import org.parley.engine.journal.MemoryJournal;
import org.parley.engine.ledger.Ledger;
import org.parley.engine.ledger.Outboxes;
import org.parley.engine.ledger.Releases;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.IdempotencyKeys;
import org.parley.engine.receive.Intake.Incoming;
import org.parley.engine.receive.Intake.Taken;
import org.parley.engine.receive.Reception;
import org.parley.engine.route.Plans;
import org.parley.wire.problem.Problem;

/**
 * One trial: the parts of the engine, a clock that it moves from event to event, and simulated
 * receivers. Used once.
 */
final class Play {
    /** After its last fault and expectation, a trial has so long to come to rest. */
    static final int MAX_DAYS = 30;

    /** A trial that sends more often than this is over: its fault has no end in sight. */
    static final int MAX_ATTEMPTS = 1_000_000;

    /** How long a trial goes on beside a fault that never ends, once all else is done. */
    private static final Duration BESIDE_ENDLESS = Duration.ofHours(1);

    private static final int STEP = 10_000;

    private final TestDocument test;
    private final InPort port;
    private final List<Given> given;
    private final SimulatedTime time = new SimulatedTime();
    private final MemoryJournal journal = new MemoryJournal(time);
    private final Ledger ledger;
    private final Cursor cursor;
    private final Reception reception;
    private final Map<String, SteppedLanes> lanes = new TreeMap<>();
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long events;

    private final TreeMap<Long, Integer> taken = new TreeMap<>();
    private final Map<Long, Problem> refused = new HashMap<>();
    private final Map<Long, List<Long>> keys = new HashMap<>();
    private final List<Visit> visits = new ArrayList<>();

    /** Something that will happen; of two at one time the one planned first comes first. */
    private record Event(long at, long number, Runnable what) {}

    Play(Plan plan, TestDocument test, InPort port, List<Given> given) {
        this.test = test;
        this.port = port;
        this.given = given;
        Plans plans = new Plans();
        Outboxes outboxes = new Outboxes(plan);
        IdempotencyKeys idempotency = new IdempotencyKeys();
        Releases releases = new Releases(plans, plan, files -> Optional.empty());
        this.ledger = new Ledger(journal, plans, releases, outboxes, idempotency);
        this.cursor = journal.read(0);
        this.reception = new Reception(port, journal, idempotency, Optional::empty);
        SplittableRandom random = new SplittableRandom(test.name().hashCode());
        for (String name : plan.destinations().keySet().stream().sorted().toList()) {
            Destination destination = plan.destination(name).orElseThrow();
            receivers.put(
                    name, new Receiver(destination, Optional.ofNullable(test.faults().get(name))));
            lanes.put(
                    name,
                    new SteppedLanes(
                            outboxes.get(name), List.of(), journal, plans, time, random.split()));
        }
    }

    /** Plays it to the end. */
    Course play() {
        for (int i = 0; i < given.size(); i++) {
            int index = i;
            plan(test.every().multipliedBy(i).toNanos(), () -> arrive(index));
        }
        long horizon = horizon();
        long next = settle();
        while (next <= horizon && visits.size() < MAX_ATTEMPTS) {
            time.to(next);
            while (!agenda.isEmpty() && agenda.peek().at() <= next) {
                agenda.remove().what().run();
            }
            next = settle();
        }
        boolean rest = next == SteppedLanes.NEVER;
        if (!rest) {
            time.to(Math.max(time.nanoTime(), Math.min(next, horizon)));
        }
        return course();
    }

    private void plan(long at, Runnable what) {
        agenda.add(new Event(at, events++, what));
    }

    private void arrive(int index) {
        Given message = given.get(index);
        Incoming incoming =
                new Incoming(
                        new Body.Bytes(message.bytes()),
                        "test",
                        message.trouble(),
                        Optional.empty());
        switch (reception.offer(incoming).await()) {
            case Taken.Accepted accepted -> taken.put(accepted.position(), index);
            case Taken.Refused no -> {
                taken.put(no.position(), index);
                refused.put(no.position(), no.problem());
            }
            case Taken.Unavailable no ->
                    throw new IllegalStateException("a journal in memory is full: " + no.problem());
        }
    }

    /** Lets everything happen that can happen now; returns when something can happen next. */
    private long settle() {
        long now = time.nanoTime();
        long next;
        do {
            while (ledger.step(cursor, STEP) > 0) {
                // Outcomes that a step brings about are folded by the next one.
            }
            next = SteppedLanes.NEVER;
            for (var each : lanes.entrySet()) {
                for (SteppedLanes.Attempt attempt : each.getValue().due(now)) {
                    send(each.getKey(), each.getValue(), attempt, now);
                }
                next = Math.min(next, each.getValue().nextDue());
            }
        } while (ledger.position() < journal.end());
        next = next == SteppedLanes.NEVER ? next : Math.max(next, now + 1);
        return agenda.isEmpty() ? next : Math.min(next, agenda.peek().at());
    }

    private void send(String name, SteppedLanes from, SteppedLanes.Attempt attempt, long now) {
        Receiver receiver = receivers.get(name);
        if (receiver == null) {
            throw new IllegalStateException("nobody receives at " + name);
        }
        Receiver.Meeting meeting = receiver.meet(now);
        long then = now + meeting.after().toNanos();
        visits.add(
                new Visit(
                        name,
                        attempt.route(),
                        attempt.position(),
                        attempt.outgoing().bytes(),
                        now,
                        then,
                        meeting.arrives(),
                        meeting.answer() instanceof Answer.Accepted));
        plan(then, () -> from.done(attempt.lane(), meeting.answer(), then));
    }

    /** The last moment of the trial: after all faults and all expectations, with time to drain. */
    private long horizon() {
        Duration last = test.every().multipliedBy(Math.max(0, given.size() - 1));
        Duration faults = Duration.ZERO;
        boolean endless = false;
        for (Fault fault : test.faults().values()) {
            endless |= fault.lasts().isEmpty();
            faults = longer(faults, fault.lasts().orElse(Duration.ZERO));
        }
        Duration expected = Duration.ZERO;
        for (Expectation expectation : test.then()) {
            expected = longer(expected, expectation.within().orElse(Duration.ZERO));
        }
        Duration all = last.plus(longer(faults, expected));
        return all.plus(endless ? BESIDE_ENDLESS : Duration.ofDays(MAX_DAYS)).toNanos();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Course course() {
        Map<Long, List<Course.Owed>> legs = new HashMap<>();
        for (long position : taken.keySet()) {
            journal.entry(position)
                    .ifPresent(entry -> {
                        if (HeaderCodec.decode(entry.headers())
                                instanceof Header.Received received) {
                            keys.put(position, received.keys());
                            legs.put(
                                    position,
                                    ledger.owed(position).stream()
                                            .filter(r ->
                                                    !r.destination().equals(DeliveryRef.UNOWNED))
                                            .map(r -> new Course.Owed(r.route(), r.destination()))
                                            .toList());
                        }
                    });
        }
        return new Course(
                port,
                given,
                taken,
                refused,
                keys,
                time.nanoTime(),
                visits,
                legs,
                ledger.book(),
                ledger.parked(Integer.MAX_VALUE),
                ledger.strays(),
                visits.size() < MAX_ATTEMPTS
                        ? Optional.empty()
                        : Optional.of("it sent " + MAX_ATTEMPTS + " times and was ended"));
    }
}
