package org.parley.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the configuration listens: no address twice, none open without TLS, no loops. */
final class Addresses {
    private Addresses() {}

    private record Listening(String port, Address address, boolean tls, Place place) {}

    static void check(List<SystemDocument> systems, Lints lints) {
        var all = new ArrayList<Listening>();
        for (SystemDocument system : systems) {
            system.sends()
                    .forEach((n, p) -> listening(system.name() + "." + n, p).ifPresent(all::add));
        }
        for (int i = 0; i < all.size(); i++) {
            twice(all.get(i), all.subList(0, i), lints);
            open(all.get(i), lints);
        }
        for (SystemDocument system : systems) {
            system.receives().forEach((n, p) -> loop(p, all, lints));
        }
    }

    private static Optional<Listening> listening(String name, SendsDocument port) {
        Place place = port.written().at("listen");
        return switch (port.carrier()) {
            case Carrier.MllpIn in ->
                    Optional.of(new Listening(name, in.listen(), in.tls().isPresent(), place));
            case Carrier.HttpIn in ->
                    Optional.of(new Listening(name, in.listen(), in.tls().isPresent(), place));
            case Carrier.FilesIn ignored -> Optional.empty();
        };
    }

    private static void twice(Listening one, List<Listening> others, Lints lints) {
        others.stream()
                .filter(other -> collide(one.address(), other.address()))
                .findFirst()
                .ifPresent(other ->
                        lints.error(
                                one.place(),
                                "PAR-3025",
                                "The port \"%s\" already listens at %s."
                                        .formatted(other.port(), other.address()),
                                "Give one of them another port number."));
    }

    private static boolean collide(Address a, Address b) {
        boolean everywhere = everywhere(a) || everywhere(b);
        boolean same = a.host().equals(b.host()) || (a.loopback() && b.loopback());
        return a.port() != 0 && a.port() == b.port() && (everywhere || same);
    }

    private static boolean everywhere(Address address) {
        return address.host().equals("0.0.0.0") || address.host().equals("::");
    }

    private static void open(Listening one, Lints lints) {
        if (!one.tls() && !one.address().loopback()) {
            lints.warn(
                    one.place(),
                    "PAR-3032",
                    "This port takes messages from the network without TLS:"
                            + " whoever reaches it can read and send.",
                    "Add tls, or listen on loopback behind something that has it.");
        }
    }

    private static void loop(ReceivesDocument port, List<Listening> all, Lints lints) {
        Optional<Address> to =
                switch (port.carrier()) {
                    case Carrier.MllpOut out -> Optional.of(out.to());
                    case Carrier.HttpOut out ->
                            Optional.of(out.to())
                                    .filter(u -> u.getPort() > 0)
                                    .map(u -> new Address(u.getHost(), u.getPort()));
                    case Carrier.FilesOut ignored -> Optional.empty();
                };
        to.flatMap(a -> all.stream().filter(l -> collide(a, l.address())).findFirst())
                .ifPresent(own ->
                        lints.warn(
                                port.written().at("to"),
                                "PAR-3042",
                                "Parley itself listens there, by the port \""
                                        + own.port()
                                        + "\": messages would go round.",
                                "Write the receiver's own address."));
    }
}
