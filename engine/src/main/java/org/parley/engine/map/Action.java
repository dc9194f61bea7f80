package org.parley.engine.map;

import java.util.Set;
import org.parley.wire.hl7v2.Path;

/** What a row does. */
sealed interface Action {
    /** Writes a value to a field, repetition, component or subcomponent. */
    record Put(Path to, Origin origin) implements Action {}

    /** Makes a place empty. */
    record Clear(Path to) implements Action {}

    /** Drops the repetitions of a field for which the condition holds. */
    record Drop(Path field) implements Action {}

    /** Keeps only the repetitions of a field for which the condition holds. */
    record Keep(Path field) implements Action {}

    /** Moves the repetitions of a field for which the condition holds to the front. */
    record First(Path field) implements Action {}

    /** Deletes segments of a name for which the condition holds. */
    record DeleteSegments(Path segment) implements Action {}

    /** Deletes every segment whose name is not listed; MSH always stays. */
    record KeepSegments(Set<String> names) implements Action {
        public KeepSegments {
            names = Set.copyOf(names);
        }
    }

    /** Adds an empty segment; rows for it below this one write to it. */
    record Add(String name, Anchor anchor) implements Action {}

    /**
     * Writes the whole message with other delimiters (MSH-1 or MSH-2) or character set (MSH-18).
     */
    record Recode(Path what, String value) implements Action {}

    /** Does nothing: an overlay uses it to take a row of an earlier table away. */
    record Leave() implements Action {}

    /** Where a segment is added. */
    sealed interface Anchor {
        /** After each segment of that name for which the condition holds. */
        record AfterEach(String name) implements Anchor {}

        /** After the last segment of that name. */
        record AfterLast(String name) implements Anchor {}

        /** After all others. */
        record AtEnd() implements Anchor {}
    }
}
