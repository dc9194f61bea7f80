package org.parley.engine.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one table, all of them right.
 *
 * @param written where they stand
 */
record Fields(Map<Key<?>, Object> values, Written written) {

    /** The value of a key that is required or has a fallback. */
    <T> T get(Key<T> key) {
        return find(key)
                .orElseThrow(() -> new IllegalStateException("key of another spec: " + key.name()));
    }

    /** The value of a key that may be absent. */
    @SuppressWarnings("unchecked") // a Spec puts under each key only what that key's form read
    <T> Optional<T> find(Key<T> key) {
        @Nullable Object value = values.get(key);
        return value == null ? key.absent() : Optional.of((T) value);
    }
}
