package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.JsonWriter;

/** Makers that write the same whatever the message says. */
final class Constant {
    private Constant() {}

    /** A primitive, ready as JSON. */
    record Primitive(byte[] json) implements Maker {
        static Primitive of(Element element, String value) {
            boolean bare =
                    element.type().matches("boolean|integer|positiveInt|unsignedInt|decimal");
            if (bare) {
                return new Primitive(value.getBytes(StandardCharsets.UTF_8));
            }
            return new Primitive(quoted(value));
        }

        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            return run.put(node, element, label, json, 0, json.length, false);
        }
    }

    static byte[] quoted(String value) {
        JsonWriter json = new JsonWriter(value.length() + 2);
        json.string(value);
        return json.toBytes();
    }

    /** Elements of one level, such as a Coding's. */
    record Parts(List<Element> elements, List<byte[]> json, @Nullable Element around)
            implements Maker.Complex {
        public Parts {
            elements = List.copyOf(elements);
            json = List.copyOf(json);
        }

        /** {@code system|code|display} for a Coding or a CodeableConcept; without | a text. */
        static Parts coded(Elements r4, String type, String value) {
            String[] parts = value.split("\\|", -1);
            if (parts.length == 1) {
                String name = type.equals("Coding") ? "display" : "text";
                return new Parts(List.of(r4.of(type, name)), List.of(quoted(value)), null);
            }
            List<Element> elements = new ArrayList<>();
            List<byte[]> json = new ArrayList<>();
            List<String> names = List.of("system", "code", "display");
            for (int i = 0; i < Math.min(3, parts.length); i++) {
                if (!parts[i].isEmpty()) {
                    elements.add(r4.of("Coding", names.get(i)));
                    json.add(quoted(parts[i]));
                }
            }
            return new Parts(
                    elements,
                    json,
                    type.equals("Coding") ? null : r4.of("CodeableConcept", "coding"));
        }

        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            int at = around == null ? node : run.tree().add(node, around, Slot.OWN);
            for (int i = 0; i < elements.size(); i++) {
                byte[] value = json.get(i);
                run.put(at, elements.get(i), 0, value, 0, value.length, false);
            }
            return true;
        }
    }
}
