package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPathException;

/** Compiles trees of elements to shapes, each profile and type once, when it is first used. */
final class Compiler {
    /** Checked by the structure itself. */
    private static final Set<String> BUILT_IN = Set.of("ele-1", "ext-1", "dom-3", "dom-6");

    private final Definitions definitions;
    private final Trees trees;
    private final Matchers matchers;
    private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();
    private final Map<String, Optional<FhirPath>> paths = new HashMap<>();

    Compiler(Definitions definitions) {
        this.definitions = definitions;
        this.trees = new Trees(definitions);
        this.matchers = new Matchers(this, trees);
    }

    /** The shape of a profile or type by its address; null when there is no such definition. */
    @Nullable Shape shape(String canonical) {
        Optional<Shape> known = shapes.get(canonical);
        return (known == null ? make(canonical) : known).orElse(null);
    }

    private synchronized Optional<Shape> make(String canonical) {
        Optional<Shape> known = shapes.get(canonical);
        if (known != null) {
            return known;
        }
        Element root = trees.of(canonical);
        Optional<Shape> made = Optional.empty();
        if (root != null) {
            Json.Members definition =
                    definitions.find("StructureDefinition", canonical).orElseThrow();
            String type = definition.text("type");
            String version = definition.text("version");
            String url = definition.text("url");
            boolean resource = "resource".equals(definition.text("kind"));
            made =
                    Optional.of(
                            shape(
                                    root,
                                    type == null ? root.name : type,
                                    url + (version == null ? "" : "|" + version),
                                    resource));
        }
        shapes.put(canonical, made);
        return made;
    }

    private @Nullable Shape referred(String path) {
        Optional<Shape> known = shapes.get("#" + path);
        if (known == null) {
            synchronized (this) {
                Element element = trees.referred(path);
                known =
                        element == null
                                ? Optional.empty()
                                : Optional.of(shape(element, path, Trees.CORE + path, false));
                shapes.put("#" + path, known);
            }
        }
        return known.orElse(null);
    }

    /** The shape of an element with children of its own. */
    synchronized Shape shape(Element root, String type, String profile, boolean resource) {
        Map<String, Shape.Property> properties = new HashMap<>();
        List<Shape.Slot> slots = new ArrayList<>();
        for (Element element : trees.unfold(root).values()) {
            int slot = slots.size();
            Shape.Slices slices = element.slices.isEmpty() ? null : slices(element, profile);
            slots.add(
                    new Shape.Slot(
                            element.name, element.min, element.max, element.mustSupport, slices));
            values(element, profile)
                    .forEach((name, value) -> {
                        Shape.Property property = new Shape.Property(slot, value, element.list);
                        properties.put(name, property);
                        if (value.primitive() != null) {
                            properties.put("_" + name, property);
                        }
                    });
        }
        return new Shape(
                type,
                profile,
                resource,
                Map.copyOf(properties),
                List.copyOf(slots),
                invariants(root.rules, Set.of()));
    }

    private Shape.Slices slices(Element element, String profile) {
        Element.Slicing slicing = element.slicing;
        List<Shape.Slice> all = new ArrayList<>();
        for (Element slice : element.slices) {
            all.add(
                    new Shape.Slice(
                            slice.slice,
                            slice.min,
                            slice.max,
                            slice.mustSupport,
                            matchers.of(element, slice, profile),
                            values(slice, profile)));
        }
        return new Shape.Slices(
                List.copyOf(all),
                slicing != null && slicing.rules().equals("closed"),
                slicing != null && slicing.ordered(),
                element.changedAfterSlicing);
    }

    /** The checks of a value of this element, by its name in JSON. */
    Map<String, Shape.Value> values(Element element, String profile) {
        Map<String, Shape.Value> values = new HashMap<>();
        if (!element.same.isEmpty() && element.children == null) {
            Shape.Link link = new Shape.Link(() -> referred(element.same));
            values.put(element.name, value(element, element.same, link, List.of(), profile));
            return values;
        }
        if (element.types.isEmpty()) {
            String type = element.same.isEmpty() ? "Element" : element.same;
            Shape.Link own =
                    new Shape.Link(() -> shape(withoutRules(element), type, profile, false));
            Shape.Link link = element.children == null ? null : own;
            values.put(element.name, value(element, type, link, List.of(), profile));
        }
        if (element.types.size() > 1 && !element.choice()) {
            Shape.Value several = value(element, "Resource", null, several(element), profile);
            values.put(element.name, several);
            return values;
        }
        for (Element.TypeRef type : element.types) {
            String name =
                    element.choice()
                            ? element.name.substring(0, element.name.length() - 3)
                                    + Trees.title(type.code())
                            : element.name;
            values.put(name, value(element, type, profile));
        }
        return values;
    }

