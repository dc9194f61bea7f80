package org.parley.conformance.rule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.feed.FeedReading;
import org.parley.engine.feed.Feeds;
import org.parley.engine.plan.InPort.Speaks;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** A message that rules are asked about, read once. Used by one thread. */
public final class Subject {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_RESOURCES = 10_000;

    private final @Nullable Message message;
    private final Json.@Nullable Members root;
    private final boolean readable;
    private final Instant received;
    private @Nullable List<Json.Members> resources;

    private Subject(
            @Nullable Message message,
            Json.@Nullable Members root,
            boolean readable,
            Instant received) {
        this.message = message;
        this.root = root;
        this.readable = readable;
        this.received = received;
    }

    /**
     * Reads a message as a port reads it. Never throws, whatever the bytes.
     *
     * @param json the calling thread's own reader
     */
    public static Subject of(Speaks speaks, byte[] body, Instant received, JsonReader json) {
        return switch (speaks.format()) {
            case HL7V2 -> {
                Defaults defaults =
                        new Defaults(
                                speaks.charset(),
                                speaks.version().orElse(Defaults.usual().version()));
                yield Message.read(body, defaults) instanceof Reading.Good(Message read)
                        ? new Subject(read, null, true, received)
                        : unreadable(received);
            }
            case FHIR ->
                    json.read(body) instanceof JsonReading.Read(Json.Members read, var _)
                            ? new Subject(null, read, true, received)
                            : new Subject(null, null, xml(body), received);
            case CSV, JSON, XML -> {
                if (speaks.layout().isEmpty()) {
                    yield new Subject(null, null, true, received);
                }
                yield Feeds.read(speaks.layout().get(), body)
                                instanceof FeedReading.Good(Message read, var _)
                        ? new Subject(read, null, true, received)
                        : unreadable(received);
            }
            case BYTES -> new Subject(null, null, true, received);
        };
    }

    /** What came and could not be read. */
    public static Subject unreadable(Instant received) {
        return new Subject(null, null, false, received);
    }

    /** FHIR in XML is taken by ports, and not read here: what it says is left undecided. */
    private static boolean xml(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b == '<';
            }
        }
        return false;
    }

    /** Whether it is what its port speaks. */
    public boolean readable() {
        return readable;
    }

    /** The message of HL7 v2, or the one that stands for a record. */
    public Optional<Message> message() {
        return Optional.ofNullable(message);
    }

    /** The outermost object of FHIR. */
    public Optional<Json.Members> root() {
        return Optional.ofNullable(root);
    }

    /** The header of a FHIR message. */
    public Optional<Json.Members> header() {
        return resources().stream()
                .filter(one -> "MessageHeader".equals(one.text("resourceType")))
                .findFirst();
    }

    /** When it came. */
    public Instant received() {
        return received;
    }

    Temporal now() {
        return Temporal.parse(received.atOffset(ZoneOffset.UTC).toInstant().toString());
    }

    /** Every resource, the outermost first, those in entries, contained and in parameters. */
    List<Json.Members> resources() {
        List<Json.Members> known = resources;
        if (known == null) {
            known = new ArrayList<>();
            if (root != null) {
                collect(root, known, 0);
            }
            resources = known;
        }
        return known;
    }

    private static void collect(Json value, List<Json.Members> into, int depth) {
        if (depth > MAX_DEPTH || into.size() >= MAX_RESOURCES) {
            return;
        }
        if (value instanceof Json.Items items) {
            for (int i = 0; i < items.size(); i++) {
                collect(items.value(i), into, depth);
            }
        } else if (value instanceof Json.Members members) {
            if (members.text("resourceType") != null) {
                into.add(members);
            }
            for (String name : List.of("entry", "resource", "contained", "parameter")) {
                Json inside = members.get(name);
                if (inside != null) {
                    collect(inside, into, depth + 1);
                }
            }
        }
    }
}
