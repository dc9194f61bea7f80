package org.parley.engine.config;

import java.util.List;
import java.util.Optional;

/** YAML as read: every scalar is text, and everything knows its place. */
sealed interface Tree {
    Place place();

    /**
     * A scalar.
     *
     * @param value its text, references resolved
     * @param plain without quotes, on one line as far as columns are concerned
     * @param written what was written, when a reference was resolved in it
     */
    record Text(Place place, String value, boolean plain, Optional<String> written)
            implements Tree {
        /** Nothing stands after the colon, or between the commas. */
        boolean missing() {
            return plain && value.isEmpty() && written.isEmpty();
        }

        /** A reference in it could not be resolved, which was reported. */
        boolean unresolved() {
            return written.isPresent() && value.contains("${");
        }

        /** The place of a character of the value, as well as it can be known. */
        Place at(int offset) {
            if (written.isPresent()) {
                return place;
            }
            return place.right(offset + (plain ? 0 : 1));
        }
    }

    /** A list. */
    record Items(Place place, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A table of keys and values in the order written; no key twice. */
    record Table(Place place, List<Entry> entries) implements Tree {
        public Table {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().value().equals(key)).findFirst();
        }
    }

    /** One key and its value. */
    record Entry(Text key, Tree value) {}
}
