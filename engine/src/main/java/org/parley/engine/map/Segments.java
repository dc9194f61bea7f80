package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import org.parley.engine.route.Focus;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * Deletes and adds whole segments. Conditions and values are read from the message as it came in.
 */
final class Segments {
    private final Message in;
    private final Trace trace;
    private final boolean[] gone;
    private final List<Slot> slots = new ArrayList<>();

    /**
     * A segment of the message that goes out.
     *
     * @param name its name
     * @param origin its number in the message that came in; -1 for an added one
     */
    private record Slot(String name, int origin) {}

    Segments(Message in, Trace trace) {
        this.in = in;
        this.trace = trace;
        this.gone = new boolean[in.segments()];
    }

    /** Notes which segments a row deletes. */
    void note(Row row, Action.DeleteSegments delete) {
        List<Integer> all = in.occurrences(delete.segment().segment());
        for (int k = 1; k <= all.size(); k++) {
            int wanted = delete.segment().occurrence();
            Focus focus = new Focus(delete.segment().segment(), k, 0, 0);
            if ((wanted == 0 || wanted == k) && holds(row, focus)) {
                mark(row, all.get(k - 1));
            }
        }
    }

    /** Notes which segments a row does not keep. */
    void note(Row row, Action.KeepSegments keep) {
        if (!holds(row, Focus.NONE)) {
            return;
        }
        for (int i = 1; i < gone.length; i++) {
            if (!keep.names().contains(in.segmentName(i))) {
                mark(row, i);
            }
        }
    }

    private void mark(Row row, int segment) {
        if (segment > 0 && !gone[segment]) {
            gone[segment] = true;
            if (trace.listens()) {
                trace.fired(row, placeIn(segment), List.of());
            }
        }
    }

    private Path placeIn(int segment) {
        String name = in.segmentName(segment);
        return Path.of(name).atOccurrence(in.occurrences(name).indexOf(segment) + 1);
    }

    private boolean holds(Row row, Focus focus) {
        return row.when().isEmpty() || row.when().get().test(in, focus);
    }

    /** Makes the deletions and additions; the edit still has every segment that came in. */
    void write(Edit edit, List<Addition> additions, Writer writer) {
        delete(edit);
        if (additions.isEmpty()) {
            return;
        }
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                slots.add(new Slot(in.segmentName(i), i));
            }
        }
        for (Addition addition : additions) {
            add(edit, addition, writer);
        }
    }

    private void delete(Edit edit) {
        int[] numbers = new int[gone.length];
        int count = 0;
        for (int i = 0; i < gone.length; i++) {
            if (gone[i]) {
                numbers[count++] = i;
            }
        }
        if (count > 0) {
            edit.deleteSegmentsAt(java.util.Arrays.copyOf(numbers, count));
        }
    }

    private void add(Edit edit, Addition addition, Writer writer) {
        switch (addition.add().anchor()) {
            case Action.Anchor.AtEnd _ -> {
                if (holds(addition.row(), Focus.NONE)) {
                    insert(edit, slots.size() - 1, addition, Focus.NONE, writer);
                }
            }
            case Action.Anchor.AfterLast(String name) -> {
                int last = last(name);
                if (last >= 0 && holds(addition.row(), Focus.NONE)) {
                    insert(edit, last, addition, Focus.NONE, writer);
                }
            }
            case Action.Anchor.AfterEach(String name) -> afterEach(edit, name, addition, writer);
        }
    }

    private int last(String name) {
        for (int i = slots.size() - 1; i >= 0; i--) {
            if (slots.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** After each segment that came in and stays, behind what was added there before. */
    private void afterEach(Edit edit, String name, Addition addition, Writer writer) {
        List<Integer> all = in.occurrences(name);
        for (int k = 1; k <= all.size(); k++) {
            Focus focus = new Focus(name, k, 0, 0);
            int at = slotOf(all.get(k - 1));
            if (at >= 0 && holds(addition.row(), focus)) {
                while (at + 1 < slots.size() && slots.get(at + 1).origin() < 0) {
                    at++;
                }
                insert(edit, at, addition, focus, writer);
            }
        }
    }

    private int slotOf(int origin) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).origin() == origin) {
                return i;
            }
        }
        return -1;
    }

    private void insert(Edit edit, int after, Addition addition, Focus focus, Writer writer) {
        String name = addition.add().name();
        edit.addSegmentAt(after, name);
        slots.add(after + 1, new Slot(name, -1));
        int occurrence = 0;
        for (int i = 0; i <= after + 1; i++) {
            occurrence += slots.get(i).name().equals(name) ? 1 : 0;
        }
        trace.fired(addition.row(), Path.of(name).atOccurrence(occurrence), List.of());
        for (Put put : addition.puts()) {
            writer.once(put, put.to().atOccurrence(occurrence), focus);
        }
    }
}
