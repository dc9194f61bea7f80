package org.parley.engine.map.fhir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.MessagePlan.Row;

/**
 * The segment that a row read last. A segment right behind it that differs only in its first field,
 * its number, and in fields read as {@code line} goes on with the same text: a report of a thousand
 * lines is one result.
 *
 * @param resource what the segment became, or part of it
 * @param segment its number
 * @param scope of the elements of lists that it made
 */
record GoingOn(Resource resource, int segment, int scope) {
    /**
     * Adds a segment's lines.
     *
     * @param at the resource that the row would fill; null when it would make a new one
     * @param from the number of the first resource of the group around
     */
    @SuppressWarnings("ReferenceEquality") // the resource itself is meant
    boolean with(Run run, Row row, int next, @Nullable Resource at, int from) {
        int[] all = run.places().all(row.segment());
        int where = Arrays.binarySearch(all, next);
        boolean behind = where > 0 && all[where - 1] == segment;
        boolean same = row.each() ? resource.number() >= from : at == resource;
        if (!behind || !same || !alike(run.places(), next, row.rules())) {
            return false;
        }
        run.scope(scope);
        run.current(resource);
        row.rules().applyLines(run, resource.root());
        account(run, row, next);
        run.current(null);
        return true;
    }

    private boolean alike(Places places, int next, Rules rules) {
        byte[] view = places.view();
        int most = Math.max(places.fields(segment), places.fields(next));
        for (int field = 2; field <= most; field++) {
            long here = places.field(segment, field);
            long there = places.field(next, field);
            if (!rules.line(field)
                    && !Arrays.equals(
                            view,
                            Math.max(0, Places.from(here)),
                            Math.max(0, Places.end(here)),
                            view,
                            Math.max(0, Places.from(there)),
                            Math.max(0, Places.end(there)))) {
                return false;
            }
        }
        return true;
    }

    private static void account(Run run, Row row, int next) {
        if (!run.account().listens()) {
            return;
        }
        run.account().fired(row.site());
        Places places = run.places();
        for (int field = 1; field <= places.fields(next); field++) {
            long range = places.field(next, field);
            if (!row.rules().line(field) && Places.from(range) < Places.end(range)) {
                run.account().took(row.site(), run, range, "-");
            }
        }
    }
}
