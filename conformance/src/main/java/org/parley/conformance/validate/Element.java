package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** One element of a profile while it is put together; its children are unfolded when asked for. */
final class Element {
    static final int MANY = Integer.MAX_VALUE;

    final String name;
    final String path;
    String slice = "";
    int min;
    int max = 1;
    boolean list;
    boolean mustSupport;
    boolean primitiveValue;
    List<TypeRef> types = List.of();
    @Nullable Json fixed;
    @Nullable Json pattern;
    @Nullable Json least;
    @Nullable Json most;
    int maxLength = MANY;
    More more = More.NONE;
    @Nullable Binding binding;
    List<Rule> rules = new ArrayList<>();
    @Nullable Slicing slicing;
    String same = "";
    @Nullable Map<String, Element> children;
    List<Element> slices = new ArrayList<>();
    boolean changedAfterSlicing;

    /** A type that an element may have. */
    record TypeRef(String code, List<String> profiles, List<String> targets) {}

    /** A value set, and how strictly it binds. */
    record Binding(String strength, String valueSet) {}

    /** An invariant. */
    record Rule(String key, boolean error, String human, String expression) {}

    /** What tells slices apart. */
    record Discriminator(String type, String path) {}

    /** How a list is sliced. */
    record Slicing(List<Discriminator> by, String rules, boolean ordered) {}

    Element(String name, String path) {
        this.name = name;
        this.path = path;
    }

    Element copy() {
        Element made = new Element(name, path);
        made.slice = slice;
        made.min = min;
        made.max = max;
        made.list = list;
        made.mustSupport = mustSupport;
        made.primitiveValue = primitiveValue;
        made.types = types;
        made.fixed = fixed;
        made.pattern = pattern;
        made.least = least;
        made.most = most;
        made.maxLength = maxLength;
        made.more = more;
        made.binding = binding;
        made.rules = new ArrayList<>(rules);
        made.slicing = slicing;
        made.same = same;
        made.changedAfterSlicing = changedAfterSlicing;
        Map<String, Element> own = children;
        if (own != null) {
            made.children = copy(own);
        }
        for (Element one : slices) {
            made.slices.add(one.copy());
        }
        return made;
    }

    static Map<String, Element> copy(Map<String, Element> children) {
        Map<String, Element> copies = new LinkedHashMap<>();
        children.forEach((name, child) -> copies.put(name, child.copy()));
        return copies;
    }

    /** A new slice: all that holds for every item, but none is due. */
    Element sliced(String sliceName) {
        Element made = copy();
        made.slices = new ArrayList<>();
        made.slicing = null;
        made.slice = sliceName;
        made.min = 0;
        made.changedAfterSlicing = false;
        return made;
    }

    @Nullable Element slice(String sliceName) {
        for (Element one : slices) {
            if (one.slice.equals(sliceName)) {
                return one;
            }
        }
        return null;
    }

    boolean choice() {
        return name.endsWith("[x]");
    }
}
