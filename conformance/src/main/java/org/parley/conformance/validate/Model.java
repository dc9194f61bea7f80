package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Types;

/** What the base definitions say about types and their elements. */
public final class Model implements Types {
    private final Definitions definitions;
    private final Map<String, Type> types = new ConcurrentHashMap<>();

    /** One element of a type: every way it can stand in JSON, and whether it is a list there. */
    record Member(List<Variant> variants, boolean list) {}

    /** One type; parent is empty for the uppermost and for what is unknown. */
    record Type(
            boolean known,
            String parent,
            Map<String, Member> members,
            Map<String, String> json,
            Map<String, Integer> order) {}

    /** The types of these definitions. */
    public Model(Definitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public @Nullable List<Variant> element(String type, String name) {
        Member member = type(type).members().get(name);
        return member == null ? null : member.variants();
    }

    @Override
    public @Nullable String typeOf(String type, String jsonName) {
        return type(type).json().get(jsonName);
    }

    /** Whether the member of this name is a list in JSON. */
    public boolean isList(String type, String name) {
        Member member = type(type).members().get(name);
        return member != null && member.list();
    }

    /** Which place a name has among those of its type, from 0; -1 when the type has it not. */
    int order(String type, String jsonName) {
        return type(type).order().getOrDefault(jsonName, -1);
    }

    @Override
    public boolean is(String type, String other) {
        String at = type;
        for (int i = 0; i < 10 && !at.isEmpty(); i++) {
            if (at.equals(other)) {
                return true;
            }
            at = type(at).parent();
        }
        return false;
    }

    @Override
    public boolean known(String type) {
        return type(type).known();
    }

    private Type type(String name) {
        Type known = types.get(name);
        if (known != null) {
            return known;
        }
        int dot = name.indexOf('.');
        load(dot < 0 ? name : name.substring(0, dot));
        return types.computeIfAbsent(
                name, key -> new Type(false, "", Map.of(), Map.of(), Map.of()));
    }

    private void load(String name) {
        Json.Members definition =
                definitions.find("StructureDefinition", Trees.url(name)).orElse(null);
        Json.Members snapshot = definition == null ? null : definition.members("snapshot");
        if (definition == null
                || snapshot == null
                || "constraint".equals(definition.text("derivation"))) {
            return;
        }
        String base = definition.text("baseDefinition");
        String parent = base == null ? "" : base.substring(base.lastIndexOf('/') + 1);
        Map<String, Map<String, Member>> members = new HashMap<>();
        Map<String, String> parents = new HashMap<>();
        members.put(name, new LinkedHashMap<>());
        parents.put(name, parent);
        Json.Items all = snapshot.items("element");
        List<Json.Members> elements = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members element) {
                elements.add(element);
                String path = element.text("path");
                if (path != null && path.lastIndexOf('.') > 0) {
                    members.computeIfAbsent(
                            path.substring(0, path.lastIndexOf('.')), k -> new LinkedHashMap<>());
                }
            }
        }
        for (Json.Members element : elements) {
            add(element, members, parents);
        }
        members.forEach((path, own) -> {
            Map<String, String> json = new HashMap<>();
            Map<String, Integer> order = new HashMap<>();
            int place = 0;
            for (Member member : own.values()) {
                for (Variant variant : member.variants()) {
                    json.put(variant.jsonName(), variant.type());
                    order.put(variant.jsonName(), place);
                }
                place++;
            }
            types.putIfAbsent(
                    path,
                    new Type(
                            true,
                            parents.getOrDefault(path, "BackboneElement"),
                            Map.copyOf(own),
                            Map.copyOf(json),
                            Map.copyOf(order)));
        });
    }

    private static void add(
            Json.Members from,
            Map<String, Map<String, Member>> members,
            Map<String, String> parents) {
        String path = from.text("path");
        if (path == null) {
            return;
        }
        Element element = new Element("", path);
        ElementReader.apply(from, element);
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1);
        Map<String, Member> owner = members.get(path.substring(0, dot));
        if (owner == null) {
            return;
        }
        List<Variant> variants = new ArrayList<>();
        if (!element.same.isEmpty()) {
            variants.add(new Variant(name, element.same));
        } else if (members.containsKey(path)) {
            variants.add(new Variant(name, path));
            parents.put(
                    path,
                    element.types.isEmpty() ? "BackboneElement" : element.types.getFirst().code());
        } else if (name.endsWith("[x]")) {
            name = name.substring(0, name.length() - 3);
            for (Element.TypeRef type : element.types) {
                variants.add(new Variant(name + Trees.title(type.code()), type.code()));
            }
        } else if (!element.types.isEmpty()) {
            String code = element.types.getFirst().code();
            if (code.startsWith("http://hl7.org/fhirpath/")) {
                return;
            }
            variants.add(new Variant(name, code));
        }
        owner.put(name, new Member(List.copyOf(variants), ElementReader.list(from)));
    }
}
