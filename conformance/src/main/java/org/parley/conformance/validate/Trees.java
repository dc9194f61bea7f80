package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * Makes trees of elements from StructureDefinitions: a base definition from its snapshot, a profile
 * by laying its differential over the tree of its base. Used by one thread at a time.
 */
final class Trees {
    static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    private static final int MAX_DEPTH = 30;

    private final Definitions definitions;
    private final Map<String, Element> made = new HashMap<>();
    private final List<String> making = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Trees(Definitions definitions) {
        this.definitions = definitions;
    }

    /** What could not be laid over its base; sentences. */
    List<String> problems() {
        return problems;
    }

    /** What of a definition, which need not be in a package, does not fit its base; sentences. */
    List<String> problemsOf(Json.Members definition) {
        String base = definition.text("baseDefinition");
        if (base == null || of(base) == null) {
            return List.of(); // nothing is known of it
        }
        problems.clear();
        make(definition);
        return problems;
    }

    /** The address of a type's own definition. */
    static String url(String type) {
        return type.contains("/") ? type : CORE + type;
    }

    /** The tree of a profile; null when there is no such definition. Not to be changed. */
    @Nullable Element of(String canonical) {
        Element known = made.get(canonical);
        if (known != null) {
            return known;
        }
        if (making.contains(canonical) || making.size() > MAX_DEPTH) {
            return null;
        }
        Json.Members definition = definitions.find("StructureDefinition", canonical).orElse(null);
        if (definition == null) {
            return null;
        }
        making.add(canonical);
        try {
            Element tree = make(definition);
            if (tree != null) {
                made.put(canonical, tree);
            }
            return tree;
        } finally {
            making.removeLast();
        }
    }

    private @Nullable Element make(Json.Members definition) {
        boolean profile = "constraint".equals(definition.text("derivation"));
        Json.Members snapshot = definition.members("snapshot");
        String base = definition.text("baseDefinition");
        if (!profile && snapshot != null) {
            return fromSnapshot(snapshot.items("element"));
        }
        Element tree = base == null ? null : of(base);
        if (tree == null) {
            return snapshot == null ? null : fromSnapshot(snapshot.items("element"));
        }
        Element laid = tree.copy();
        Json.Members differential = definition.members("differential");
        if (differential != null) {
            OpenSlices open = new OpenSlices();
            for (Json.Members element : Extended.objects(differential.items("element"))) {
                lay(element, open.idOf(element), laid, definition);
            }
        }
        return laid;
    }

    private static @Nullable Element fromSnapshot(Json.Items all) {
        Map<String, Element> byPath = new HashMap<>();
        Element root = null;
        for (int i = 0; i < all.size(); i++) {
            if (!(all.value(i) instanceof Json.Members from)) {
                continue;
            }
            String path = from.text("path");
            if (path == null) {
                continue;
            }
            int dot = path.lastIndexOf('.');
            Element element = new Element(path.substring(dot + 1), path);
            ElementReader.apply(from, element);
            element.list = ElementReader.list(from);
            if (dot < 0) {
                root = element;
                root.children = new LinkedHashMap<>();
            } else {
                Element parent = byPath.get(path.substring(0, dot));
                if (parent == null || from.text("sliceName") != null) {
                    continue;
                }
                Map<String, Element> children = parent.children;
                if (children == null) {
                    children = new LinkedHashMap<>();
                    parent.children = children;
                }
                children.put(element.name, element);
            }
            byPath.put(path, element);
        }
        return root;
    }

    private void lay(
            Json.Members from, @Nullable String id, Element root, Json.Members definition) {
        if (id == null) {
            return;
        }
        Element target = walk(id, root, from, stu3(definition));
        if (target == null) {
            problems.add(definition.text("url") + " speaks of " + id + ", which its base has not");
            return;
        }
        Json fixed = target.fixed;
        ElementReader.apply(from, target);
        if (fixed != null && target.fixed != null && !Fixed.same(fixed, target.fixed)) {
            problems.add(definition.text("url") + " changes what its base fixes at " + id);
        }
        if (!target.slices.isEmpty() && from.get("slicing") == null) {
            target.changedAfterSlicing = true;
        }
    }

