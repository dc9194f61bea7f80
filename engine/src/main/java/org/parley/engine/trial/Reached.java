package org.parley.engine.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.parley.engine.config.Loaded;
import org.parley.engine.config.Place;
import org.parley.engine.config.RouteDocument;
import org.parley.engine.config.RouteDocument.LegDocument;
import org.parley.engine.config.SendsDocument;
import org.parley.engine.config.SystemDocument;
import org.parley.engine.config.TestDocument;
import org.parley.engine.map.Explained;
import org.parley.engine.map.Site;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Route;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Gathers, over all trials, what the messages given reached. */
final class Reached {
    private final Loaded loaded;
    private final Map<Site, Integer> rows =
            new TreeMap<>(Comparator.comparing(Site::file).thenComparingInt(Site::line));
    private final Set<Course.Owed> legs = new HashSet<>();
    private final Set<Rule> rules = new HashSet<>();

    /** A rule of a port that filters, by its number there. */
    private record Rule(String port, int number) {}

    Reached(Loaded loaded) {
        this.loaded = loaded;
        for (Route route : loaded.plan().routes()) {
            for (Route.Leg leg : route.legs()) {
                table(leg).ifPresent(t -> t.rows().forEach(site -> rows.putIfAbsent(site, 0)));
            }
        }
    }

    private static Optional<Explained> table(Route.Leg leg) {
        return leg.map().filter(Explained.class::isInstance).map(Explained.class::cast);
    }

    /** Notes what the messages of one trial reached. */
    void note(Course course) {
        course.legs()
                .forEach((position, owed) -> {
                    legs.addAll(owed);
                    Integer index = course.taken().get(position);
                    if (index != null) {
                        byte[] bytes = course.given().get(index).bytes();
                        Defaults defaults = course.port().defaults();
                        owed.forEach(leg -> fire(leg, bytes, defaults));
                        if (course.port().speaks().format() == InPort.Format.HL7V2
                                && Message.read(bytes, defaults) instanceof Reading.Good good) {
                            filter(course.port(), good.message());
                        }
                    }
                });
    }

    private void fire(Course.Owed owed, byte[] bytes, Defaults defaults) {
        loaded.plan()
                .leg(owed.route(), owed.destination())
                .flatMap(Reached::table)
                .ifPresent(table ->
                        table.coverage(bytes, defaults)
                                .forEach((site, n) -> rows.merge(site, n, Integer::sum)));
    }

    private void filter(InPort port, Message message) {
        for (int i = 0; i < port.ignore().size(); i++) {
            if (port.ignore().get(i).when().test(message)) {
                rules.add(new Rule(port.name(), i));
                return;
            }
        }
    }

    Coverage coverage() {
        List<String> unfired =
                rows.entrySet().stream()
                        .filter(e -> e.getValue() == 0)
                        .map(e -> e.getKey().toString())
                        .toList();
        List<String> missed = new ArrayList<>();
        int total = rows.size() + missedLegs(missed) + missedRules(missed);
        Set<String> tested = new HashSet<>();
        loaded.tests().stream().map(TestDocument::route).forEach(tested::add);
        List<String> untested =
                loaded.routes().stream()
                        .filter(r -> !tested.contains(r.name()))
                        .map(r -> r.name() + " (" + place(r.written().place()) + ")")
                        .toList();
        int reached = total - unfired.size() - missed.size();
        return new Coverage(reached, total, unfired, missed, untested);
    }

    private int missedLegs(List<String> missed) {
        int total = 0;
        for (RouteDocument route : loaded.routes()) {
            for (LegDocument leg : route.to()) {
                total++;
                if (!legs.contains(new Course.Owed(route.name(), leg.send()))) {
                    missed.add(
                            "%s to %s (%s)"
                                    .formatted(
                                            route.name(),
                                            leg.send(),
                                            place(leg.written().place())));
                }
            }
        }
        return total;
    }

    private int missedRules(List<String> missed) {
        int total = 0;
        for (SystemDocument system : loaded.systems()) {
            for (Map.Entry<String, SendsDocument> sends : system.sends().entrySet()) {
                String port = system.name() + "." + sends.getKey();
                List<SendsDocument.IgnoreDocument> all = sends.getValue().ignore();
                for (int i = 0; i < all.size(); i++) {
                    total++;
                    if (!rules.contains(new Rule(port, i))) {
                        missed.add(
                                "%s ignores %s (%s)"
                                        .formatted(
                                                port,
                                                all.get(i).when(),
                                                place(all.get(i).written().place())));
                    }
                }
            }
        }
        return total;
    }

    private static String place(Place place) {
        return place.file() + ":" + place.line();
    }
}
