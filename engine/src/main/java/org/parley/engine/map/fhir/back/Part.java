package org.parley.engine.map.fhir.back;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/**
 * A row of a message table, compiled, with the rows that begin where it stands.
 *
 * @param site where it stands
 * @param from the values it goes through
 * @param when asked of each; null when it always holds
 * @param variable its number, so that rows below can begin there
 * @param segment the segment that each value makes; empty when it only groups
 * @param table the segment table's name; empty when it only groups
 * @param rows that fill the segment
 * @param leaves whether what it finds is left out on purpose
 * @param inside the rows that begin at its value, in the order of the table
 */
record Part(
        Site site,
        Walk from,
        @Nullable Ask when,
        int variable,
        String segment,
        String table,
        List<Row> rows,
        boolean leaves,
        List<Part> inside) {
    /** Stands for the number of the segment within its group. */
    static final String COUNTED = "#";

    void run(Run run, Node base, Map<String, int[]> counts) {
        for (Node node : List.copyOf(from.nodes(run, base))) {
            if (when != null && !when.test(run, node, null)) {
                continue;
            }
            if (!named() && !ofPatient(run, node)) {
                continue; // never another patient's result in this patient's message
            }
            if (leaves) {
                new Leave().make(run, site, base, node, Place.NONE);
                continue;
            }
            run.variable(variable, List.of(node));
            if (!segment.isEmpty() && !segment(run, node, counts)) {
                continue;
            }
            Map<String, int[]> within = new HashMap<>();
            if (!segment.isEmpty()) {
                within.put(segment, counts.computeIfAbsent(segment, _ -> new int[1]));
            }
            for (Part part : inside) {
                part.run(run, node, within);
            }
        }
        run.variable(variable, List.of());
    }

    /** Whether the message's own header names it: an A17 is about two patients. */
    private boolean named() {
        return from.start() instanceof Walk.Start.Variable(int number) && number == Scope.HEADER;
    }

    /** Whether a resource is about the patient of the message, or about nobody. */
    private static boolean ofPatient(Run run, Node node) {
        List<Node> patients = run.variable(Scope.PATIENT);
        Node patient = Patients.of(run.content(), node);
        boolean person =
                node.value() instanceof Json.Members resource
                        && Content.type(resource).equals("Patient");
        if (person || patient == null || patients.isEmpty()) {
            return true;
        }
        boolean same = patient.value().at() == patients.getFirst().value().at();
        if (same && patient.said() != null) {
            run.account().took(patient.said().leaf());
        }
        return same;
    }

    /** Writes the segment; false when it was written from that value before. */
    private boolean segment(Run run, Node node, Map<String, int[]> counts) {
        if (!run.begin(segment, table, node.value())) {
            return false;
        }
        boolean any = rows.stream().allMatch(Row::constant);
        for (Row row : rows) {
            if (!row.constant()) {
                any |= row.apply(run, node, new Place(0, 1, 0, 0));
            }
        }
        if (!any) {
            run.takeBack();
            return true;
        }
        int[] count = counts.computeIfAbsent(segment, _ -> new int[1]);
        count[0]++;
        for (Row row : rows) {
            if (row.constant()) {
                counted(row, count[0]).apply(run, node, new Place(0, 1, 0, 0));
            }
        }
        for (Node.Said said = node.said(); said != null; said = said.before()) {
            run.account().took(said.leaf());
        }
        return true;
    }

    private static Row counted(Row row, int count) {
        return row.maker() instanceof Constant(String text) && text.equals(COUNTED)
                ? new Row(
                        row.site(),
                        null,
                        row.when(),
                        row.target(),
                        new Constant(Integer.toString(count)))
                : row;
    }
}
