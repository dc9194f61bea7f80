package org.parley.engine.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.problem.Problem;

/**
 * The rows of one or more tables laid over each other, sorted into the order they are carried out:
 * how the message is written, values, repetitions, segments taken away, segments added. Every row
 * reads the message as it came in, so that no row depends on what another one did.
 */
final class TableProgram {
    private final List<Row> rows;
    private final List<Row> recodes = new ArrayList<>();
    private final List<Put> puts = new ArrayList<>();
    private final List<Row> repeats = new ArrayList<>();
    private final List<Row> deletions = new ArrayList<>();
    private final List<Addition> additions;

    /** A row that adds, while the rows that fill what it adds are being gathered. */
    private record Adding(Row row, Action.Add add, List<Put> fill) {}

    TableProgram(List<Row> rows) {
        this.rows = List.copyOf(rows);
        Map<String, List<Put>> latest = new HashMap<>();
        List<Adding> adding = new ArrayList<>();
        for (Row row : rows) {
            sort(row, latest, adding);
        }
        additions =
                adding.stream()
                        .map(each -> new Addition(each.row(), each.add(), each.fill()))
                        .toList();
    }

    private void sort(Row row, Map<String, List<Put>> latest, List<Adding> adding) {
        switch (row.action()) {
            case Action.Put(Path to, Origin origin) ->
                    put(Put.of(row, to, Optional.of(origin)), latest);
            case Action.Clear(Path to) -> put(Put.of(row, to, Optional.empty()), latest);
            case Action.Drop _, Action.Keep _, Action.First _ -> repeats.add(row);
            case Action.DeleteSegments _, Action.KeepSegments _ -> deletions.add(row);
            case Action.Recode _ -> recodes.add(row);
            case Action.Leave _ -> {}
            case Action.Add add -> {
                List<Put> fill = new ArrayList<>();
                latest.put(add.name(), fill);
                adding.add(new Adding(row, add, fill));
            }
        }
    }

    private void put(Put put, Map<String, List<Put>> latest) {
        List<Put> fill = put.to().occurrence() > 0 ? null : latest.get(put.to().segment());
        (fill == null ? puts : fill).add(put);
    }

    List<Row> rows() {
        return rows;
    }

    Mapped run(Message in, Trace trace) {
        if (recodes.isEmpty()) {
            return run(in, in, trace);
        }
        Map<Integer, String> values = new HashMap<>();
        for (Row row : recodes) {
            if (row.action() instanceof Action.Recode(Path what, String value)
                    && (row.when().isEmpty() || row.when().get().test(in))) {
                values.put(what.field(), value);
                trace.fired(row, what, List.of());
            }
        }
        if (values.isEmpty()) {
            return run(in, in, trace);
        }
        return switch (Recoder.recode(in, values)) {
            case Recoder.Recoded.Done(Message base) -> run(in, base, trace);
            case Recoder.Recoded.Impossible(Problem problem) -> new Mapped.Impossible(problem);
        };
    }

    /** Changes the base, which is the message itself or the message written otherwise. */
    private Mapped run(Message in, Message base, Trace trace) {
        Edit edit = base.edit();
        Writer writer = new Writer(in, edit, trace);
        for (Put put : puts) {
            writer.each(put);
        }
        List<Problem> problems = edit.problems();
        if (!repeats.isEmpty()) {
            Repeats changes = new Repeats(in, trace);
            repeats.forEach(changes::note);
            changes.write(edit);
        }
        if (!deletions.isEmpty() || !additions.isEmpty()) {
            segments(in, edit, trace, writer);
        }
        Optional<Problem> wrong = Optional.ofNullable(writer.impossible());
        if (wrong.isEmpty()) {
            wrong = serious(problems).or(() -> serious(edit.problems()));
        }
        return wrong.isPresent()
                ? new Mapped.Impossible(wrong.get())
                : new Mapped.Messages(List.of(edit.done()));
    }

    private void segments(Message in, Edit edit, Trace trace, Writer writer) {
        Segments segments = new Segments(in, trace);
        for (Row row : deletions) {
            if (row.action() instanceof Action.DeleteSegments delete) {
                segments.note(row, delete);
            } else if (row.action() instanceof Action.KeepSegments keep) {
                segments.note(row, keep);
            }
        }
        segments.write(edit, additions, writer);
    }

    /** A value that could not be written as it is must not be sent; odd but kept is a warning. */
    private static Optional<Problem> serious(List<Problem> problems) {
        for (Problem problem : problems) {
            if (!problem.code().equals("PAR-1041")) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
