package org.parley.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.feed.FeedReading;
import org.parley.engine.feed.Feeds;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.route.Router;
import org.parley.engine.route.Routing;
import org.parley.testkit.trust.Expectation;
import org.parley.testkit.trust.FileDrop;
import org.parley.testkit.trust.FolderReceiver;
import org.parley.testkit.trust.HttpReceiver;
import org.parley.testkit.trust.Identity;
import org.parley.testkit.trust.Ledger;
import org.parley.testkit.trust.Receiving;
import org.parley.testkit.trust.SenderSettings;
import org.parley.testkit.trust.Sending;
import org.parley.testkit.trust.SimulatedReceiver;
import org.parley.testkit.trust.SimulatedSender;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * The systems around the engine: a receiver for each destination of the plan, a sender for each
 * port.
 */
final class FarSide implements AutoCloseable {
    private static final int ANY = 0;

    private final Plan plan;
    private final Path files;
    private final Ledger ledger;
    private final List<Receiving> receivers = new ArrayList<>();
    private final Map<String, Sending> senders = new HashMap<>();

    /**
     * @param plan of the trust; its addresses do not matter yet
     * @param files folder for what is exchanged as files
     */
    FarSide(Plan plan, Path files) throws IOException {
        for (InPort port : plan.ports().values()) {
            if (port.transport() instanceof Transport.FilesIn) {
                Files.createDirectories(files.resolve(port.name()));
            }
        }
        this.plan = plan;
        this.files = files;
        this.ledger = new Ledger(List.copyOf(plan.destinations().keySet()), expectation(plan));
        plan.destinations().values().forEach(destination -> receivers.add(receiver(destination)));
    }

    Ledger ledger() {
        return ledger;
    }

    List<Receiving> receivers() {
        return List.copyOf(receivers);
    }

    Map<String, Sending> senders() {
        return Map.copyOf(senders);
    }

    private Receiving receiver(Destination destination) {
        String name = destination.name();
        return switch (destination.transport()) {
            case Transport.MllpOut out -> new SimulatedReceiver(name, ANY, ledger);
            case Transport.HttpOut out -> new HttpReceiver(name, ANY, identity(out), ledger);
            case Transport.FilesOut out ->
                    new FolderReceiver(name, folder(name), "[!.]*", Identity.LAST_LINE, ledger);
            case Transport other -> throw new IllegalStateException("not a way out: " + other);
        };
    }

    private static Identity identity(Transport.HttpOut out) {
        return out.contentType().startsWith("application/fhir+json")
                ? Identity.BUNDLE
                : Identity.HL7V2;
    }

    private Path folder(String name) {
        return files.resolve(name);
    }

    /** Values for the environment: where everybody really listens, and any port for the engine. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new HashMap<>();
        for (Receiving receiver : receivers) {
            addresses.put(receiver.name(), receiver.address());
        }
        for (InPort port : plan.ports().values()) {
            addresses.put(
                    port.name(),
                    port.transport() instanceof Transport.FilesIn
                            ? folder(port.name()).toString()
                            : "127.0.0.1:0");
        }
        return addresses;
    }

    /** Makes the senders, once the engine listens. */
    void connect(Map<String, String> engine, int connections) {
        for (InPort port : plan.ports().values()) {
            String address = engine.getOrDefault(port.name(), "");
            int colon = address.lastIndexOf(':');
            senders.put(
                    port.name(),
                    port.transport() instanceof Transport.FilesIn
                            ? new FileDrop(folder(port.name()), ledger, row -> mapped(port, row))
                            : new SimulatedSender(
                                    port.name(),
                                    new InetSocketAddress(
                                            InetAddress.getLoopbackAddress(),
                                            Integer.parseInt(address.substring(colon + 1))),
                                    SenderSettings.usual(connections),
                                    ledger));
        }
    }

    /** What a Bundle made of a row is known by. */
    private static Optional<String> mapped(InPort port, byte[] row) {
        return port.speaks()
                .layout()
                .flatMap(layout ->
                        Feeds.read(layout, row) instanceof FeedReading.Good good
                                ? Optional.of(good.message().controlId())
                                : Optional.empty());
    }

    /** Where the plan itself sends a message; what it maps need not arrive byte for byte. */
    private static Expectation expectation(Plan plan) {
        Router router = new Router(plan);
        return message -> {
            InPort port = plan.ports().get(message.port());
            if (port == null) {
                return List.of();
            }
            Optional<Message> read =
                    port.speaks().format() == InPort.Format.HL7V2
                                    && Message.read(message.bytes(), port.defaults())
                                            instanceof Reading.Good good
                            ? Optional.of(good.message())
                            : Optional.empty();
            return switch (router.route(port.name(), read)) {
                case Routing.Wanted wanted ->
                        wanted.targets().stream()
                                .map(target ->
                                        new Expectation.Due(
                                                target.leg().destination(),
                                                byteForByte(port, target.leg())))
                                .toList();
                case Routing.Filtered filtered -> List.of();
                case Routing.Unwanted unwanted -> List.of();
            };
        };
    }

    /** Rows of a file are known by their text already; their file is cut and headed anew. */
    private static boolean byteForByte(InPort port, Route.Leg leg) {
        return leg.map().isEmpty() && port.speaks().format() == InPort.Format.HL7V2;
    }

    @Override
    public void close() {
        senders.values().forEach(Sending::close);
        receivers.forEach(Receiving::close);
    }
}
