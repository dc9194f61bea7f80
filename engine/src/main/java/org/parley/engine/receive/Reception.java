package org.parley.engine.receive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.parley.engine.deliver.OrderLanes;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Appended;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.map.fhir.back.FhirKeys;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.route.OrderKeys;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * The intake of one port: reads a message far enough to refuse it or to know its order keys, and
 * journals it.
 */
public final class Reception implements Intake {
    /** Patients that one message may name; a message that names more is refused. */
    static final int MAX_KEYS = 1_000;

    /** Of a spooled message, so much is read to find its header and order keys. */
    static final int SPOOLED_HEAD_BYTES = 1024 * 1024;

    private final InPort port;
    private final Journal journal;
    private final IdempotencyKeys known;
    private final Supplier<Optional<RuntimeException>> stopped;
    private final Map<String, InFlight> inFlight = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param stopped why the engine cannot pass on what it takes, if so
     */
    public Reception(
            InPort port,
            Journal journal,
            IdempotencyKeys known,
            Supplier<Optional<RuntimeException>> stopped) {
        this.stopped = stopped;
        this.port = port;
        this.journal = journal;
        this.known = known;
    }

    @Override
    public Pending offer(Incoming message) {
        if (message.idempotencyKey().isEmpty()) {
            return take(message);
        }
        String key = message.idempotencyKey().get();
        long digest = IdempotencyKeys.digest(message.body());
        synchronized (inFlight) {
            InFlight same = inFlight.get(key);
            if (same != null) {
                return same.digest() == digest ? same.pending() : refuseReused(message);
            }
            Pending first = takeOnce(message, key, digest);
            if (known.find(port.name(), key).isEmpty()) {
                inFlight.put(key, new InFlight(digest, first));
            }
            return first;
        }
    }

    /** A message with a key that is not durable yet. */
    private record InFlight(long digest, Pending pending) {}

    /**
     * The first time it is taken, later it is answered as it was; the same key with other bytes is
     * refused.
     */
    private Pending takeOnce(Incoming message, String key, long digest) {
        Optional<IdempotencyKeys.Known> first = known.find(port.name(), key);
        if (first.isEmpty()) {
            Pending pending = take(message);
            return new Once(() -> {
                Taken taken = pending.await();
                if (taken instanceof Taken.Accepted accepted) {
                    known.remember(port.name(), key, accepted.position(), digest);
                }
                inFlight.remove(key);
                return taken;
            });
        }
        if (first.get().digest() == digest) {
            return new Once(() ->
                    new Taken.Accepted(
                            first.get().position(), new AckInfo(MshLine.of(head(message.body())))));
        }
        return refuseReused(message);
    }

    private Pending refuseReused(Incoming message) {
        Problem problem =
                new Problem(
                        "PAR-7003",
                        Culprit.SENDER,
                        "This Idempotency-Key was used before for other content.",
                        "Use a new key for every new message.");
        return take(
                new Incoming(
                        message.body(), message.peer(), Optional.of(problem), Optional.empty()));
    }

    /** Awaited by two senders at once, it asks once. */
    private static final class Once implements Pending {
        private final Pending pending;
        private @Nullable Taken taken;

        Once(Pending pending) {
            this.pending = pending;
        }

        @Override
        public synchronized Taken await() {
            Taken known = taken;
            if (known == null) {
                known = pending.await();
                taken = known;
            }
            return known;
        }
    }

    private Pending take(Incoming message) {
        byte[] head = head(message.body());
        AckInfo ack = new AckInfo(MshLine.of(head));
        if (message.trouble().isPresent()) {
            return refuse(message, message.trouble().get(), ack);
        }
        if (port.speaks().format() == Format.FHIR && message.body() instanceof Body.Bytes) {
            return fhir(message, head, ack);
        }
        if (port.speaks().format() != Format.HL7V2) {
            return accept(message, OrderKeys.ofSource(port.order(), port.name()), ack);
        }
        return switch (Message.read(head, port.defaults())) {
            case Reading.Bad bad -> refuse(message, bad.problems().getFirst(), ack);
            case Reading.Good good -> accept(message, good.message(), ack);
        };
    }

