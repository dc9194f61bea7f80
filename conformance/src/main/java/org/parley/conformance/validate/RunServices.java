package org.parley.conformance.validate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Item;
import org.parley.wire.fhirpath.Services;

/** What expressions ask, answered from the message and the packages. */
record RunServices(Run run) implements Services {
    @Override
    public Optional<Item> resolve(Item.Node reference, Item.Node root) {
        String text =
                switch (reference.json()) {
                    case Json.Members members -> members.text("reference");
                    case Json.Text plain -> plain.value();
                    default -> null;
                };
        Item.Node from = text == null || !text.startsWith("#") ? run.root() : run.holder(reference);
        Json.Members found = text == null ? null : run.references.find(text, from);
        return found == null ? Optional.empty() : Optional.of(Run.node(found));
    }

    @Override
    public @Nullable Boolean memberOf(Item.Node coded, String valueSet) {
        return switch (run.program.codes().has(valueSet, coded.json(), coded.type())) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }

    @Override
    public @Nullable Boolean conformsTo(Item.Node value, String profile) {
        Shape shape = run.program.compiler().shape(profile);
        if (shape == null) {
            return null;
        }
        Shape.Occurrence at = new Shape.Occurrence(value.json(), null, value.type(), "", -1);
        return switch (run.quietly(shape, at)) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }
}
