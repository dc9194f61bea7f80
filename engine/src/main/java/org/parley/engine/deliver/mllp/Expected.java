package org.parley.engine.deliver.mllp;

import org.parley.wire.hl7v2.AcknowledgementMode;
import org.parley.wire.hl7v2.AcknowledgementMode.Wish;

/** Which answer ends the wait for a message (MSH-15, MSH-16, HL7 table 0155, MLLP release 2). */
enum Expected {
    /** AA, AE or AR; CA, CE and CR are taken for it, because old receivers mix them. Original. */
    ANY,
    /** CA, CE or CR, and no more; AA, AE or AR are taken for it. */
    ACCEPT,
    /** AA, AE or AR; a CA before it means committed and prolongs the wait. */
    APPLICATION,
    /** Only bad news: silence for a while means good. */
    ERRORS,
    /** The commit byte of release 2. */
    COMMIT_BYTE,
    /** No answer at all: the message says so. */
    NOTHING;

    static Expected of(AcknowledgementMode mode, boolean hl7v2, boolean release2) {
        if (!hl7v2) {
            return release2 ? COMMIT_BYTE : NOTHING;
        }
        if (!mode.enhanced()) {
            return ANY;
        }
        if (positive(mode.application())) {
            return APPLICATION;
        }
        if (positive(mode.accept())) {
            return ACCEPT;
        }
        if (release2) {
            return COMMIT_BYTE;
        }
        boolean silent = mode.application() == Wish.NEVER && mode.accept() == Wish.NEVER;
        return silent ? NOTHING : ERRORS;
    }

    private static boolean positive(Wish wish) {
        return wish == Wish.ALWAYS || wish == Wish.ON_SUCCESS;
    }
}
