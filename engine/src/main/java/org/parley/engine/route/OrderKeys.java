package org.parley.engine.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Span;

/**
 * Whose order a message belongs to. Messages that share a key are delivered in the order they came;
 * a message with several keys waits for all of them and all of them wait for it.
 *
 * <p>By patient, the keys are, for every PID segment, PID-3.1 of its first repetition that has one,
 * else PID-2.1, else PID-4.1; and for every MRG segment MRG-1.1 of every repetition, else MRG-4.1.
 * So a merge (A18, A30, A34 to A36, A39 to A42), a move or change of number (A43 to A51), a link
 * (A24), an unlink (A37), a swap of beds (A17) and a report on several patients each name all their
 * patients, without a list of events. Blanks around an identifier do not count; HL7's null is no
 * identifier. The assigning authority is not part of the key: two patients that share a number
 * share an order, which costs a little and loses nothing.
 *
 * <p>A message without a key gets the name of its port as key.
 *
 * <p>A key's hash is FNV-1a, 64 bits, over its UTF-8 bytes. It is stored in the journal and never
 * changes.
 */
public final class OrderKeys {
    private static final long[] NONE = {};

    private OrderKeys() {}

    /**
     * The hashes of all keys, each once; the first is the one that chooses the lane. Empty when the
     * port keeps no order.
     */
    public static long[] of(Message message, OrderBy order, String port) {
        return switch (order) {
            case OrderBy.None _ -> NONE;
            case OrderBy.Source _ -> new long[] {hash(port)};
            case OrderBy.Patient _ -> patients(message, 1, true, port);
            case OrderBy.By(Path path) ->
                    identifier(path)
                            ? patients(message, Math.max(1, path.component()), false, port)
                            : hashes(byPath(message, path, port));
        };
    }

    /** The same for messages that have no paths (other formats): the port's name, or nothing. */
    public static long[] ofSource(OrderBy order, String port) {
        return order instanceof OrderBy.None ? NONE : new long[] {hash(port)};
    }

    /** The keys themselves, for a message's trace. They identify patients: never log them. */
    public static List<String> readable(Message message, OrderBy order, String port) {
        return switch (order) {
            case OrderBy.None _ -> List.of();
            case OrderBy.Source _ -> List.of(port);
            case OrderBy.Patient _ -> readable(message, 1, true, port);
            case OrderBy.By(Path path) ->
                    identifier(path)
                            ? readable(message, Math.max(1, path.component()), false, port)
                            : byPath(message, path, port);
        };
    }

    /** FNV-1a, 64 bits, over the text's UTF-8 bytes. */
    public static long hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    private static long hash(byte[] bytes, int from, int end) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < end; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** PID-3 as a path means the patient, so that merges name both here too. */
    private static boolean identifier(Path path) {
        return path.segment().equals("PID")
                && path.field() == 3
                && path.groups().isEmpty()
                && path.occurrence() == 0
                && path.repetition() == 0
                && path.subcomponent() == 0;
    }

    private static long[] patients(Message message, int part, boolean fallBack, String port) {
        HashSink sink = new HashSink(message);
        walk(message, part, fallBack, sink);
        return sink.count == 0 ? new long[] {hash(port)} : sink.distinct();
    }

    private static List<String> readable(Message message, int part, boolean fallBack, String port) {
        Set<String> keys = new LinkedHashSet<>();
        walk(
                message,
                part,
                fallBack,
                (from, end) -> keys.add(message.decoded(new Span(from, end))));
        return keys.isEmpty() ? List.of(port) : List.copyOf(keys);
    }

    private static void walk(Message message, int part, boolean fallBack, KeySpans.Found found) {
        KeySpans spans = new KeySpans(message);
        for (int i = 0; i < message.segments(); i++) {
            Span segment = message.segmentSpan(i);
            if (spans.named(segment, "PID")) {
                boolean known = spans.first(segment, 3, part, found);
                if (!known && fallBack && !spans.first(segment, 2, 1, found)) {
                    spans.first(segment, 4, 1, found);
                }
            } else if (spans.named(segment, "MRG")) {
                boolean known = spans.each(segment, 1, part, found);
                if (!known && fallBack) {
                    spans.first(segment, 4, 1, found);
                }
            }
        }
    }

    private static List<String> byPath(Message message, Path path, String port) {
        List<String> keys = new ArrayList<>();
        for (String value : message.texts(path)) {
            String key = value.strip();
            if (!key.isEmpty() && !key.equals(ValueTest.NULL) && !keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys.isEmpty() ? List.of(port) : keys;
    }

    private static long[] hashes(List<String> keys) {
        return keys.stream().mapToLong(OrderKeys::hash).toArray();
    }

    /** Hashes ranges as they come; plain ASCII, the usual case, without making a text of it. */
    private static final class HashSink implements KeySpans.Found {
        private final Message message;
        private final byte[] view;
        private final byte escape;
        private long[] hashes = new long[2];
        private int count;

        HashSink(Message message) {
            this.message = message;
            this.view = message.view();
            this.escape = (byte) message.delimiters().escape();
        }

        @Override
        public void found(int from, int end) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            hashes[count++] =
                    plain(from, end)
                            ? hash(view, from, end)
                            : hash(message.decoded(new Span(from, end)));
        }

        private boolean plain(int from, int end) {
            for (int i = from; i < end; i++) {
                if (view[i] < 0 || view[i] == escape) {
                    return false;
                }
            }
            return true;
        }

        long[] distinct() {
            return count == 1
                    ? new long[] {hashes[0]}
                    : Arrays.stream(hashes, 0, count).distinct().toArray();
        }
    }
}
