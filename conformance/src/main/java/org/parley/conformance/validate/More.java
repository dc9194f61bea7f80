package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.parley.wire.fhir.Json;

/**
 * What extensions of an ElementDefinition add to it, by their addresses in HL7's extension pack.
 *
 * @param minLength fewest characters; 0 when none is said
 * @param valueDue whether a value must stand there, not only an extension
 * @param alternatives addresses of extensions that may stand instead of a value
 * @param languages languages that sections of a narrative must have; {@code _no} for no sections
 * @param bindings value sets that the value must be in besides the one it is bound to
 */
record More(
        int minLength,
        boolean valueDue,
        List<String> alternatives,
        List<Element.Binding> bindings,
        List<String> languages) {
    static final More NONE = new More(0, false, List.of(), List.of(), List.of());

    private static final String FIVE =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.";

    /** Adds what this ElementDefinition says to what its base says. */
    More and(Json.Members from) {
        Json.Members binding = from.members("binding");
        List<Element.Binding> more = binding == null ? List.of() : additional(binding);
        if (from.get("extension") == null && more.isEmpty()) {
            return this;
        }
        int length = Extended.whole(Extended.value(from, Extended.CORE + "minLength"));
        boolean due =
                Extended.value(from, FIVE + "mustHaveValue") instanceof Json.Bool bool
                        && bool.value();
        List<String> instead = new ArrayList<>(alternatives);
        for (Json value : Extended.values(from, FIVE + "valueAlternatives")) {
            if (value instanceof Json.Text text) {
                instead.add(text.value());
            }
        }
        List<Element.Binding> all = new ArrayList<>(bindings);
        all.addAll(more);
        List<String> spoken = new ArrayList<>(languages);
        for (Json value : Extended.values(from, Extended.CORE + "narrative-language-control")) {
            if (value instanceof Json.Text text) {
                spoken.add(text.value());
            }
        }
        return new More(
                Math.max(length, minLength),
                due || valueDue || !instead.isEmpty(),
                List.copyOf(instead),
                List.copyOf(all),
                List.copyOf(spoken));
    }

    /** The additional bindings that hold for everybody: those without usage. */
    private static List<Element.Binding> additional(Json.Members binding) {
        List<Element.Binding> all = new ArrayList<>();
        for (Json.Members one : Extended.objects(binding.items("extension"))) {
            if (!(FIVE + "binding.additional").equals(one.text("url"))
                    || Extended.value(one, "usage") != null) {
                continue;
            }
            if (Extended.value(one, "purpose") instanceof Json.Text purpose
                    && purpose.value().equals("required")
                    && Extended.value(one, "valueSet") instanceof Json.Text set) {
                all.add(new Element.Binding("required", set.value()));
            }
        }
        return all;
    }
}
