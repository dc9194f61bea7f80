package org.parley.testkit.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.Entry;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.Route;
import org.parley.wire.problem.Problem;

/**
 * Knows what was sent, what the engine answered and what receivers saw, and says when that is not
 * what Parley promises. Everything that can be judged at once is judged at once.
 */
final class Oracle {
    private final Map<String, Letter> letters = new HashMap<>();
    private final Map<Long, Letter> byPosition = new HashMap<>();
    private final Map<Place, Integer> taken = new HashMap<>();
    private final Map<LifePlace, Integer> takenInLife = new HashMap<>();
    private final Set<Place> seen = new HashSet<>();
    private final Map<KeyAt, Long> newest = new HashMap<>();
    private final Map<KeyAt, Letter> holds = new HashMap<>();
    private int crashes;
    private int stops;
    private long accepted;
    private long arrivals;
    private long repeated;

    /** One part of one delivery. */
    private record Place(String letter, String destination, String route, int part) {}

    private record LifePlace(int life, Place place) {}

    private record KeyAt(String destination, String patient) {}

    /** A sender puts this on the wire. */
    void attempted(Letter letter) {
        letters.put(letter.name, letter);
    }

    /** The process died: what was in flight may be done again. */
    void crashed() {
        crashes++;
    }

    /**
     * It was stopped in good order: a map's messages that were only sent in part are sent again.
     */
    void stopped() {
        stops++;
    }

    /** The engine said yes. */
    void accepted(Letter letter, long position) {
        if (letter.content.kind() != Letter.Kind.GOOD) {
            throw new Violation("the engine accepted what nobody can read: " + letter);
        }
        Letter other = byPosition.put(position, letter);
        if (other != null && other != letter) {
            throw new Violation("two messages at one position: " + letter + " and " + other);
        }
        letter.accepted = true;
        letter.position = position;
        accepted++;
    }

    /** The engine said no, for good. */
    void refused(Letter letter, Problem problem) {
        if (letter.content.kind() == Letter.Kind.GOOD) {
            throw new Violation("the engine refused a good message: " + letter + " " + problem);
        }
        letter.refused = true;
    }

    /** A person does something about a delivery, or tries to. */
    void acted(DeliveryRef ref, Optional<Entry> entry) {
        Entry message =
                entry.orElseThrow(() ->
                        new Violation("a parked message is no longer in the journal: " + ref));
        letterOf(message.body()).acted = true;
    }

    /** The letter that these bytes are of. */
    Letter letterOf(byte[] bytes) {
        String name = Letter.nameIn(bytes);
        Letter letter = name == null ? null : letters.get(name);
        if (letter == null) {
            throw new Violation("the engine made up a message of " + bytes.length + " bytes");
        }
        return letter;
    }

    /** A receiver saw it. */
    void arrived(
            String destination,
            Letter letter,
            SteppedLanes.Attempt attempt,
            Receiver.Fate fate,
            int life) {
        arrivals++;
        if (letter.refused || letter.content.kind() != Letter.Kind.GOOD) {
            throw new Violation("a refused message was sent: " + letter);
        }
        if (letter.accepted && letter.position != attempt.position()) {
            throw new Violation("sent from another position: " + letter + " " + attempt.position());
        }
        letter.position = attempt.position();
        Configuration by = letter.configuration;
        if (by == null) {
            throw new Violation("sent before it came: " + letter);
        }
        Optional<Configuration.Way> way =
                by.way(attempt.route()).filter(w -> w.destination().equals(destination));
        if (!letter.acted && way.filter(by.due(letter)::contains).isEmpty()) {
            throw new Violation(letter + " was sent where it is not due: " + destination);
        }
        int part = letter.acted ? 0 : part(letter, way.orElseThrow(), attempt);
        Place place = new Place(letter.name, destination, attempt.route(), part);
        if (!letter.acted) {
            checkHolds(destination, letter);
        }
        switch (fate) {
            case MISSED -> throw new IllegalArgumentException("it did not arrive");
            case REFUSED -> {
                if (way.filter(w -> w.ifRejected() instanceof Route.IfRejected.Stop).isPresent()) {
                    hold(destination, letter);
                }
            }
            case UNANSWERED -> checkOrder(place, letter);
            case TAKEN -> {
                checkOrder(place, letter);
                count(place, letter, life, way.map(Configuration.Way::parts).orElse(0));
            }
        }
    }

