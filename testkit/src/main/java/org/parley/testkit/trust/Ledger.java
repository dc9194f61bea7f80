package org.parley.testkit.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;

/**
 * The book of what senders were told and what receivers saw. A message is known by its control id.
 * Bounded: a message whose arrivals are complete is forgotten when {@link #REMEMBERED} others have
 * come after it; should it arrive once more after that, it counts as invented.
 *
 * <p>Thread-safe; each call takes well under a microsecond, and none waits for I/O.
 */
public final class Ledger {
    /** So many messages are remembered even when nothing more is expected of them. */
    public static final int REMEMBERED = 300_000;

    private static final int EXAMPLES_OF_A_KIND = 5;
    private static final int MOST_DESTINATIONS = 31;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> destinations;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Expectation expectation;
    private final Slots slots;
    private final LongMap byId = new LongMap(1 << 14);
    private final Map<Long, Set<Integer>> otherDigests = new HashMap<>();
    private final Map<Long, Long> aliases = new HashMap<>();
    private final Map<Long, Set<Long>> aliasesOf = new HashMap<>();
    private final Orders orders;
    private final Tally[] tallies;
    private final List<String> examples = new ArrayList<>();
    private final Map<String, Integer> exampleCounts = new HashMap<>();
    private long sent;
    private long attempts;
    private long accepted;
    private long refused;

