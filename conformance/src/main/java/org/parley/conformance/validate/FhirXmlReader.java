package org.parley.conformance.validate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.xml.XmlElement;
import org.parley.wire.xml.XmlReader;
import org.parley.wire.xml.XmlReading;

/**
 * Reads a FHIR resource in XML as the tree that it would be in JSON, by the types of R4. Shared by
 * any number of threads; the limits are those of {@link XmlReader}.
 */
public final class FhirXmlReader {
    /** Most faults of one message that are kept. */
    static final int MAX_FAULTS = 100;

    private static final Set<String> NUMBERS =
            Set.of("integer", "unsignedInt", "positiveInt", "decimal");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern NAMESPACE =
            Pattern.compile("\\sxmlns(:[A-Za-z0-9_.-]+)?\\s*=\\s*[\"']http://hl7\\.org/fhir[\"']");

    private final Model model;

    /** Reads by the types of these definitions. */
    public FhirXmlReader(Model model) {
        this.model = model;
    }

    /** Reads one resource; never throws, whatever the bytes are. */
    public XmlResource read(byte[] xml) {
        return switch (XmlReader.read(xml)) {
            case XmlReading.Refused refused -> new XmlResource.Refused(refused.problem());
            case XmlReading.Read read -> new Reading(xml).all(read.root());
        };
    }

    /** Whether a message begins as XML does. */
    public static boolean looksLikeXml(byte[] message) {
        int at = 0;
        boolean mark = message.length > 2 && message[0] == (byte) 0xef;
        for (at = mark ? 3 : 0; at < message.length && message[at] <= ' ' && message[at] >= 0; ) {
            at++;
        }
        return at < message.length && message[at] == '<';
    }

    /** One message while it is read. */
    private final class Reading {
        private final byte[] xml;
        private final List<XmlResource.Fault> faults = new ArrayList<>();

        Reading(byte[] xml) {
            this.xml = xml;
        }

        XmlResource all(XmlElement root) {
            int end = root.from();
            while (end < xml.length && xml[end] != '>') {
                end++;
            }
            String tag = new String(xml, root.from(), end - root.from(), StandardCharsets.UTF_8);
            if (!NAMESPACE.matcher(tag).find()) {
                fault(root.name(), "The resource is not in the namespace http://hl7.org/fhir.");
            }
            return new XmlResource.Read(resource(root, root.name()), faults);
        }

        private void fault(String path, String text) {
            if (faults.size() < MAX_FAULTS) {
                faults.add(new XmlResource.Fault(path, text));
            }
        }

        private Json.Members resource(XmlElement element, String path) {
            Map<String, Json> out = new LinkedHashMap<>();
            out.put("resourceType", new Json.Text(element.from(), element.name()));
            fill(element, element.name(), path, out);
            return members(element, out);
        }

        private Json.Members members(XmlElement element, Map<String, Json> out) {
            return Json.Members.of(
                    element.from(),
                    out.keySet().toArray(String[]::new),
                    out.values().toArray(Json[]::new));
        }

        private void fill(XmlElement element, String type, String path, Map<String, Json> out) {
            for (XmlElement.Attribute attribute : element.attributes()) {
                switch (attribute.name()) {
                    case "id", "url" ->
                            out.put(
                                    attribute.name(),
                                    new Json.Text(element.from(), attribute.value()));
                    case "value", "schemaLocation" -> {}
                    default -> fault(path, "An attribute stands that FHIR does not know.");
                }
            }
            if (!element.text().isEmpty()) {
                fault(path, "Text stands between elements; a value is due in the attribute value.");
            }
            Map<String, Group> groups = new LinkedHashMap<>();
            int last = -1;
            String before = "";
            for (XmlElement child : element.elements()) {
                int order = model.order(type, child.name());
                if (order >= 0 && order < last) {
                    fault(path + "." + child.name(), "The element stands out of FHIR's order.");
                }
                if (!child.name().equals(before) && groups.containsKey(child.name())) {
                    fault(path + "." + child.name(), "Elements of a list stand apart.");
                }
                before = child.name();
                last = Math.max(last, order);
                Group group = groups.computeIfAbsent(child.name(), name -> new Group());
                child(child, type, path + "." + child.name(), group);
            }
            groups.forEach((name, group) ->
                    group.put(name, model.isList(type, name) || group.size() > 1, out));
        }

        private void child(XmlElement child, String type, String path, Group group) {
            String own = model.typeOf(type, child.name());
            boolean valued = attribute(child, "value") != null;
            if (child.name().equals("div") && "xhtml".equals(own)) {
                int length = child.end() - child.from();
                String div = new String(xml, child.from(), length, StandardCharsets.UTF_8);
                group.add(new Json.Text(child.from(), div), null);
            } else if ("Resource".equals(own) || "DomainResource".equals(own)) {
                if (child.elements().size() != 1) {
                    fault(path, "One resource is due here.");
                }
                for (XmlElement inside : child.elements()) {
                    group.add(resource(inside, path), null);
                }
            } else if (own == null ? !valued : !Character.isLowerCase(own.charAt(0))) {
                if (valued) {
                    fault(path, "A value stands where elements are due.");
                }
                Map<String, Json> out = new LinkedHashMap<>();
                fill(child, own == null ? "Element" : own, path, out);
                group.add(members(child, out), null);
            } else {
                Map<String, Json> out = new LinkedHashMap<>();
                fill(child, "Element", path, out);
                group.add(primitive(child, own), out.isEmpty() ? null : members(child, out));
            }
        }

        private static Json primitive(XmlElement element, @Nullable String type) {
            String value = attribute(element, "value");
            int at = element.from();
            if (value == null) {
                return new Json.Null(at);
            }
            if ("boolean".equals(type) && (value.equals("true") || value.equals("false"))) {
                return new Json.Bool(at, value.equals("true"));
            }
            return type != null && NUMBERS.contains(type) && NUMBER.matcher(value).matches()
                    ? new Json.Num(at, value)
                    : new Json.Text(at, value);
        }

        private static @Nullable String attribute(XmlElement element, String name) {
            for (XmlElement.Attribute attribute : element.attributes()) {
                if (attribute.name().equals(name)) {
                    return attribute.value();
                }
            }
            return null;
        }
    }

    /** The values of one name, with the ids and extensions beside them. */
    private static final class Group {
        private final List<Json> values = new ArrayList<>();
        private final List<Json> sides = new ArrayList<>();
        private boolean valued;
        private boolean sided;

        void add(Json value, @Nullable Json side) {
            values.add(value);
            sides.add(side == null ? new Json.Null(value.at()) : side);
            valued |= !(value instanceof Json.Null);
            sided |= side != null;
        }

        int size() {
            return values.size();
        }

        void put(String name, boolean list, Map<String, Json> out) {
            if (values.isEmpty()) {
                return;
            }
            if (valued || !sided) {
                out.put(name, list ? items(values) : values.getFirst());
            }
            if (sided) {
                out.put("_" + name, list ? items(sides) : sides.getFirst());
            }
        }

        private static Json items(List<Json> all) {
            return Json.Items.of(all.getFirst().at(), all.toArray(Json[]::new));
        }
    }
}