    private static int part(Letter letter, Configuration.Way way, SteppedLanes.Attempt attempt) {
        List<byte[]> made = way.made(letter);
        for (int part = 0; part < made.size(); part++) {
            if (Arrays.equals(made.get(part), attempt.outgoing().bytes())) {
                return part;
            }
        }
        throw new Violation("wrong bytes of " + letter + " by " + way.name());
    }

    private void count(Place place, Letter letter, int life, int parts) {
        int all = taken.merge(place, 1, Integer::sum);
        int now = takenInLife.merge(new LifePlace(life, place), 1, Integer::sum);
        repeated += all > 1 ? 1 : 0;
        if (letter.acted) {
            return;
        }
        if (now > 1) {
            throw new Violation("sent twice without a crash between: " + place);
        }
        if (all > 1 + crashes + (parts > 1 ? stops : 0)) {
            throw new Violation("sent more often than it can be by crashes: " + place);
        }
    }

    /** First arrivals of one patient come in the order of the journal. */
    private void checkOrder(Place place, Letter letter) {
        if (!seen.add(place) || letter.acted) {
            return;
        }
        for (String patient : letter.content.patients()) {
            KeyAt key = new KeyAt(place.destination(), patient);
            long before = newest.merge(key, letter.position, Math::max);
            if (before > letter.position) {
                throw new Violation("out of order: " + place + " after position " + before);
            }
        }
    }

    private void hold(String destination, Letter letter) {
        for (String patient : letter.content.patients()) {
            holds.putIfAbsent(new KeyAt(destination, patient), letter);
        }
    }

    /** Behind a message that stopped its patient nothing of that patient goes. */
    private void checkHolds(String destination, Letter letter) {
        for (String patient : letter.content.patients()) {
            KeyAt key = new KeyAt(destination, patient);
            Letter held = holds.get(key);
            if (held != null && held.acted) {
                holds.remove(key);
            } else if (held != null && held.position < letter.position) {
                throw new Violation(letter + " went past " + held + ", which holds its patient");
            }
        }
    }

    void checkBook(Book book, long strays) {
        if (!book.balanced()) {
            throw new Violation("the book does not balance: " + book.imbalances());
        }
        if (strays > 0) {
            throw new Violation("outcomes of deliveries that were not owed: " + strays);
        }
    }

    /** The end: all that was acknowledged has arrived or is parked. */
    void judge(Life life) {
        checkBook(life.engine().book(), life.engine().ledger().strays());
        Set<Place> parked = new HashSet<>();
        for (ParkedDelivery delivery : life.engine().ledger().parked(Integer.MAX_VALUE)) {
            DeliveryRef ref = delivery.ref();
            Entry entry =
                    life.journal()
                            .entry(ref.position())
                            .orElseThrow(() -> new Violation("parked and gone: " + ref));
            String name = letterOf(entry.body()).name;
            parked.add(new Place(name, ref.destination(), ref.route(), 0));
        }
        for (Letter letter : letters.values()) {
            if (letter.accepted && !letter.acted) {
                judge(letter, parked);
            }
        }
    }

    private void judge(Letter letter, Set<Place> parked) {
        Configuration by = java.util.Objects.requireNonNull(letter.configuration);
        if (letter.content.trigger().equals(Configuration.FILTERED)) {
            return;
        }
        List<Configuration.Way> due = by.due(letter);
        if (due.isEmpty()
                && !parked.contains(
                        new Place(letter.name, DeliveryRef.UNOWNED, letter.content.port(), 0))) {
            throw new Violation("no route wants it and nobody has it: " + letter);
        }
        for (Configuration.Way way : due) {
            if (parked.contains(new Place(letter.name, way.destination(), way.name(), 0))) {
                continue;
            }
            for (int part = 0; part < Math.max(1, way.parts()); part++) {
                Place place = new Place(letter.name, way.destination(), way.name(), part);
                if (!taken.containsKey(place)) {
                    throw new Violation("acknowledged and lost: " + place);
                }
            }
        }
    }

    /** How often a letter was taken by a receiver, over all its parts and ways. */
    boolean isTakenEverywhere(Letter letter) {
        Configuration by = java.util.Objects.requireNonNull(letter.configuration);
        return by.due(letter).stream()
                .allMatch(way ->
                        taken.containsKey(
                                new Place(letter.name, way.destination(), way.name(), 0)));
    }

    Optional<Letter> byName(String controlId) {
        return letters.values().stream()
                .filter(letter -> letter.accepted && letter.content.controlId().equals(controlId))
                .findFirst();
    }

    long acceptedCount() {
        return accepted;
    }

    long arrivalCount() {
        return arrivals;
    }

    long repeatedCount() {
        return repeated;
    }
}
