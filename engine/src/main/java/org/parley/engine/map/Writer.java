package org.parley.engine.map;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Origin.Part;
import org.parley.engine.route.Focus;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.problem.Problem;

/** Writes the values of rows: reads the message as it came in, changes the one that goes out. */
final class Writer {
    private static final String NULL = "\"\"";

    private final Message in;
    private final Edit edit;
    private final Trace trace;
    private @Nullable Problem impossible;

    Writer(Message in, Edit edit, Trace trace) {
        this.in = in;
        this.edit = edit;
        this.trace = trace;
    }

    /** Why the message cannot be mapped; null when nothing stands against it. */
    @Nullable Problem impossible() {
        return impossible;
    }

    /** Carries a row out for every segment and repetition that its target names. */
    void each(Put put) {
        boolean pinned = put.to().occurrence() > 0;
        int segments = in.count(put.segment());
        for (int i = 1; i <= segments; i++) {
            int occurrence = pinned ? put.to().occurrence() : segments == 1 ? 0 : i;
            int repetitions = put.eachRepetition() ? in.count(at(put.field(), occurrence, 0)) : 0;
            if (repetitions <= 1) {
                int repetition = put.to().repetition();
                once(put, at(put.to(), occurrence, 0), focus(put.to(), occurrence, repetition));
            } else {
                for (int r = 1; r <= repetitions; r++) {
                    once(put, at(put.to(), occurrence, r), focus(put.to(), occurrence, r));
                }
            }
        }
    }

    private static Path at(Path path, int occurrence, int repetition) {
        Path here = occurrence > 0 ? path.atOccurrence(occurrence) : path;
        return repetition > 0 ? here.atRepetition(repetition) : here;
    }

    private static Focus focus(Path path, int occurrence, int repetition) {
        return occurrence == 0 && repetition == 0
                ? Focus.NONE
                : new Focus(
                        path.segment(), occurrence, repetition > 0 ? path.field() : 0, repetition);
    }

    /** Carries a row out for one target. */
    void once(Put put, Path target, Focus focus) {
        if (!put.leadChosen() && !put.holds(in, focus)) {
            return;
        }
        if (put.origin().isEmpty()) {
            edit.clear(target);
            trace.fired(put.row(), target, List.of());
        } else if (put.lead().isEmpty() || put.wholeField()) {
            write(put, put.origin().get(), target, focus);
        } else {
            search(put, put.origin().get(), put.lead().get(), target, focus);
        }
    }

    /**
     * Takes the first repeat of the leading path that the condition allows and that has a value.
     */
    private void search(Put put, Origin origin, Put.Lead lead, Path target, Focus focus) {
        Path path = lead.path();
        boolean here = focus.occurrence() > 0 && path.segment().equals(focus.segment());
        int only = path.occurrence() > 0 ? path.occurrence() : here ? focus.occurrence() : 0;
        int segments = only > 0 ? 1 : in.count(lead.segment());
        for (int i = 1; i <= segments; i++) {
            int occurrence = only > 0 ? only : segments == 1 ? 0 : i;
            int repetitions = path.repetition() > 0 ? 0 : in.count(at(lead.field(), occurrence, 0));
            int first = repetitions <= 1 ? 0 : 1;
            for (int r = first; r == 0 || r <= repetitions; r++) {
                Focus there = focus(path, occurrence, r);
                boolean allowed = !put.leadChosen() || put.holds(in, there);
                if (allowed
                        && write(put, origin, target, there.segment().isEmpty() ? focus : there)) {
                    return;
                }
                if (r == 0) {
                    break;
                }
            }
        }
    }

    /** Writes the value read at the focus; false when there is none. */
    private boolean write(Put put, Origin origin, Path target, Focus focus) {
        boolean written =
                switch (origin) {
                    case Origin.Constant(String text) -> {
                        edit.set(target, text);
                        yield true;
                    }
                    case Origin.Copy(Path path) -> copy(focus.at(path), target, put.wholeField());
                    case Origin.Made made -> made(put, made, target, focus);
                };
        if (written && trace.listens()) {
            trace.fired(put.row(), target, origin.paths().stream().map(focus::at).toList());
        }
        return written;
    }

    private boolean copy(Path from, Path target, boolean whole) {
        boolean there = whole ? in.count(from) > 0 : !in.textOrEmpty(from).isEmpty();
        if (there) {
            edit.copy(target, in, from);
        }
        return there;
    }

    private boolean made(Put put, Origin.Made made, Path target, Focus focus) {
        StringBuilder joined = new StringBuilder();
        boolean valued = false;
        for (Part part : made.parts()) {
            switch (part) {
                case Part.Text(String text) -> joined.append(text);
                case Part.At(Path path) -> {
                    String text = in.textOrEmpty(focus.at(path));
                    valued |= !text.isEmpty();
                    joined.append(text);
                }
            }
        }
        if (!valued) {
            return false;
        }
        String text = joined.toString();
        Optional<String> result =
                text.equals(NULL) ? Optional.of(text) : changed(put, made, text, focus);
        result.ifPresent(value -> edit.set(target, value));
        return true;
    }

    private Optional<String> changed(Put put, Origin.Made made, String joined, Focus focus) {
        String text = joined;
        for (How how : made.how()) {
            text = how.apply(text);
            if (text.length() > Maps.MAX_VALUE) {
                impossible = Troubles.tooLong(put.row().site());
                return Optional.empty();
            }
        }
        if (made.lookup().isEmpty() || text.isEmpty()) {
            return Optional.of(text);
        }
        Origin.Lookup lookup = made.lookup().get();
        String system = lookup.system().map(path -> in.textOrEmpty(focus.at(path))).orElse("");
        Optional<String> code = lookup.table().translate(system, text);
        if (code.isEmpty()) {
            impossible =
                    Troubles.noCode(
                            put.row().site(), lookup.table().name(), made.paths().getFirst());
        }
        return code;
    }
}
