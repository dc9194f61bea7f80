package org.parley.testkit.hospital;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The hospital's outgoing post: gives control ids, and lets some messages come late, twice or in
 * the wrong order. Messages of one key leave in the order they were made unless they are marked.
 */
final class Post {
    private static final long LATE_FROM_SECONDS = 1_800;
    private static final int LATE_SPREAD_SECONDS = 28_800;
    private static final long HELD_AT_MOST_SECONDS = 21_600;

    private final HospitalSettings settings;
    private final Agenda agenda;
    private final Chance chance;
    private final Dirtier dirtier;
    private final Map<SystemPort, Long> sequences = new EnumMap<>(SystemPort.class);
    private final PriorityQueue<Outgoing> queue = new PriorityQueue<>(256);
    private final Map<String, Outgoing> held = new HashMap<>();
    private long order;

    Post(HospitalSettings settings, Agenda agenda) {
        this.settings = settings;
        this.agenda = agenda;
        this.chance = new Chance(settings.seed(), "post");
        this.dirtier = new Dirtier(new Chance(settings.seed(), "dirt"), settings.dirty());
    }

    /** Begins an HL7 v2 message: its MSH is written. */
    Draft begin(SystemPort port, Dialect dialect, String type) {
        long sequence = sequences.merge(port, 1L, Long::sum);
        String controlId = controlId(port, sequence);
        long late =
                chance.happens(settings.late())
                        ? LATE_FROM_SECONDS + chance.below(LATE_SPREAD_SECONDS)
                        : 0;
        Hl7Text text = new Hl7Text(dialect.utf8());
        dialect.header(text, type, controlId, agenda.now() + late, sequence);
        int second = type.indexOf('^', type.indexOf('^') + 1);
        String event = second < 0 ? type : type.substring(0, second);
        return new Draft(port, event, controlId, sequence, late, text);
    }

    /** Sends what concerns one patient. */
    void send(Draft draft, Patient patient) {
        send(draft, patient.mrn, Optional.empty(), Set.of());
    }

    /** Sends what concerns two patients. */
    void send(Draft draft, Patient patient, Patient other) {
        send(draft, patient.mrn, Optional.of(other.mrn), Set.of());
    }

    /** Sends, with marks of its own. */
    void send(Draft draft, String key, Optional<String> other, Set<Mark> marks) {
        byte[] clean = draft.text().done();
        Dirtier.Dirtied bytes = dirtier.maybe(clean, draft);
        Facts facts =
                new Facts(
                        draft.controlId(),
                        draft.type(),
                        bytes.garbage() ? "" : key,
                        bytes.garbage() ? Optional.empty() : other,
                        draft.sequence(),
                        agenda.now(),
                        marks,
                        bytes.dirt());
        queue(draft.port(), draft.late(), bytes.bytes(), facts);
    }

    /** Sends a file as it is. */
    void file(SystemPort port, String kind, byte[] bytes, String key) {
        long sequence = sequences.merge(port, 1L, Long::sum);
        Facts facts =
                new Facts(
                        kind + "-" + controlId(port, sequence) + ".csv",
                        "CSV",
                        key,
                        Optional.empty(),
                        sequence,
                        agenda.now(),
                        Set.of(),
                        Optional.empty());
        put(new Outgoing(agenda.now(), port, bytes, facts));
    }

    boolean ready(long before) {
        Outgoing first = queue.peek();
        return first != null && first.due <= before;
    }

    Event take() {
        Outgoing out = queue.remove();
        return new Event(Instant.ofEpochSecond(out.due), out.port.port(), out.bytes, out.facts);
    }

    private String controlId(SystemPort port, long sequence) {
        return settings.run()
                + port.letter()
                + String.valueOf(1_000_000_000L + sequence).substring(1);
    }

    private void queue(SystemPort port, long late, byte[] bytes, Facts facts) {
        long now = agenda.now();
        if (late > 0) {
            put(new Outgoing(now + late, port, bytes, with(facts, Mark.LATE)));
            return;
        }
        String line = port.letter() + facts.key();
        boolean single = facts.otherKey().isEmpty() && !facts.key().isEmpty();
        if (single && chance.happens(settings.outOfOrder()) && !held.containsKey(line)) {
            Outgoing waiting = new Outgoing(now, port, bytes, facts);
            held.put(line, waiting);
            agenda.in(HELD_AT_MOST_SECONDS, () -> release(line, waiting));
            return;
        }
        put(new Outgoing(now, port, bytes, facts));
        if (chance.happens(settings.duplicates())) {
            long again = now + chance.between(1, 120);
            put(new Outgoing(again, port, bytes, with(facts, Mark.DUPLICATE)));
        }
        facts.otherKey().ifPresent(other -> overtaken(port.letter() + other, now));
        overtaken(line, now);
    }

    /** What was held back leaves now, behind the message that has just been put. */
    private void overtaken(String line, long now) {
        Outgoing waiting = held.isEmpty() ? null : held.remove(line);
        if (waiting != null) {
            put(
                    new Outgoing(
                            now,
                            waiting.port,
                            waiting.bytes,
                            with(waiting.facts, Mark.OUT_OF_ORDER)));
        }
    }

    /** Nobody overtook it for hours: it leaves, late but in order. */
    private void release(String line, Outgoing waiting) {
        if (held.remove(line, waiting)) {
            put(
                    new Outgoing(
                            agenda.now(),
                            waiting.port,
                            waiting.bytes,
                            with(waiting.facts, Mark.LATE)));
        }
    }

    private void put(Outgoing out) {
        out.order = order++;
        queue.add(out);
    }

    private static Facts with(Facts facts, Mark mark) {
        Set<Mark> marks = EnumSet.of(mark);
        marks.addAll(facts.marks());
        return new Facts(
                facts.controlId(),
                facts.type(),
                facts.key(),
                facts.otherKey(),
                facts.sequence(),
                facts.occurred(),
                marks,
                facts.dirt());
    }

    private static final class Outgoing implements Comparable<Outgoing> {
        final long due;
        final SystemPort port;
        final byte[] bytes;
        final Facts facts;
        long order;

        Outgoing(long due, SystemPort port, byte[] bytes, Facts facts) {
            this.due = due;
            this.port = port;
            this.bytes = bytes;
            this.facts = facts;
        }

        @Override
        public int compareTo(Outgoing other) {
            int byDue = Long.compare(due, other.due);
            return byDue != 0 ? byDue : Long.compare(order, other.order);
        }
    }
}
