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
                public void beside(Run run, long range) {}

                @Override
                public void fired(Site row) {}

                @Override
                public void flag(Flag flag, Run run, long range, String what) {}
            };

    /** Why a value is not all it could be. */
    enum Flag {
        /** A code without a row in its code table. */
        NO_CODE("code without a row"),
        /** The value is not of the kind that the element needs. */
        NOT_VALID("not valid"),
        /**
         * The time can be meant twice, or there is no such time, where summer time begins or ends.
         */
        TWICE("time is doubtful"),
        /** Part of the value could not be said. */
        CUT("cut short");

        private final String words;

        Flag(String words) {
            this.words = words;
        }

        /** For a person. */
        String words() {
            return words;
        }
    }

    /** False when there is no use in working out what to tell. */
    default boolean listens() {
        return true;
    }

    /** A row made something of a range of the message. */
    void took(Site row, Run run, long range, String target);

    /** A range was made use of too, for what the row took next. */
    void beside(Run run, long range);

    /** A row did something, whether or not it took a value. */
    void fired(Site row);

    /** Something about a range of the message is for a person to know. */
    void flag(Flag flag, Run run, long range, String what);
}
