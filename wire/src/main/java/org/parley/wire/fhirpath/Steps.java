package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Steps from values to their elements. */
final class Steps {
    private Steps() {}

    /** The elements of this name. */
    static List<Item> children(List<Item> input, String name, Scope.World world) {
        if (input.isEmpty()) {
            return input;
        }
        List<Item> out = new ArrayList<>(4);
        for (Item item : input) {
            child(item, name, world, out);
        }
        return out;
    }

    private static void child(Item item, String name, Scope.World world, List<Item> out) {
        switch (item) {
            case Item.Node node -> child(node, name, world, out);
            case Item.TypeName type -> {
                if (name.equals("name")) {
                    out.add(new Item.Text(type.name()));
                } else if (name.equals("namespace")) {
                    out.add(new Item.Text(type.namespace()));
                }
            }
            case Item.Quantity q -> {
                if (name.equals("value")) {
                    out.add(new Item.Dec(q.value()));
                } else if (name.equals("unit") || name.equals("code")) {
                    out.add(new Item.Text(q.unit()));
                }
            }
            case Item.Bool other -> unknown(name, world);
            case Item.Text other -> unknown(name, world);
            case Item.Int other -> unknown(name, world);
            case Item.Dec other -> unknown(name, world);
            case Item.Moment other -> unknown(name, world);
        }
    }

    private static void unknown(String name, Scope.World world) {
        if (world.strict()) {
            throw new FhirPathException("there is no element " + name);
        }
    }

    private static void child(Item.Node node, String name, Scope.World world, List<Item> out) {
        List<Types.Variant> variants = world.types().element(node.type(), name);
        if (variants == null) {
            if (name.equals("value") && !(node.json() instanceof Json.Members)) {
                out.add(Values.system(node));
                return;
            }
            unknown(name, world);
            return;
        }
        if (node.json() instanceof Json.Members members) {
            for (Types.Variant variant : variants) {
                add(members, variant.jsonName(), variant.type(), out);
            }
        } else if (node.side() != null) {
            for (Types.Variant variant : variants) {
                add(node.side(), variant.jsonName(), variant.type(), out);
            }
        }
    }

    /** All elements, whatever their name. */
    static void all(Item item, Types types, List<Item> out) {
        if (!(item instanceof Item.Node node)) {
            return;
        }
        Json.Members members = node.json() instanceof Json.Members m ? m : node.side();
        if (members == null) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            String name = members.name(i);
            if (name.startsWith("_")) {
                name = name.substring(1);
                if (members.get(name) != null) {
                    continue;
                }
            }
            String type = types.typeOf(node.type(), name);
            if (type != null) {
                add(members, name, type, out);
            }
        }
    }

    /** The values behind a name in JSON, with what stands beside them. */
    private static void add(Json.Members members, String name, String type, List<Item> out) {
        Json value = members.get(name);
        boolean primitive = Character.isLowerCase(type.charAt(0)) && !type.equals("xhtml");
        Json side = primitive ? members.get("_" + name) : null;
        if (value == null && side == null) {
            return;
        }
        if (value instanceof Json.Items || side instanceof Json.Items) {
            Json.Items values = value instanceof Json.Items items ? items : Json.Items.NONE;
            Json.Items sides = side instanceof Json.Items items ? items : Json.Items.NONE;
            for (int i = 0; i < Math.max(values.size(), sides.size()); i++) {
                Json one = i < values.size() ? values.value(i) : null;
                Json beside = i < sides.size() ? sides.value(i) : null;
                node(one, beside, type, out);
            }
            return;
        }
        node(value, side, type, out);
    }

    private static void node(
            @Nullable Json value, @Nullable Json side, String type, List<Item> out) {
        Json.Members beside = side instanceof Json.Members members ? members : null;
        if (value == null || value instanceof Json.Null) {
            if (beside != null) {
                out.add(new Item.Node(new Json.Null(beside.at()), beside, type));
            }
            return;
        }
        out.add(new Item.Node(value, beside, typed(value, type)));
    }

    private static String typed(Json value, String type) {
        if ((type.equals("Resource") || type.equals("DomainResource"))
                && value instanceof Json.Members members) {
            String own = members.text("resourceType");
            return own == null ? type : own;
        }
        return type;
    }

    /** All elements, and theirs, and so on. */
    static List<Item> descendants(List<Item> input, Types types) {
        List<Item> out = new ArrayList<>();
        for (Item item : input) {
            all(item, types, out);
        }
        for (int i = 0; i < out.size(); i++) {
            bounded(out);
            all(out.get(i), types, out);
        }
        return out;
    }

    static void bounded(List<Item> items) {
        if (items.size() > Scope.MAX_ITEMS) {
            throw new FhirPathException("a collection has more than " + Scope.MAX_ITEMS + " items");
        }
    }

    /** Whether the item is of a type. */
    static boolean is(Item item, Item.TypeName type, Types types) {
        String name = type.name();
        return switch (item) {
            case Item.Node node ->
                    !type.namespace().equals("System") && types.is(node.type(), name);
            case Item.Bool other -> system(type, "Boolean");
            case Item.Text other -> system(type, "String");
            case Item.Int other -> system(type, "Integer");
            case Item.Dec other -> system(type, "Decimal");
            case Item.Quantity other -> system(type, "Quantity");
            case Item.TypeName other -> false;
            case Item.Moment moment ->
                    system(
                            type,
                            switch (moment.value().kind()) {
                                case DATE -> "Date";
                                case DATE_TIME -> "DateTime";
                                case TIME -> "Time";
                            });
        };
    }

    private static boolean system(Item.TypeName type, String name) {
        return !type.namespace().equals("FHIR") && type.name().equals(name);
    }

    /** The type of an item. */
    static Item.TypeName typeOf(Item item) {
        return switch (item) {
            case Item.Node node -> new Item.TypeName("FHIR", node.type());
            case Item.Bool other -> new Item.TypeName("System", "Boolean");
            case Item.Text other -> new Item.TypeName("System", "String");
            case Item.Int other -> new Item.TypeName("System", "Integer");
            case Item.Dec other -> new Item.TypeName("System", "Decimal");
            case Item.Quantity other -> new Item.TypeName("System", "Quantity");
            case Item.TypeName other -> new Item.TypeName("System", "TypeInfo");
            case Item.Moment moment ->
                    new Item.TypeName(
                            "System",
                            switch (moment.value().kind()) {
                                case DATE -> "Date";
                                case DATE_TIME -> "DateTime";
                                case TIME -> "Time";
                            });
        };
    }
}
