package org.parley.conformance.validate;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads the XML files of the official suites as the JSON that they would be. */
final class FhirXml {
    private static final Set<String> NUMBERS =
            Set.of("integer", "unsignedInt", "positiveInt", "decimal");

    private final Model model;
    private int made;

    FhirXml(Model model) {
        this.model = model;
    }

    Json.Members read(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root =
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getDocumentElement();
        return resource(root);
    }

    private Json.Members resource(Element element) {
        Map<String, Json> out = new LinkedHashMap<>();
        out.put("resourceType", new Json.Text(0, element.getLocalName()));
        fill(element, element.getLocalName(), out);
        return members(out);
    }

    private Json.Members members(Map<String, Json> out) {
        return Json.Members.of(
                ++made, out.keySet().toArray(String[]::new), out.values().toArray(Json[]::new));
    }

    private void fill(Element element, String type, Map<String, Json> out) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (attribute.getName().equals("id") || attribute.getName().equals("url")) {
                out.put(attribute.getName(), new Json.Text(0, attribute.getValue()));
            }
        }
        Map<String, List<Json>> values = new LinkedHashMap<>();
        Map<String, List<Json>> sides = new LinkedHashMap<>();
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                child(child, type, values, sides);
            } else if (children.item(i).getNodeType() == Node.TEXT_NODE
                    && !children.item(i).getTextContent().isBlank()) {
                out.put("#text", new Json.Text(0, "text"));
            }
        }
        values.forEach((name, all) -> {
            List<Json> beside = Objects.requireNonNull(sides.get(name));
            boolean any = beside.stream().anyMatch(j -> !(j instanceof Json.Null));
            boolean valued = all.stream().anyMatch(j -> !(j instanceof Json.Null));
            if (model.isList(type, name) || all.size() > 1) {
                if (valued) {
                    out.put(name, Json.Items.of(0, all.toArray(Json[]::new)));
                }
                if (any) {
                    out.put("_" + name, Json.Items.of(0, beside.toArray(Json[]::new)));
                }
            } else {
                if (valued) {
                    out.put(name, all.getFirst());
                }
                if (any) {
                    out.put("_" + name, beside.getFirst());
                }
            }
        });
    }

    private void child(
            Element child,
            String type,
            Map<String, List<Json>> values,
            Map<String, List<Json>> sides) {
        String name = child.getLocalName();
        List<Json> all = values.computeIfAbsent(name, k -> new ArrayList<>());
        List<Json> beside = sides.computeIfAbsent(name, k -> new ArrayList<>());
        String own = model.typeOf(type, name);
        if (name.equals("div")) {
            all.add(new Json.Text(0, xhtml(child)));
            beside.add(new Json.Null(0));
        } else if (own != null && (own.equals("Resource") || own.equals("DomainResource"))) {
            for (int i = 0; i < child.getChildNodes().getLength(); i++) {
                if (child.getChildNodes().item(i) instanceof Element inside) {
                    all.add(resource(inside));
                    beside.add(new Json.Null(0));
                }
            }
        } else if (own != null && !Character.isLowerCase(own.charAt(0))) {
            Map<String, Json> out = new LinkedHashMap<>();
            fill(child, own, out);
            all.add(members(out));
            beside.add(new Json.Null(0));
        } else if (own == null && !child.hasAttribute("value")) {
            Map<String, Json> out = new LinkedHashMap<>();
            fill(child, "Element", out);
            all.add(members(out));
            beside.add(new Json.Null(0));
        } else {
            all.add(
                    child.hasAttribute("value")
                            ? primitive(child.getAttribute("value"), own)
                            : new Json.Null(0));
            Map<String, Json> out = new LinkedHashMap<>();
            fill(child, "Element", out);
            beside.add(out.isEmpty() ? new Json.Null(0) : members(out));
        }
    }

    private static Json primitive(String value, @Nullable String type) {
        if (type != null
                && type.equals("boolean")
                && (value.equals("true") || value.equals("false"))) {
            return new Json.Bool(0, value.equals("true"));
        }
        if (type != null
                && NUMBERS.contains(type)
                && value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            return new Json.Num(0, value);
        }
        return new Json.Text(0, value);
    }

    private static String xhtml(Node node) {
        StringBuilder out = new StringBuilder();
        if (node instanceof Element element) {
            out.append('<').append(element.getLocalName());
            if (element.getLocalName().equals("div")
                    && element.getNamespaceURI() != null
                    && !(element.getParentNode() instanceof Element parent
                            && "div".equals(parent.getLocalName()))) {
                out.append(" xmlns=\"").append(element.getNamespaceURI()).append('"');
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                if (!attribute.getName().startsWith("xmlns")) {
                    out.append(' ').append(attribute.getName()).append("=\"");
                    out.append(
                            attribute
                                    .getValue()
                                    .replace("&", "&amp;")
                                    .replace("\"", "&quot;")
                                    .replace("<", "&lt;"));
                    out.append('"');
                }
            }
            out.append('>');
            for (int i = 0; i < element.getChildNodes().getLength(); i++) {
                out.append(xhtml(element.getChildNodes().item(i)));
            }
            return out.append("</").append(element.getLocalName()).append('>').toString();
        }
        if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
            return node.getTextContent().replace("&", "&amp;").replace("<", "&lt;");
        }
        return node.getNodeType() == Node.COMMENT_NODE ? "<!-- -->" : "";
    }
}
