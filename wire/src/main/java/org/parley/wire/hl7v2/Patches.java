package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes to fields that exist or are appended to segments that exist; at most one for a field. */
final class Patches {
    private static final byte[] NOTHING = {};

    /** So many are looked through faster than they are hashed. */
    private static final int FEW = 16;

    /** A change to one field; {@code splice} is in the message, or in nothing when appended. */
    private record Patch(int segment, int field, boolean appended, Splice splice) {}

    private final Message base;
    private final List<Patch> patches = new ArrayList<>(4);

    /** Where the patch of a field is, once there are so many that looking through them is slow. */
    private final Map<Long, Integer> byField = new HashMap<>(0);

    Patches(Message base) {
        this.base = base;
    }

    boolean isEmpty() {
        return patches.isEmpty();
    }

    void put(int segment, Path path, byte[] value) {
        Delimiters d = base.delimiters();
        int at = find(segment, path.field);
        if (at >= 0) {
            again(at, path, value);
            return;
        }
        long field = Places.field(base, segment, path);
        boolean appended = field == Locator.ABSENT;
        if (appended && value.length == 0) {
            return;
        }
        Optional<Splice> splice =
                appended
                        ? Splice.of(NOTHING, 0, d, path, value)
                        : Splice.of(base.view(), field, d, path, value);
        if (splice.isPresent()) {
            patches.add(new Patch(segment, path.field, appended, splice.get()));
            noteLast();
        }
    }

    private int find(int segment, int field) {
        if (patches.size() > FEW) {
            return byField.getOrDefault(key(segment, field), -1);
        }
        for (int i = 0; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            if (patch.segment() == segment && patch.field() == field) {
                return i;
            }
        }
        return -1;
    }

    private void noteLast() {
        int first = patches.size() <= FEW ? patches.size() : byField.size();
        for (int i = first; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            byField.put(key(patch.segment(), patch.field()), i);
        }
    }

    private static long key(int segment, int field) {
        return (long) segment << 32 | field;
    }

    /** A field that was changed before: its new content is changed once more. */
    private void again(int at, Path path, byte[] value) {
        Patch known = patches.get(at);
        byte[] content = content(known);
        long all = Locator.pack(0, content.length);
        Optional<Splice> next = Splice.of(content, all, base.delimiters(), path, value);
        if (next.isPresent()) {
            byte[] whole = next.get().applied(content, 0, content.length);
            Splice made = known.appended() ? new Splice(0, 0, whole) : overField(known, whole);
            patches.set(at, new Patch(known.segment(), known.field(), known.appended(), made));
        }
    }

    private Splice overField(Patch known, byte[] whole) {
        long field = fieldOf(known);
        return new Splice(Locator.from(field), Locator.end(field), whole);
    }

    private long fieldOf(Patch known) {
        SegmentIndex index = base.index();
        int segment = known.segment();
        return Locator.field(
                base.view(),
                index.from(segment),
                index.end(segment),
                base.delimiters(),
                known.field());
    }

    private byte[] content(Patch known) {
        if (known.appended()) {
            return known.splice().bytes();
        }
        long field = fieldOf(known);
        return known.splice().applied(base.view(), Locator.from(field), Locator.end(field));
    }

    /** Whether a change brings a line break, so that what are segments is not known before it. */
    boolean breaksLines() {
        for (Patch patch : patches) {
            for (byte each : patch.splice().bytes()) {
                if (each == '\r' || each == '\n') {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Takes whole segments out, with what was changed in them; before nothing but {@link #applied}.
     *
     * @param segments in rising order, none of them the first
     */
    void remove(int[] segments) {
        patches.removeIf(patch -> Arrays.binarySearch(segments, patch.segment()) >= 0);
        SegmentIndex index = base.index();
        int tail = tail(index.count(), segments);
        for (int segment : segments) {
            if (segment < tail) {
                cut(segment, index.from(segment), index.from(segment + 1));
            }
        }
        if (tail < index.count()) {
            // the line break before goes, so that the message still ends as it did
            cut(tail, index.end(tail - 1), index.end(index.count() - 1));
        }
    }

    private void cut(int segment, int from, int end) {
        patches.add(new Patch(segment, 0, false, new Splice(from, end, NOTHING)));
    }

    /** The first of the unbroken run of removed segments that reaches the end. */
    private static int tail(int count, int[] segments) {
        int tail = count;
        for (int i = segments.length - 1; i >= 0 && segments[i] == tail - 1; i--) {
            tail--;
        }
        return tail;
    }

    /** The view with all changes made, one new array; the last call. */
    byte[] applied() {
        patches.sort(Comparator.comparingInt(Patch::segment).thenComparingInt(Patch::field));
        byte[] view = base.view();
        byte[] made = new byte[Math.addExact(view.length, growth())];
        byte separator = (byte) base.delimiters().field();
        int copied = 0;
        int at = 0;
        for (int i = 0; i < patches.size(); i++) {
            Patch patch = patches.get(i);
            Splice splice = patch.splice();
            int until = patch.appended() ? base.index().end(patch.segment()) : splice.from();
            System.arraycopy(view, copied, made, at, until - copied);
            at += until - copied;
            copied = patch.appended() ? until : splice.end();
            for (int missing = separatorsBefore(i); missing > 0; missing--) {
                made[at++] = separator;
            }
            System.arraycopy(splice.bytes(), 0, made, at, splice.bytes().length);
            at += splice.bytes().length;
        }
        System.arraycopy(view, copied, made, at, view.length - copied);
        return made;
    }

    private int growth() {
        int growth = 0;
        for (int i = 0; i < patches.size(); i++) {
            Splice splice = patches.get(i).splice();
            growth += splice.bytes().length - (splice.end() - splice.from()) + separatorsBefore(i);
        }
        return growth;
    }

    /** For an appended field: separators since the last field that is there. */
    private int separatorsBefore(int i) {
        Patch patch = patches.get(i);
        if (!patch.appended()) {
            return 0;
        }
        boolean follows =
                i > 0
                        && patches.get(i - 1).appended()
                        && patches.get(i - 1).segment() == patch.segment();
        return patch.field() - (follows ? patches.get(i - 1).field() : fields(patch.segment()));
    }

    private int fields(int segment) {
        SegmentIndex index = base.index();
        int separators =
                Bytes.count(
                        base.view(),
                        index.from(segment) + 3,
                        index.end(segment),
                        (byte) base.delimiters().field());
        return Locator.header(index.name(segment)) ? separators + 1 : separators;
    }
}
