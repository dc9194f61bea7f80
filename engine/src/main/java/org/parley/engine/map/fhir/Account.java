package org.parley.engine.map.fhir;

import org.parley.engine.map.Site;

/** Hears what became of each value; the fast path has one that is deaf. */
interface Account {
    /** Nobody listens. */
    Account NONE =
            new Account() {
                @Override
                public boolean listens() {
                    return false;
                }

                @Override
                public void took(Site row, Run run, long range, String target) {}

                @Override
                public void flag(Flag flag, Run run, long range, String what) {}
            };

    /** Why a value is not all it could be. */
    enum Flag {
        /** A code without a row in its code table. */
        NO_CODE,
        /** The value is not of the kind that the element needs. */
        NOT_VALID,
        /** The time can be meant twice, in the hour when summer time ends. */
        TWICE,
        /** Part of the value could not be said. */
        CUT,
        /** The place had a value already. */
        TAKEN
    }

    /** False when there is no use in working out what to tell. */
    default boolean listens() {
        return true;
    }

    /** A row made something of a range of the message. */
    void took(Site row, Run run, long range, String target);

    /** Something about a range of the message is for a person to know. */
    void flag(Flag flag, Run run, long range, String what);
}
