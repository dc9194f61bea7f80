package org.parley.wire.fhirpath;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an expression asks beyond the message itself. */
public interface Services {
    /** Finds what a reference means. */
    Optional<Item> resolve(Item.Node reference, Item.Node root);

    /** Whether the coded value is in the value set; null when that cannot be decided here. */
    @Nullable Boolean memberOf(Item.Node coded, String valueSet);

    /** Whether the value keeps to the profile; null when there is no such profile. */
    @Nullable Boolean conformsTo(Item.Node value, String profile);

    /** Nothing can be found. */
    Services NONE =
            new Services() {
                @Override
                public Optional<Item> resolve(Item.Node reference, Item.Node root) {
                    return Optional.empty();
                }

                @Override
                public @Nullable Boolean memberOf(Item.Node coded, String valueSet) {
                    return null;
                }

                @Override
                public @Nullable Boolean conformsTo(Item.Node value, String profile) {
                    return null;
                }
            };
}
