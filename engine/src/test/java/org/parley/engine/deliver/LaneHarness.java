package org.parley.engine.deliver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * A destination with its lanes, stepped by hand in simulated time; no thread, no socket, no
 * journal.
 */
final class LaneHarness implements Preparation, Outcomes {
    static final Problem NO = new Problem("PAR-5999", Culprit.RECEIVER, "It says no.", "Ask why.");

    Outbox outbox;
    final List<Lane> lanes = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final List<Long> delivered = new ArrayList<>();
    final List<Long> parked = new ArrayList<>();
    final Map<Long, Entry> messages = new HashMap<>();
    final Map<Long, long[]> keys = new HashMap<>();
    final Map<Integer, Long> inFlight = new HashMap<>();
    IfRejected ifRejected = new IfRejected.Park();

    /** Outcomes are not durable before {@link #becomeDurable}. */
    boolean diskIsSlow;

    private final List<Runnable> onItsWay = new ArrayList<>();
    long now;
    private long position;

    LaneHarness(int connections) {
        outbox = new Outbox("lims.demographics", connections);
        outbox.leg("admissions");
        for (int i = 0; i < connections; i++) {
            lanes.add(new Lane(i, outbox, this, this, new Random(7)));
        }
    }

    /**
     * Process death and a new start: only what a checkpoint holds is left; these parked ones held
     * their keys.
     */
    void restart(List<Long> holding) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        outbox.write(new DataOutputStream(saved));
        int connections = lanes.size();
        outbox = new Outbox("lims.demographics", connections);
        outbox.read(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        lanes.clear();
        inFlight.clear();
        for (int i = 0; i < connections; i++) {
            Lane lane = new Lane(i, outbox, this, this, new Random(8));
            for (long at : holding) {
                Item item = new Item(Item.id(at, 0));
                item.know(
                        Objects.requireNonNull(messages.get(at)),
                        Objects.requireNonNull(keys.get(at)));
                if ((outbox.lanesOf(item) >> i & 1) == 1) {
                    lane.adopt(item);
                }
            }
            lanes.add(lane);
        }
    }

    /** A message for these order keys arrives; returns its position. */
    long arrives(long... orderKeys) {
        long at = position++;
        int lane = orderKeys.length == 0 ? (int) (at % 16) : OrderLanes.of(orderKeys[0]);
        byte[] body = ("message " + at).getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry(at, lane, Instant.EPOCH, new byte[0], body);
        messages.put(at, entry);
        keys.put(at, orderKeys);
        outbox.owe(at, 0, entry, orderKeys, Optional.empty());
        return at;
    }

    @Override
    public Loaded load(long id) {
        Entry entry = messages.get(Item.position(id));
        if (entry == null) {
            return new Loaded.Lost(NO);
        }
        return new Loaded.Message(entry, keys.getOrDefault(Item.position(id), new long[0]));
    }

    @Override
    public Prepared prepare(long id, Entry entry, @Nullable Message read) {
        return new Prepared.Ready(
                List.of(new Sender.Outgoing(entry.body(), "c" + entry.position(), true)),
                ifRejected);
    }

    @Override
    public void delivered(Item item, String code) {
        delivered.add(item.position());
        outbox.settle(item.position(), 0, item.journalLane);
    }

    @Override
    public void parked(Item item, Problem problem, boolean holdsKey) {
        parked.add(item.position());
        onItsWay.add(() -> outbox.park(item.position(), 0, item.journalLane, holdsKey));
        if (!diskIsSlow) {
            becomeDurable();
        }
    }

    void becomeDurable() {
        onItsWay.forEach(Runnable::run);
        onItsWay.clear();
    }

    /** What the lane sends now, or null when it waits. */
    @Nullable Long sends(int lane) {
        return switch (lanes.get(lane).next(now)) {
            case Lane.Step.Send send -> {
                long at = Long.parseLong(send.outgoing().controlId().substring(1));
                inFlight.put(lane, at);
                log.add("send " + at);
                yield at;
            }
            case Lane.Step.Wait wait -> null;
        };
    }

    void accepted(int lane) {
        inFlight.remove(lane);
        lanes.get(lane).done(new Answer.Accepted("AA", Duration.ofMillis(1)), now);
    }

    void rejected(int lane) {
        inFlight.remove(lane);
        lanes.get(lane).done(new Answer.Rejected("AE", NO), now);
    }

    void unreachable(int lane) {
        inFlight.remove(lane);
        lanes.get(lane).done(new Answer.Unreachable(NO), now);
    }

    /** All lanes send and all is accepted, until nothing is due within the given time from now. */
    void drain(Duration within) {
        long until = now + within.toNanos();
        while (now <= until) {
            boolean any = false;
            long next = Lane.NEVER;
            for (int lane = 0; lane < lanes.size(); lane++) {
                switch (lanes.get(lane).next(now)) {
                    case Lane.Step.Send send -> {
                        log.add("send " + send.outgoing().controlId().substring(1));
                        accepted(lane);
                        any = true;
                    }
                    case Lane.Step.Wait wait -> next = Math.min(next, wait.untilNanos());
                }
            }
            if (!any) {
                if (next == Lane.NEVER) {
                    return;
                }
                now = Math.max(now + 1, next);
            }
        }
    }
}
