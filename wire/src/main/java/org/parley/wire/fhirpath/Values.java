package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Reads items as the values that operators and functions want. */
final class Values {
    private static final Set<String> WHOLE =
            Set.of("integer", "unsignedInt", "positiveInt", "integer64");
    private static final Set<String> DATES = Set.of("date", "dateTime", "instant");
    private static final Set<String> AMOUNTS =
            Set.of(
                    "Quantity",
                    "Age",
                    "Duration",
                    "Distance",
                    "Count",
                    "SimpleQuantity",
                    "MoneyQuantity");

    private Values() {}

    /**
     * A value of a message as a value of the language; itself when it is no primitive or quantity.
     */
    static Item system(Item item) {
        if (!(item instanceof Item.Node node)) {
            return item;
        }
        return switch (node.json()) {
            case Json.Bool bool -> Item.Bool.of(bool.value());
            case Json.Num number -> number(number.literal(), node.type());
            case Json.Text text -> text(text.value(), node);
            case Json.Members members ->
                    AMOUNTS.contains(node.type()) ? amount(members, node) : node;
            case Json.Items items -> node;
            case Json.Null none -> node;
        };
    }

    private static Item number(String literal, String type) {
        if (WHOLE.contains(type) || (!type.equals("decimal") && literal.matches("-?\\d{1,18}"))) {
            try {
                return new Item.Int(Long.parseLong(literal));
            } catch (NumberFormatException tooLong) {
                return new Item.Dec(decimal(literal));
            }
        }
        return new Item.Dec(decimal(literal));
    }

    /** A number; one whose exponent is beyond reason is no number here. */
    static BigDecimal decimal(String literal) {
        int e = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        if (literal.length() > 400 || (e >= 0 && literal.length() - e > 5)) {
            throw new FhirPathException("a number is too long");
        }
        return new BigDecimal(literal);
    }

    private static Item text(String value, Item.Node node) {
        if (DATES.contains(node.type())) {
            Temporal read = Temporal.read(value);
            return read == null
                    ? new Item.Text(value)
                    : new Item.Moment(dateTime(read, node.type()));
        }
        if (node.type().equals("time")) {
            Temporal read = Temporal.readTime(value);
            return read == null ? new Item.Text(value) : new Item.Moment(read);
        }
        return new Item.Text(value);
    }

    private static Temporal dateTime(Temporal read, String type) {
        return type.equals("date") || read.kind() == Temporal.Kind.DATE_TIME
                ? read
                : new Temporal(
                        Temporal.Kind.DATE_TIME, read.depth(), read.time(), 0, read.offset());
    }

    private static Item amount(Json.Members members, Item.Node node) {
        if (!(members.get("value") instanceof Json.Num value)) {
            return node;
        }
        String code = members.text("code");
        String unit = code != null ? code : members.text("unit");
        return new Item.Quantity(decimal(value.literal()), unit == null ? "1" : unit, false);
    }

    /** The only item; null when there is none. */
    static @Nullable Item one(List<Item> items) {
        if (items.isEmpty()) {
            return null;
        }
        if (items.size() > 1) {
            throw new FhirPathException("one value is due where there are " + items.size());
        }
        return items.get(0);
    }

    static @Nullable Item single(List<Item> items) {
        Item only = one(items);
        return only == null ? null : system(only);
    }

    static @Nullable String string(List<Item> items) {
        Item only = single(items);
        if (only == null) {
            return null;
        }
        if (only instanceof Item.Text text) {
            return text.value();
        }
        if (only instanceof Item.Moment moment && items.get(0) instanceof Item.Node) {
            return moment.value().toString();
        }
        throw new FhirPathException("a text is due");
    }

    static @Nullable Long whole(List<Item> items) {
        Item only = single(items);
        if (only == null) {
            return null;
        }
        if (only instanceof Item.Int number) {
            return number.value();
        }
        throw new FhirPathException("a whole number is due");
    }

    static @Nullable BigDecimal number(@Nullable Item item) {
        return switch (item) {
            case Item.Int number -> BigDecimal.valueOf(number.value());
            case Item.Dec number -> number.value();
            case null, default -> null;
        };
    }

    /** True, false, or null for empty; one value that is no boolean counts as true. */
    static @Nullable Boolean truth(List<Item> items) {
        Item only = single(items);
        if (only == null) {
            return null;
        }
        return only instanceof Item.Bool bool ? bool.value() : Boolean.TRUE;
    }

    static boolean yes(@Nullable Boolean value) {
        return value != null && value;
    }

    static boolean no(@Nullable Boolean value) {
        return value != null && !value;
    }

    static List<Item> of(@Nullable Boolean value) {
        return value == null ? List.of() : List.of(Item.Bool.of(value));
    }

    static List<Item> text(String value) {
        return List.of(new Item.Text(value));
    }
}