    /**
     * @param destinations all there are, 1 to 31
     * @param expectation where each message is due
     */
    public Ledger(List<String> destinations, Expectation expectation) {
        if (destinations.isEmpty() || destinations.size() > MOST_DESTINATIONS) {
            throw new IllegalArgumentException("1 to 31 destinations: " + destinations.size());
        }
        this.destinations = List.copyOf(destinations);
        for (int i = 0; i < destinations.size(); i++) {
            indexes.put(destinations.get(i), i);
        }
        this.expectation = expectation;
        this.slots = new Slots(destinations.size());
        this.orders = new Orders(destinations.size());
        this.tallies = new Tally[destinations.size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
    }

    /** A sender is about to send this for the first time. */
    public void sending(Outgoing message) {
        List<Expectation.Due> dues = expectation.of(message);
        long id = Hash.of(message.controlId());
        int digest = Hash.digest(message.bytes(), 0, message.bytes().length);
        lock.lock();
        try {
            sent++;
            int slot = byId.get(id);
            if (slot < 0) {
                slot = open(id, digest, message);
            } else if (slots.digest[slot] != digest) {
                slots.mixed[slot] = 1;
                otherDigests.computeIfAbsent(id, k -> new HashSet<>()).add(digest);
            }
            Slots.add(slots.sent, slot);
            for (Expectation.Due due : dues) {
                int bit = 1 << index(due.destination());
                slots.due[slot] |= bit;
                if (due.byteForByte()) {
                    slots.exact[slot] |= bit;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a receiver may call a message that was sent: its map gives it a control id. */
    public void alias(String controlId, String other) {
        lock.lock();
        try {
            long id = Hash.of(controlId);
            int slot = byId.get(id);
            if (slot >= 0 && aliases.putIfAbsent(Hash.of(other), id) == null) {
                aliasesOf.computeIfAbsent(id, _ -> new HashSet<>()).add(Hash.of(other));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The bytes of a message are about to be put on the wire, for the first time or again. */
    public void attempted(String controlId) {
        lock.lock();
        try {
            attempts++;
            int slot = byId.get(Hash.of(controlId));
            if (slot >= 0) {
                Slots.add(slots.attempts, slot);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A sender was told something final about a message. */
    public void told(String controlId, Told told) {
        lock.lock();
        try {
            int slot = byId.get(Hash.of(controlId));
            switch (told) {
                case ACCEPTED -> {
                    accepted++;
                    if (slot >= 0) {
                        Slots.add(slots.accepted, slot);
                    }
                }
                case REFUSED -> {
                    refused++;
                    if (slot >= 0) {
                        Slots.add(slots.refused, slot);
                    }
                }
                case NOTHING -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A receiver saw a message.
     *
     * @param id hash of its control id
     * @param name its control id, made only when there is something to show
     */
    void arrived(
            int destination,
            long id,
            java.util.function.Supplier<String> name,
            int digest,
            Answered answered) {
        lock.lock();
        try {
            Tally tally = tallies[destination];
            tally.arrived++;
            int slot = byId.get(aliases.getOrDefault(id, id));
            if (slot < 0) {
                tally.invented++;
                example("invented", destination, name.get());
                return;
            }
            int bit = 1 << destination;
            if ((slots.due[slot] & bit) == 0) {
                tally.misrouted++;
                example("misrouted", destination, slots.controlId[slot]);
            }
            if ((slots.exact[slot] & bit) != 0 && !known(slot, id, digest)) {
                tally.wrongBytes++;
                example("wrong bytes", destination, slots.controlId[slot]);
            }
            int at = slot * slots.destinations + destination;
            boolean first = slots.yes[at] + slots.maybe[at] == 0;
            switch (answered) {
                case YES -> Slots.add(slots.yes, at);
                case MAYBE -> Slots.add(slots.maybe, at);
                case NO -> Slots.add(slots.no, at);
            }
            if (first && answered != Answered.NO && late(destination, slot)) {
                tally.outOfOrder++;
                example("out of order", destination, slots.controlId[slot]);
            }
            if (answered == Answered.YES && slots.yes[at] > slots.attempts[slot]) {
                tally.duplicates++;
                example("duplicate", destination, slots.controlId[slot]);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The figures now, with nothing excused. */
    public Reckoning reckon() {
        return reckon((destination, controlId) -> false);
    }

    /**
     * The figures now.
     *
     * @param holds whether the engine's own book says of a destination and a control id that it
     *     still waits, is parked or was closed by a person
     */
    public Reckoning reckon(BiPredicate<String, String> holds) {
        lock.lock();
        try {
            List<String> all = new ArrayList<>(examples);
            Map<String, Reckoning.At> at = new LinkedHashMap<>();
            Tally sum = new Tally();
            for (int d = 0; d < destinations.size(); d++) {
                Tally tally = tallies[d].copy();
                missing(d, tally, holds, all);
                at.put(destinations.get(d), tally.at());
                sum.add(tally);
            }
            return new Reckoning(
                    sent,
                    accepted,
                    refused,
                    sent - accepted - refused,
                    attempts,
                    sum.lost,
                    sum.duplicates,
                    sum.outOfOrder,
                    sum.invented,
                    sum.misrouted,
                    sum.wrongBytes,
                    sum.unanswered,
                    sum.held,
                    at,
                    all);
        } finally {
            lock.unlock();
        }
    }

    /** Whether every accepted message has arrived everywhere it is due and was answered well. */
    public boolean settled() {
        lock.lock();
        try {
            for (int slot = 0; slot < slots.used(); slot++) {
                if (slots.id[slot] != 0 && !complete(slot)) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The number of a destination, for {@link #arrived}. */
    int index(String destination) {
        Integer index = indexes.get(destination);
        if (index == null) {
            throw new IllegalArgumentException("no such destination: " + destination);
        }
        return index;
    }

    private int open(long id, int digest, Outgoing message) {
        retire();
        int slot = slots.take();
        byId.put(id, slot);
        slots.id[slot] = id;
        slots.controlId[slot] = message.controlId();
        slots.digest[slot] = digest;
        slots.order[slot] = sent;
        slots.key[slot] = orders.key(message.port(), Optional.of(message.key()));
        slots.otherKey[slot] = orders.key(message.port(), message.otherKey());
        return slot;
    }

    /** Forgets up to two old messages of which nothing more is expected. */
    private void retire() {
        for (int i = 0; i < 2 && byId.size() > REMEMBERED; i++) {
            int slot = slots.hand();
            if (slots.id[slot] != 0 && sent - slots.order[slot] > REMEMBERED && complete(slot)) {
                for (int d = 0; d < slots.destinations; d++) {
                    if ((slots.due[slot] & 1 << d) != 0) {
                        tallies[d].due += slots.accepted[slot];
                    }
                }
                byId.remove(slots.id[slot]);
                otherDigests.remove(slots.id[slot]);
                aliasesOf.getOrDefault(slots.id[slot], Set.of()).forEach(aliases::remove);
                aliasesOf.remove(slots.id[slot]);
                slots.release(slot);
            }
        }
    }

    private boolean complete(int slot) {
        if (slots.accepted[slot] + slots.refused[slot] < slots.sent[slot]) {
            return false;
        }
        for (int d = 0; d < slots.destinations; d++) {
            int at = slot * slots.destinations + d;
            if ((slots.due[slot] & 1 << d) != 0
                    && slots.yes[at] + slots.maybe[at] < slots.accepted[slot]) {
                return false;
            }
        }
        return true;
    }

    private void missing(int d, Tally tally, BiPredicate<String, String> holds, List<String> all) {
        int shown = 0;
        for (int slot = 0; slot < slots.used(); slot++) {
            if (slots.id[slot] == 0) {
                continue;
            }
            int at = slot * slots.destinations + d;
            boolean decided = slots.accepted[slot] + slots.refused[slot] == slots.sent[slot];
            if (decided && slots.accepted[slot] == 0 && slots.yes[at] + slots.maybe[at] > 0) {
                tally.invented++;
            }
            if ((slots.due[slot] & 1 << d) == 0) {
                continue;
            }
            tally.due += slots.accepted[slot];
            int gap = slots.accepted[slot] - slots.yes[at] - slots.maybe[at];
            if (gap <= 0) {
                continue;
            }
            if (holds.test(destinations.get(d), slots.controlId[slot])) {
                tally.held += gap;
            } else if (slots.no[at] > 0) {
                tally.unanswered += gap;
            } else {
                tally.lost += gap;
                if (shown++ < EXAMPLES_OF_A_KIND) {
                    all.add("lost at " + destinations.get(d) + ": " + slots.controlId[slot]);
                }
            }
        }
    }

    private boolean known(int slot, long id, int digest) {
        return slots.digest[slot] == digest
                || (slots.mixed[slot] == 1
                        && otherDigests.getOrDefault(id, Set.of()).contains(digest));
    }

    private boolean late(int destination, int slot) {
        boolean one = orders.late(destination, slots.key[slot], slots.order[slot]);
        boolean other = orders.late(destination, slots.otherKey[slot], slots.order[slot]);
        return one || other;
    }

    private void example(String kind, int destination, String controlId) {
        if (exampleCounts.merge(kind, 1, Integer::sum) <= EXAMPLES_OF_A_KIND) {
            examples.add(kind + " at " + destinations.get(destination) + ": " + controlId);
        }
    }
}
