package org.parley.wire.xml;

import java.util.List;

/**
 * An element and where it stands.
 *
 * @param name without a prefix
 * @param attributes in order, declarations of namespaces left out
 * @param elements the elements in it, in order
 * @param text all text right in it, put together and stripped of blanks at its ends
 * @param from its first byte, that of {@code <}
 * @param end the byte after its last
 */
public record XmlElement(
        String name,
        List<Attribute> attributes,
        List<XmlElement> elements,
        String text,
        int from,
        int end) {
    public XmlElement {
        attributes = List.copyOf(attributes);
        elements = List.copyOf(elements);
    }

    /** A name without a prefix, and a value. */
    public record Attribute(String name, String value) {}
}
