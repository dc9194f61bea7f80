package org.parley.engine.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.engine.deliver.Outbox;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;

/** The counters behind the book. Guarded by the ledger. */
final class Counts {
    private final Map<String, PortCount> ports = new TreeMap<>();
    private final Map<Leg, LegCount> legs = new LinkedHashMap<>();

    private record Leg(String destination, String route) {}

    PortCount port(String name) {
        return ports.computeIfAbsent(name, n -> new PortCount());
    }

    LegCount leg(String destination, String route) {
        return legs.computeIfAbsent(new Leg(destination, route), l -> new LegCount());
    }

    /** The book at a position; what waits is counted in the outboxes. */
    Book book(long position, Outboxes outboxes, Plan plan) {
        List<Book.PortLine> portLines = new ArrayList<>();
        ports.forEach((name, count) -> portLines.add(count.line(name)));
        List<Book.LegLine> legLines = new ArrayList<>();
        legs.forEach((leg, count) ->
                legLines.add(line(leg, count, outboxes.get(leg.destination()), plan)));
        return new Book(position, portLines, legLines);
    }

    private static Book.LegLine line(Leg leg, LegCount count, Outbox outbox, Plan plan) {
        String owner =
                plan.destination(leg.destination())
                        .map(destination -> destination.owner())
                        .or(() -> plan.port(leg.route()).map(InPort::owner))
                        .orElse(plan.trust());
        return new Book.LegLine(
                leg.route(),
                leg.destination(),
                owner,
                count.routed,
                count.delivered,
                outbox.waiting(leg.route()),
                count.parked,
                count.closed,
                count.late,
                Optional.empty(),
                outbox.trouble());
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(ports.size());
        for (var port : ports.entrySet()) {
            out.writeUTF(port.getKey());
            port.getValue().write(out);
        }
        out.writeInt(legs.size());
        for (var leg : legs.entrySet()) {
            out.writeUTF(leg.getKey().destination());
            out.writeUTF(leg.getKey().route());
            leg.getValue().write(out);
        }
    }

    void read(DataInput in) throws IOException {
        int portCount = in.readInt();
        for (int i = 0; i < portCount; i++) {
            port(in.readUTF()).read(in);
        }
        int legCount = in.readInt();
        for (int i = 0; i < legCount; i++) {
            leg(in.readUTF(), in.readUTF()).read(in);
        }
    }
}
