package org.parley.engine.map;

import java.util.List;
import org.parley.wire.hl7v2.Path;

/** Hears what each row does; the fast path has one that is deaf. */
interface Trace {
    /** Nobody listens. */
    Trace NONE =
            new Trace() {
                @Override
                public void fired(Row row, Path target, List<Path> sources) {}

                @Override
                public boolean listens() {
                    return false;
                }
            };

    /** False when there is no use in working out what to tell. */
    default boolean listens() {
        return true;
    }

    /**
     * A row did something.
     *
     * @param row which
     * @param target the place written, dropped or added
     * @param sources the places its value was read from
     */
    void fired(Row row, Path target, List<Path> sources);
}
