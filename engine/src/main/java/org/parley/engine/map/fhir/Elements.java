package org.parley.engine.map.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types and resources of FHIR R4 that maps may write, from our own table. Immutable. */
public final class Elements {
    private final Map<String, Map<String, Element>> types = new HashMap<>();
    private final Set<String> resources = new HashSet<>();

    private final Element primitiveExtension =
            new Element("Element", "extension", "Extension", 1, true);

    private Elements() {}

    /** Reads the table that comes with Parley. */
    public static Elements load() {
        try (InputStream in = Elements.class.getResourceAsStream("r4.txt")) {
            if (in == null) {
                throw new IllegalStateException("r4.txt is missing from the jar");
            }
            Elements elements = new Elements();
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    elements.read(line);
                }
            }
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        int equal = line.indexOf(" = ");
        String[] head = line.substring(0, equal).split(" ", -1);
        String owner = head[0];
        if (head.length > 1) {
            resources.add(owner);
        }
        Map<String, Element> elements = new HashMap<>();
        int order = 0;
        for (String part : line.substring(equal + 3).split(" ", -1)) {
            int colon = part.indexOf(':');
            String name = part.substring(0, colon);
            boolean repeats = part.indexOf('*') > 0;
            String type = part.substring(colon + 1).replace("*", "").replace("!", "");
            order++;
            if (name.endsWith("[x]")) {
                String stem = name.substring(0, name.length() - 3);
                for (String one : type.equals("any") ? ANY : List.of(type.split("\\|", -1))) {
                    String whole = stem + Character.toUpperCase(one.charAt(0)) + one.substring(1);
                    elements.put(whole, new Element(owner, whole, one, order, repeats));
                }
            } else {
                elements.put(name, new Element(owner, name, type, order, repeats));
            }
        }
        types.put(owner, elements);
    }

    private static final List<String> ANY =
            List.of(
                            "base64Binary boolean canonical code date dateTime decimal id instant integer"
                                    .split(" ", -1),
                            "markdown oid positiveInt string time unsignedInt uri url uuid"
                                    .split(" ", -1),
                            "Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count"
                                    .split(" ", -1),
                            "Distance Duration HumanName Identifier Money Period Quantity Range Ratio"
                                    .split(" ", -1),
                            "Reference SampledData Timing Dosage Meta".split(" ", -1))
                    .stream()
                    .flatMap(java.util.Arrays::stream)
                    .toList();

    public static boolean primitive(String type) {
        return Character.isLowerCase(type.charAt(0));
    }

    /** The extensions of a primitive. */
    Element primitiveExtension() {
        return primitiveExtension;
    }

    public boolean resource(String name) {
        return resources.contains(name);
    }

    public Set<String> resources() {
        return resources;
    }

    public Optional<Element> find(String type, String name) {
        Map<String, Element> elements = types.get(type);
        return elements == null ? Optional.empty() : Optional.ofNullable(elements.get(name));
    }

    /** An element that the table is known to have. */
    Element of(String type, String name) {
        return find(type, name)
                .orElseThrow(() -> new IllegalStateException("r4.txt lacks " + type + "." + name));
    }

    /** The names of a type's elements, for "did you mean". */
    public List<String> names(String type) {
        return new ArrayList<>(types.getOrDefault(type, Map.of()).keySet());
    }
}
