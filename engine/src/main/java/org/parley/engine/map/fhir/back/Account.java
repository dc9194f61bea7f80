package org.parley.engine.map.fhir.back;

import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;

/** Hears what became of each value; the fast path has one that is deaf. */
interface Account {
    /** Nobody listens. */
    Account NONE =
            new Account() {
                @Override
                public void wrote(Site row, String target, @Nullable Json source) {}

                @Override
                public void took(Json leaf) {}

                @Override
                public void flag(Json leaf, String words, String what) {}
            };

    /** A row wrote a place, from a value or a constant. */
    void wrote(Site row, String target, @Nullable Json source);

    /** A value is said by what was written, or left out on purpose. */
    void took(Json leaf);

    /** Something about a value is for a person to know. */
    void flag(Json leaf, String words, String what);
}
