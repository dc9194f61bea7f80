package org.parley.conformance.validate;

import org.jspecify.annotations.Nullable;

/** What is known of codes beyond the packages. Asked on the path of messages, so it never waits. */
public interface Terminology {
    /** Knows nothing. */
    Terminology NONE = (valueSet, system, code) -> null;

    /**
     * Whether a code is in a value set, or in its system when the value set is empty; null while it
     * is not known. The system is empty for a plain code.
     */
    @Nullable Boolean knows(String valueSet, String system, String code);
}
