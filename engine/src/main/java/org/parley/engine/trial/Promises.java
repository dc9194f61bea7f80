package org.parley.engine.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.engine.ledger.Book;

/** What must hold of every trial, whatever its test says: promises 3 and 4 of the design. */
final class Promises {
    private final Course course;
    private final List<String> broken = new ArrayList<>();

    private Promises(Course course) {
        this.course = course;
    }

    /** The promises that were not kept, each in a sentence. */
    static List<String> broken(Course course) {
        Promises promises = new Promises(course);
        course.stopped().ifPresent(why -> promises.broken.add("it never came to rest: " + why));
        promises.nothingLost();
        promises.inOrder();
        return promises.broken;
    }

    private void nothingLost() {
        long received = course.book().ports().stream().mapToLong(Book.PortLine::received).sum();
        if (received != course.given().size()) {
            broken.add(
                    "%d messages were given, but the book has %d"
                            .formatted(course.given().size(), received));
        }
        course.book()
                .imbalances()
                .forEach(line -> broken.add("the book does not balance: " + line));
        if (course.strays() > 0) {
            broken.add(course.strays() + " deliveries had an outcome, but were not owed");
        }
        for (Book.LegLine line : course.book().legs()) {
            Set<Long> has = new HashSet<>();
            course.accepted(line.route(), line.destination()).forEach(v -> has.add(v.position()));
            if (has.size() < line.delivered()) {
                broken.add(
                        "the book says that %s has %d messages by the route %s, but it has %d"
                                .formatted(
                                        line.destination(),
                                        line.delivered(),
                                        line.route(),
                                        has.size()));
            }
        }
    }

    /** A receiver never gets a message before an older one of the same key, nor one after it. */
    private void inOrder() {
        Map<String, Map<Long, Long>> newest = new HashMap<>();
        for (Visit visit : course.visits()) {
            if (visit.arrives()) {
                Map<Long, Long> byKey =
                        newest.computeIfAbsent(visit.destination(), d -> new HashMap<>());
                for (long key : course.keys().getOrDefault(visit.position(), List.of())) {
                    long before = byKey.merge(key, visit.position(), Math::max);
                    if (before > visit.position()) {
                        broken.add(
                                "order: at %s, %s came after %s of the same key"
                                        .formatted(
                                                visit.destination(),
                                                course.label(visit.position()),
                                                course.label(before)));
                        return;
                    }
                }
            }
        }
    }
}