    /** In STU3 a choice that is named by one type has that type only; in R4 it is a slice of it. */
    private static boolean stu3(Json.Members definition) {
        String version = definition.text("fhirVersion");
        return version != null && version.startsWith("3.0");
    }

    private @Nullable Element walk(String id, Element root, Json.Members from, boolean stu3) {
        String[] parts = id.split("\\.", -1);
        Element at = root;
        for (int i = 1; i < parts.length; i++) {
            String[] named = parts[i].split(":", 2);
            Element child = child(at, named[0], stu3);
            if (child == null) {
                return null;
            }
            boolean last = i == parts.length - 1;
            String sliceName = named.length > 1 ? named[1] : "";
            if (last
                    && sliceName.isEmpty()
                    && from.text("sliceName") != null
                    && !child.slice.equals(from.text("sliceName"))) {
                sliceName = String.valueOf(from.text("sliceName"));
            }
            boolean typed = child.choice() && sliceName.equals(named[0]);
            if (!sliceName.isEmpty() && !typed) {
                child = slice(child, sliceName);
            } else if (!last && !child.slices.isEmpty()) {
                child.changedAfterSlicing = true;
            }
            at = child;
        }
        return at;
    }

    private static Element slice(Element of, String name) {
        Element at = of;
        String whole = "";
        for (String part : name.split("/", -1)) {
            whole = whole.isEmpty() ? part : whole + "/" + part;
            Element found = at.slice(whole);
            if (found == null && at.slice(part) != null) {
                found = at.slice(part);
            }
            if (found == null) {
                found = at.sliced(whole);
                at.slices.add(found);
                if (at.choice()) {
                    typed(found, part);
                }
            }
            at = found;
        }
        return at;
    }

    /** A slice such as valueQuantity means the type Quantity. */
    private static void typed(Element slice, String part) {
        String stem = slice.name.substring(0, slice.name.length() - 3);
        List<Element.TypeRef> own =
                slice.types.stream()
                        .filter(type -> part.equals(stem + title(type.code())))
                        .toList();
        if (!own.isEmpty()) {
            slice.types = own;
        }
    }

    static String title(String type) {
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }

    private @Nullable Element child(Element of, String name, boolean stu3) {
        Map<String, Element> children = unfold(of);
        Element child = children.get(name);
        if (child != null) {
            return child;
        }
        for (Element choice : children.values()) {
            if (choice.choice()) {
                String stem = choice.name.substring(0, choice.name.length() - 3);
                if (name.equals(stem)) {
                    return choice;
                }
                for (Element.TypeRef type : choice.types) {
                    if (name.equals(stem + title(type.code()))) {
                        if (stu3 && choice.slicing == null) {
                            choice.types = List.of(type);
                            return choice;
                        }
                        if (choice.slicing == null) {
                            choice.slicing =
                                    new Element.Slicing(
                                            List.of(new Element.Discriminator("type", "$this")),
                                            "open",
                                            false);
                        }
                        return slice(choice, name);
                    }
                }
            }
        }
        return null;
    }

    /** The children of an element, from its type when it has none of its own. */
    Map<String, Element> unfold(Element of) {
        Map<String, Element> own = of.children;
        if (own != null) {
            return own;
        }
        Map<String, Element> children = new LinkedHashMap<>();
        Element from = null;
        if (!of.same.isEmpty()) {
            from = referred(of.same);
        } else {
            Set<String> codes = new java.util.LinkedHashSet<>();
            of.types.forEach(type -> codes.add(type.code()));
            if (codes.size() == 1) {
                Element.TypeRef type = of.types.getFirst();
                if (of.types.size() == 1 && type.profiles().size() == 1) {
                    from = of(type.profiles().getFirst());
                }
                from = from == null ? of(url(type.code())) : from;
            } else {
                from = of(CORE + "Element");
            }
        }
        Map<String, Element> theirs = from == null ? null : from.children;
        if (theirs != null) {
            children = Element.copy(theirs);
        }
        of.children = children;
        return children;
    }

    /** The element that a contentReference means. */
    @Nullable Element referred(String path) {
        String[] parts = path.split("\\.", -1);
        Element at = of(CORE + parts[0]);
        for (int i = 1; i < parts.length && at != null; i++) {
            Map<String, Element> children = at.children;
            at = children == null ? null : children.get(parts[i]);
        }
        return at;
    }
}
