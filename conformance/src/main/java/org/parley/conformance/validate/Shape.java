package org.parley.conformance.validate;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;

/** The compiled checks of one object: what may stand in it, how often, and what must hold. */
record Shape(
        String type,
        String profile,
        boolean resource,
        Map<String, Property> properties,
        List<Slot> slots,
        List<Invariant> invariants) {

    /** What stands behind one name in JSON. */
    record Property(int slot, Value value, boolean list) {}

    /** One element: how often it may stand, and how it is sliced. */
    record Slot(String name, int min, int max, boolean mustSupport, @Nullable Slices slices) {}

    /** Slices of an element; the base is checked too where it says more than the slices. */
    record Slices(List<Slice> all, boolean closed, boolean ordered, boolean checkBase) {}

    /** One slice: what makes a value belong to it, and what must hold for it. */
    record Slice(
            String name,
            int min,
            int max,
            boolean mustSupport,
            Matcher matcher,
            Map<String, Value> values) {}

    /** Whether a value belongs to a slice. */
    interface Matcher {
        Answer matches(Run run, Occurrence value);
    }

    /** A value where it stands. */
    record Occurrence(
            @Nullable Json json,
            Json.@Nullable Members side,
            String type,
            String jsonName,
            int index) {}

    /** An invariant, compiled; the path is null when the expression cannot be read. */
    record Invariant(String key, boolean error, String human, @Nullable FhirPath path) {}

    /** A shape that is compiled when first used, for types refer to one another. */
    static final class Link {
        private final Supplier<@Nullable Shape> make;
        private volatile boolean asked;
        private volatile @Nullable Shape shape;

        Link(Supplier<@Nullable Shape> make) {
            this.make = make;
        }

        @Nullable Shape get() {
            if (!asked) {
                shape = make.get();
                asked = true;
            }
            return shape;
        }
    }

    /** The compiled checks of one value. */
    record Value(
            String type,
            @Nullable Primitive primitive,
            @Nullable Link shape,
            List<Link> profiles,
            List<String> profileNames,
            @Nullable Json fixed,
            @Nullable Json pattern,
            @Nullable Json least,
            @Nullable Json most,
            int maxLength,
            More more,
            Element.@Nullable Binding binding,
            List<Invariant> invariants,
            List<String> targets,
            String profile,
            String elementPath) {}
}
