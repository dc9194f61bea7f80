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

    /** A Coding as JSON; empty when all of its texts are. */
    static byte[] coding(String system, String code, String display) {
        JsonWriter json = new JsonWriter(system.length() + code.length() + display.length() + 64);
        part(json, "system", system);
        part(json, "code", code);
        part(json, "display", display);
        if (json.size() > 0) {
            json.sign('}');
        }
        return json.toBytes();
    }

    private static void part(JsonWriter json, String name, String value) {
        if (!value.isEmpty()) {
            json.sign(json.size() == 0 ? '{' : ',');
            json.string(name);
            json.sign(':');
            json.string(value);
        }
    }

    /** A Coding in a list. */
    record Ready(byte[] json, Element coding) implements Maker.Complex {
        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            run.ready(node, coding, json);
            return true;
        }
    }

    /** Elements of one level, such as a Coding's. */
    record Parts(List<Element> elements, List<byte[]> json) implements Maker.Complex {
        public Parts {
            elements = List.copyOf(elements);
            json = List.copyOf(json);
        }

        /** {@code system|code|display} for a Coding or a CodeableConcept; without | a text. */
        static Maker coded(Elements r4, String type, String value) {
            String[] parts = value.split("\\|", -1);
            if (parts.length == 1) {
                String name = type.equals("Coding") ? "display" : "text";
                return new Parts(List.of(r4.of(type, name)), List.of(quoted(value)));
            }
            String display = parts.length > 2 ? parts[2] : "";
            if (type.equals("CodeableConcept")) {
                return new Ready(coding(parts[0], parts[1], display), r4.of(type, "coding"));
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
            return new Parts(elements, json);
        }

        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            for (int i = 0; i < elements.size(); i++) {
                byte[] value = json.get(i);
                run.put(node, elements.get(i), 0, value, 0, value.length, false);
            }
            return true;
        }
    }
}
