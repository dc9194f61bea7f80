package org.parley.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * A trust's configuration, known in two ways: as the plan that the engine runs by, and as the plain
 * rules by which the oracle says what is due where.
 */
final class Configuration {
    static final List<String> PORTS = List.of("lab.oru", "pas.adt");
    static final String FILTERED = "A99";
    static final String UNWANTED = "Z99";
    static final List<String> TRIGGERS = List.of("A01", "A02", "A03", "A08", "A31");
    static final String MERGE = "A40";
    static final List<String> EVERY_DESTINATION = List.of("epr", "gp", "lims", "ward");
    private static final Transport NOWHERE =
            new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());

    private final String version;
    private final Map<String, Integer> connections = new TreeMap<>();
    private final List<Way> ways = new ArrayList<>();

    /**
     * One route with one leg.
     *
     * @param parts messages that its map makes; 0 for byte for byte
     */
    record Way(
            String name,
            String destination,
            Set<String> triggers,
            Route.IfRejected ifRejected,
            int parts) {
        /** What arrives of a letter, part by part. */
        List<byte[]> made(Letter letter) {
            List<byte[]> made = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                made.add(letter.bytes("PART" + part));
            }
            return parts == 0 ? List.of(letter.bytes()) : made;
        }
    }

    /** Any configuration; of the same ports. */
    Configuration(int number, RandomGenerator random) {
        this.version = "version-" + number;
        for (String destination : EVERY_DESTINATION) {
            if (connections.isEmpty() || random.nextInt(4) > 0) {
                connections.put(destination, 1 + random.nextInt(4));
            }
        }
        for (String destination : connections.keySet()) {
            int routes = 1 + random.nextInt(2);
            for (int i = 0; i < routes; i++) {
                ways.add(way("to " + destination + " " + i, destination, random));
            }
        }
    }

    private static Way way(String name, String destination, RandomGenerator random) {
        Set<String> triggers = new TreeSet<>(Set.of(MERGE));
        for (String trigger : TRIGGERS) {
            if (random.nextInt(3) > 0) {
                triggers.add(trigger);
            }
        }
        Route.IfRejected ifRejected =
                switch (random.nextInt(4)) {
                    case 0 -> new Route.IfRejected.Retry(random.nextInt(3));
                    case 1 -> new Route.IfRejected.Stop();
                    default -> new Route.IfRejected.Park();
                };
        int parts = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        return new Way(name, destination, triggers, ifRejected, parts);
    }

    String version() {
        return version;
    }

    Set<String> destinations() {
        return connections.keySet();
    }

    /** Where a letter is due. */
    List<Way> due(Letter letter) {
        String trigger = letter.content.trigger();
        return ways.stream().filter(way -> way.triggers().contains(trigger)).toList();
    }

    /** The way of a route, if it is one of these. */
    Optional<Way> way(String route) {
        return ways.stream().filter(way -> way.name().equals(route)).findFirst();
    }

    Map<String, byte[]> files() {
        return Map.of("trust.yaml", version.getBytes(StandardCharsets.UTF_8));
    }

    static String versionOf(Map<String, byte[]> files) {
        byte[] file = files.get("trust.yaml");
        return file == null ? "" : new String(file, StandardCharsets.UTF_8);
    }

    /** The same for the engine. */
    Plan plan() {
        Map<String, InPort> ports = new HashMap<>();
        for (String port : PORTS) {
            ports.put(port, port(port));
        }
        Map<String, Destination> destinations = new HashMap<>();
        connections.forEach((name, count) ->
                destinations.put(
                        name,
                        new Destination(
                                name, "Owner of " + name, NOWHERE, count, Duration.ofSeconds(5))));
        return new Plan(
                "Northmoor",
                version,
                ports,
                destinations,
                ways.stream().map(Configuration::route).toList());
    }

    private static InPort port(String name) {
        return new InPort(
                name,
                "Operations",
                NOWHERE,
                new InPort.Speaks(
                        InPort.Format.HL7V2, Optional.of("2.4"), StandardCharsets.ISO_8859_1),
                new InPort.OrderBy.Patient(),
                List.of(new InPort.Ignore(condition("MSH-9.2 = " + FILTERED), "noise")));
    }

    private static Route route(Way way) {
        Optional<Mapping> map = way.parts() == 0 ? Optional.empty() : Optional.of(mapping(way));
        return new Route(
                way.name(),
                "because",
                PORTS,
                condition("MSH-9.2 in (" + String.join(", ", way.triggers()) + ")"),
                Optional.empty(),
                List.of(
                        new Route.Leg(
                                way.destination(), Condition.always(), map, way.ifRejected())));
    }

    private static Mapping mapping(Way way) {
        return new Mapping() {
            @Override
            public Mapped apply(Message message) {
                List<Message> made = new ArrayList<>();
                for (int part = 0; part < way.parts(); part++) {
                    made.add(message.edit().set(Path.of("MSH-5"), "PART" + part).done());
                }
                return new Mapped.Messages(made);
            }

            @Override
            public String name() {
                return "parts";
            }
        };
    }

    private static Condition condition(String text) {
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok ok -> ok.condition();
            case Conditions.Parse.Wrong wrong -> throw new IllegalArgumentException(wrong.reason());
        };
    }
}
