package org.parley.conformance.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.Element;
import org.parley.engine.map.fhir.Elements;
import org.parley.wire.fhirpath.Types;

/** The types of FHIR R4 from Parley's own table; it costs no package to be loaded. */
final class R4Types implements Types {
    private static final Set<String> EVERYWHERE =
            Set.of("id", "meta", "implicitRules", "language", "contained", "extension");

    private final Elements elements = Elements.load();
    private final Map<String, List<Variant>> known = new ConcurrentHashMap<>();

    @Override
    public @Nullable List<Variant> element(String type, String name) {
        List<Variant> variants =
                known.computeIfAbsent(type + "." + name, key -> variants(type, name));
        return variants.isEmpty() ? null : variants;
    }

    private List<Variant> variants(String type, String name) {
        List<Variant> variants = new ArrayList<>();
        String one = typeOf(type, name);
        if (one != null) {
            variants.add(new Variant(name, one));
        } else {
            for (String whole : elements.names(type)) {
                if (whole.startsWith(name)
                        && whole.length() > name.length()
                        && Character.isUpperCase(whole.charAt(name.length()))) {
                    elements.find(type, whole)
                            .filter(choice -> choice(choice, name))
                            .ifPresent(choice -> variants.add(new Variant(whole, choice.type())));
                }
            }
        }
        return variants;
    }

    private static boolean choice(Element element, String stem) {
        return element.name().substring(stem.length()).equalsIgnoreCase(element.type());
    }

    @Override
    public @Nullable String typeOf(String type, String jsonName) {
        if (type.isEmpty()) {
            return null;
        }
        if (Elements.primitive(type)) {
            return jsonName.equals("extension") ? "Extension" : null;
        }
        String found = elements.find(type, jsonName).map(Element::type).orElse(null);
        if (found != null || !EVERYWHERE.contains(jsonName)) {
            return found;
        }
        return switch (jsonName) {
            case "id" -> "id";
            case "meta" -> "Meta";
            case "contained" -> "Resource";
            case "extension" -> "Extension";
            default -> "uri";
        };
    }

    @Override
    public boolean is(String type, String other) {
        return type.equals(other)
                || (other.equals("Resource") && elements.resource(type))
                || (other.equals("DomainResource") && elements.resource(type));
    }

    @Override
    public boolean known(String type) {
        return elements.resource(type)
                || !elements.names(type).isEmpty()
                || Elements.primitive(type);
    }
}
