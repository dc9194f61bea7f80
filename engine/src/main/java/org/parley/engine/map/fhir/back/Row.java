package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/**
 * A row of a segment or data type table, compiled.
 *
 * @param site where it stands
 * @param from the values that it goes through; null for a constant
 * @param when asked of each; null when it always holds
 * @param target where it writes
 * @param maker what it writes
 */
record Row(Site site, @Nullable Walk from, @Nullable Ask when, Target target, Maker maker) {

    /**
     * Where a row writes.
     *
     * @param place in the segment; in a data type table within the value: field 0, component and
     *     subcomponent of the value
     * @param appends whether each value has a repetition of its own
     * @param segment the only segment where the row holds; empty for any
     */
    record Target(Place place, boolean appends, String segment) {}

    /** Makes what stands at a place of a value. */
    sealed interface Maker permits Value, Constant, Block, Home, Leave {
        /** False when nothing was written. */
        boolean make(Run run, Site site, Node base, Node at, Place place);
    }

    boolean constant() {
        return from == null;
    }

    /**
     * Runs the row.
     *
     * @param base the value that the table is about
     * @param around the place that a data type table fills
     */
    boolean apply(Run run, Node base, Place around) {
        if (!target.segment().isEmpty() && !target.segment().equals(run.segment())) {
            return false;
        }
        if (from == null) {
            return constant(run, base, around);
        }
        boolean any = false;
        for (Node node : from.nodes(run, base)) {
            if (when != null && !when.test(run, node, null)) {
                continue;
            }
            Place place = place(run, around);
            boolean free =
                    maker instanceof Home
                            || maker instanceof Leave
                            || (place.field() > 0 && free(run, place));
            if (!free) {
                break;
            }
            any |= maker.make(run, site, base, node, place);
        }
        return any;
    }

    private boolean constant(Run run, Node base, Place around) {
        List<Json> said = new ArrayList<>(1);
        if (when != null && !when.test(run, base, said)) {
            return false;
        }
        Place place = place(run, around);
        if (place.field() == 0 || !free(run, place) || !maker.make(run, site, base, base, place)) {
            return false;
        }
        said.forEach(run.account()::took);
        return true;
    }

    private static boolean free(Run run, Place place) {
        return !run.writer()
                .has(place.field(), place.repetition(), place.component(), place.subcomponent());
    }

    private Place place(Run run, Place around) {
        Place place = target.place();
        if (target.appends()) {
            return place.atRepetition(run.writer().repetitions(place.field()) + 1);
        }
        return place.field() > 0 ? place : around.within(place.component(), place.subcomponent());
    }
}