    /** A body too large for memory is not read here; it has the order of its port. */
    private Pending fhir(Incoming message, byte[] body, AckInfo ack) {
        return switch (new JsonReader().read(body)) {
            case JsonReading.Refused(Problem problem, int _) -> refuse(message, problem, ack);
            case JsonReading.Read(Json root, var _) ->
                    root instanceof Json.Members members && members.text("resourceType") != null
                            ? keyed(message, FhirKeys.of(root, port.order(), port.name()), ack)
                            : refuse(
                                    message,
                                    new Problem(
                                            "PAR-7005",
                                            Culprit.SENDER,
                                            "The JSON is no resource of FHIR: it has no resourceType.",
                                            "Send a resource or a Bundle."),
                                    ack);
        };
    }

    private Pending accept(Incoming message, Message read, AckInfo ack) {
        if (read.controlId().isEmpty()) {
            return refuse(
                    message,
                    new Problem(
                            "PAR-7001",
                            Culprit.SENDER,
                            "MSH-10 is empty, so no answer could name this message.",
                            "Send a message control id in MSH-10 that is unique for each message."),
                    ack);
        }
        return keyed(message, OrderKeys.of(read, port.order(), port.name()), ack);
    }

    private Pending keyed(Incoming message, long[] keys, AckInfo ack) {
        if (keys.length > MAX_KEYS) {
            return refuse(
                    message,
                    new Problem(
                            "PAR-7002",
                            Culprit.CAPACITY,
                            "The message names "
                                    + keys.length
                                    + " patients; the limit is "
                                    + MAX_KEYS
                                    + ".",
                            "Split it into messages for fewer patients."),
                    ack);
        }
        return accept(message, keys, ack);
    }

    private Pending accept(Incoming message, long[] keys, AckInfo ack) {
        List<Long> all = keys.length == 1 ? List.of(keys[0]) : distinct(keys);
        int lane =
                keys.length == 0
                        ? turn.getAndIncrement() & (Journal.LANES - 1)
                        : OrderLanes.of(keys[0]);
        Header header =
                new Header.Received(port.name(), message.peer(), all, message.idempotencyKey());
        return append(lane, header, message, position -> new Taken.Accepted(position, ack), ack);
    }

    private static List<Long> distinct(long[] keys) {
        return LongStream.of(keys).distinct().boxed().toList();
    }

    private Pending refuse(Incoming message, Problem problem, AckInfo ack) {
        Header header = new Header.Refused(port.name(), message.peer(), problem);
        return append(
                0, header, message, position -> new Taken.Refused(position, problem, ack), ack);
    }

    @Override
    public void flush() {
        journal.flush();
    }

    /** In the journal's queue, or durable already. */
    private record Journaled(Appended appended, LongFunction<Taken> then, AckInfo ack)
            implements Pending {
        @Override
        public boolean ready() {
            return appended.isDone();
        }

        @Override
        public Taken await() {
            try {
                return then.apply(appended.await());
            } catch (JournalUnavailable lost) {
                return new Taken.Unavailable(lost.problem(), ack);
            }
        }
    }

    private Pending append(
            int lane, Header header, Incoming message, LongFunction<Taken> then, AckInfo ack) {
        if (stopped.get().isPresent()) {
            Taken unavailable =
                    new Taken.Unavailable(
                            new Problem(
                                    "PAR-7004",
                                    Culprit.PARLEY,
                                    "The engine has stopped routing after a fault; it takes nothing that it could not pass on.",
                                    "A person must look at the engine's log and start it again; send the message again then."),
                            ack);
            return () -> unavailable;
        }
        try {
            Appended appended =
                    journal.append(lane, HeaderCodec.encode(header), message.body(), Purpose.NEW);
            return new Journaled(appended, then, ack);
        } catch (JournalUnavailable refused) {
            Taken unavailable = new Taken.Unavailable(refused.problem(), ack);
            return () -> unavailable;
        }
    }

    /** All of a small message; of a spooled one the first part, up to the end of a segment. */
    private static byte[] head(Body body) {
        return switch (body) {
            case Body.Bytes bytes ->
                    bytes.offset() == 0 && bytes.size() == bytes.array().length
                            ? bytes.array()
                            : Arrays.copyOfRange(
                                    bytes.array(), bytes.offset(), bytes.offset() + bytes.size());
            case Body.Spooled spooled -> {
                try (InputStream in = Files.newInputStream(spooled.file())) {
                    byte[] head = in.readNBytes(SPOOLED_HEAD_BYTES);
                    int end = head.length;
                    while (head.length == SPOOLED_HEAD_BYTES
                            && end > 0
                            && head[end - 1] != '\r'
                            && head[end - 1] != '\n') {
                        end--;
                    }
                    yield end == 0 ? head : Arrays.copyOf(head, end);
                } catch (IOException e) {
                    yield new byte[0];
                }
            }
        };
    }
}
