package org.parley.engine.map;

import java.util.List;
import org.parley.engine.plan.Mapping.Mapped;

/**
 * What a map did with one message, and why. Holds places only, never values.
 *
 * @param result what it made
 * @param made what each row that fired wrote, in the order it happened
 * @param dropped places that have a value in the message and whose value is nowhere in what came
 *     out, such as {@code PV2-3} or {@code OBX[2]-5}
 * @param remarks what a person should know of single values
 */
public record Explanation(
        Mapped result, List<Made> made, List<String> dropped, List<Remark> remarks) {
    public Explanation {
        made = List.copyOf(made);
        dropped = List.copyOf(dropped);
        remarks = List.copyOf(remarks);
    }

    /**
     * Something about one value.
     *
     * @param place where it stands
     * @param words what is the matter, such as {@code code without a row}
     * @param what the code table or the type of FHIR concerned; empty when there is none
     */
    public record Remark(String place, String words, String what) {
        @Override
        public String toString() {
            return place + ": " + words + (what.isEmpty() ? "" : " (" + what + ")");
        }
    }

    /**
     * One thing that one row did.
     *
     * @param row where the row stands
     * @param target the place written, dropped or added
     * @param sources the places that the value came from
     */
    public record Made(Site row, String target, List<String> sources) {
        public Made {
            sources = List.copyOf(sources);
        }

        /** {@code PID-19 from PID-3[2].1 (maps/pas-to-lims.csv:5)}. */
        @Override
        public String toString() {
            String from = sources.isEmpty() ? "" : " from " + String.join(" and ", sources);
            return target + from + " (" + row + ")";
        }
    }
}
