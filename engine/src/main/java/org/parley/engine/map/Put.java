package org.parley.engine.map;

import java.util.Optional;
import org.parley.engine.route.Conditions;
import org.parley.engine.route.Focus;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/**
 * A row that writes or clears, with everything worked out that can be before a message is seen.
 *
 * @param row the row
 * @param to where it writes
 * @param origin what it writes; empty to clear
 * @param segment the path of the target's segment alone
 * @param field the path of the target's field alone
 * @param eachRepetition whether it writes to every repetition of the field in turn
 * @param lead the path whose repeats are gone through for the value; empty when the value is read
 *     at the target's own segment and repetition, or needs no search
 * @param leadChosen whether the condition speaks of the lead's repeats rather than the target's
 * @param wholeField whether a field is copied with all its repetitions
 */
record Put(
        Row row,
        Path to,
        Optional<Origin> origin,
        Path segment,
        Path field,
        boolean eachRepetition,
        Optional<Lead> lead,
        boolean leadChosen,
        boolean wholeField) {

    /**
     * A path whose repeats are gone through, with the paths of its segment and field alone, made
     * once.
     */
    record Lead(Path path, Path segment, Path field) {
        static Lead of(Path path) {
            return new Lead(
                    path, Path.of(path.segment()), Path.of(path.segment() + "-" + path.field()));
        }
    }

    static Put of(Row row, Path to, Optional<Origin> origin) {
        Path segment = Path.of(to.segment()).atOccurrence(to.occurrence());
        Path field = Path.of(to.segment() + "-" + to.field()).atOccurrence(to.occurrence());
        Optional<Path> lead = origin.flatMap(Origin::lead).filter(path -> searched(path, to));
        boolean chosen =
                lead.isPresent()
                        && row.when().filter(when -> about(when, lead.get(), to)).isPresent();
        boolean whole =
                origin.filter(Origin.Copy.class::isInstance)
                        .flatMap(Origin::lead)
                        .filter(path -> whole(path) && whole(to))
                        .isPresent();
        return new Put(
                row,
                to,
                origin,
                segment,
                field,
                to.component() > 0 && to.repetition() == 0,
                lead.map(Lead::of),
                chosen,
                whole && !chosen);
    }

    private static boolean whole(Path path) {
        return path.component() == 0 && path.repetition() == 0;
    }

    /** Another segment or field than the target's, of which there may be several. */
    private static boolean searched(Path path, Path to) {
        boolean same = path.segment().equals(to.segment()) && path.field() == to.field();
        boolean open = path.occurrence() == 0 || path.repetition() == 0;
        return !same && open && path.groups().isEmpty() && !path.segment().equals("MSH");
    }

    private static boolean about(Conditions.Compiled when, Path lead, Path to) {
        boolean elsewhere = !lead.segment().equals(to.segment());
        return when.reads().stream()
                .map(Conditions.PathUse::path)
                .anyMatch(path ->
                        path.segment().equals(lead.segment())
                                && (elsewhere || path.field() == lead.field()));
    }

    /** Does the condition hold there? */
    boolean holds(Message message, Focus focus) {
        return row.when().isEmpty() || row.when().get().test(message, focus);
    }
}
