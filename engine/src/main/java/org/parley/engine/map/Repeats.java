package org.parley.engine.map;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.engine.route.Focus;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Span;

/** Drops, keeps and moves whole repetitions of fields. */
final class Repeats {
    private final Message in;
    private final Trace trace;
    private final Map<Path, List<Integer>> orders = new LinkedHashMap<>();

    Repeats(Message in, Trace trace) {
        this.in = in;
        this.trace = trace;
    }

    /** Notes what a row asks for, in every segment that its field names. */
    void note(Row row) {
        switch (row.action()) {
            case Action.Drop(Path field) -> each(row, field);
            case Action.Keep(Path field) -> each(row, field);
            case Action.First(Path field) -> each(row, field);
            case Action.Put _,
                    Action.Clear _,
                    Action.DeleteSegments _,
                    Action.KeepSegments _,
                    Action.Add _,
                    Action.Recode _,
                    Action.Leave _ ->
                    throw new IllegalStateException("not about repetitions: " + row.site());
        }
    }

    private void each(Row row, Path field) {
        int segments = in.count(Path.of(field.segment()).atOccurrence(field.occurrence()));
        for (int i = 1; i <= segments; i++) {
            int occurrence = field.occurrence() > 0 ? field.occurrence() : i;
            Path here = field.atOccurrence(occurrence);
            int count = in.count(here);
            List<Integer> chosen = new ArrayList<>();
            for (int r = 1; r <= count; r++) {
                Focus focus = new Focus(field.segment(), occurrence, field.field(), r);
                if (row.when().isEmpty() || row.when().get().test(in, focus)) {
                    chosen.add(r);
                }
            }
            List<Integer> order = orders.getOrDefault(here, count(count));
            List<Integer> changed = changed(row.action(), order, chosen);
            if (!changed.equals(order)) {
                orders.put(here, changed);
                trace.fired(row, here, List.of());
            }
        }
    }

    private static List<Integer> changed(Action action, List<Integer> order, List<Integer> chosen) {
        List<Integer> changed = new ArrayList<>(order);
        if (action instanceof Action.Drop) {
            changed.removeAll(chosen);
        } else if (action instanceof Action.Keep) {
            changed.retainAll(chosen);
        } else {
            changed.retainAll(chosen);
            order.stream().filter(r -> !chosen.contains(r)).forEach(changed::add);
        }
        return changed;
    }

    private static List<Integer> count(int count) {
        List<Integer> all = new ArrayList<>();
        for (int r = 1; r <= count; r++) {
            all.add(r);
        }
        return all;
    }

    /** Writes the repetitions in their new order, as the rows before have left them. */
    void write(Edit edit) {
        if (orders.isEmpty()) {
            return;
        }
        Message now = edit.done();
        orders.forEach((field, order) -> edit.setRaw(field, joined(now, field, order)));
    }

    private byte[] joined(Message now, Path field, List<Integer> order) {
        List<Span> spans = now.spans(field);
        List<Integer> all = new ArrayList<>(order);
        for (int made = in.count(field) + 1; made <= spans.size(); made++) {
            all.add(made);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        for (int r : all) {
            if (r > spans.size()) {
                continue;
            }
            if (!first) {
                out.write(now.delimiters().repetition());
            }
            first = false;
            Span span = spans.get(r - 1);
            out.write(now.view(), span.from(), span.length());
        }
        return out.toByteArray();
    }
}