    /** The profiles of several types that one element may have, one of which must fit. */
    private static List<String> several(Element element) {
        List<String> profiles = new ArrayList<>();
        for (Element.TypeRef type : element.types) {
            if (type.profiles().isEmpty()) {
                profiles.add(Trees.url(type.code()));
            }
            profiles.addAll(type.profiles());
        }
        return List.copyOf(profiles);
    }

    private Shape.Value value(Element element, Element.TypeRef type, String profile) {
        String code = type.code();
        boolean own = element.children != null && element.types.size() == 1;
        boolean inline =
                own
                        && (code.equals("BackboneElement")
                                || code.equals("Element")
                                || Primitive.of(code) == null);
        String shapeType =
                code.equals("BackboneElement") || code.equals("Element") ? element.path : code;
        Shape.Link link = null;
        if (inline) {
            Element tree = element;
            link = new Shape.Link(() -> shape(withoutRules(tree), shapeType, profile, false));
        } else if (Primitive.of(code) == null && !resourceType(code)) {
            link = new Shape.Link(() -> shape(Trees.url(code)));
        }
        return value(element, inline ? shapeType : code, link, type.profiles(), profile);
    }

    private static Element withoutRules(Element tree) {
        Element made = new Element(tree.name, tree.path);
        made.children = tree.children;
        made.types = tree.types;
        return made;
    }

    private static boolean resourceType(String code) {
        return code.equals("Resource") || code.equals("DomainResource");
    }

    private Shape.Value value(
            Element element,
            String type,
            Shape.@Nullable Link link,
            List<String> profiles,
            String profile) {
        List<Shape.Link> more = new ArrayList<>();
        for (String url : profiles) {
            more.add(new Shape.Link(() -> shape(url)));
        }
        List<String> targets = new ArrayList<>();
        for (Element.TypeRef ref : element.types) {
            targets.addAll(ref.targets());
        }
        return new Shape.Value(
                type,
                Primitive.of(type),
                link,
                List.copyOf(more),
                profiles,
                element.fixed,
                element.pattern,
                element.least,
                element.most,
                element.maxLength,
                element.more,
                element.binding,
                invariants(element.rules, typeRules(type, element)),
                List.copyOf(targets),
                profile,
                element.path);
    }

    /** Keys of the invariants that the type's own shape checks already. */
    private Set<String> typeRules(String type, Element element) {
        Set<String> keys = new HashSet<>();
        if (element.children == null && !type.contains(".")) {
            Element root = trees.of(Trees.url(type));
            if (root != null) {
                root.rules.forEach(rule -> keys.add(rule.key()));
            }
        }
        return keys;
    }

    private List<Shape.Invariant> invariants(List<Element.Rule> rules, Set<String> elsewhere) {
        List<Shape.Invariant> invariants = new ArrayList<>();
        for (Element.Rule rule : rules) {
            if (BUILT_IN.contains(rule.key()) || elsewhere.contains(rule.key())) {
                continue;
            }
            FhirPath path = path(rule.expression());
            invariants.add(new Shape.Invariant(rule.key(), rule.error(), rule.human(), path));
        }
        return List.copyOf(invariants);
    }

    @Nullable FhirPath path(String expression) {
        return paths.computeIfAbsent(
                        expression,
                        text -> {
                            try {
                                // the name that STU3 had for it
                                String now = text.replace("htmlchecks()", "htmlChecks()");
                                return Optional.of(FhirPath.compile(now));
                            } catch (FhirPathException unreadable) {
                                trees.problems().add("an expression cannot be read: " + text);
                                return Optional.empty();
                            }
                        })
                .orElse(null);
    }

    /** What could not be compiled; sentences. */
    synchronized List<String> problems() {
        return List.copyOf(trees.problems());
    }
}
