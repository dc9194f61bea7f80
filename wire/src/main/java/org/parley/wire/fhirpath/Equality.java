package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Whether values are equal, equivalent, or in an order. */
final class Equality {
    private Equality() {}

    /** {@code =} on collections; null for empty. */
    static @Nullable Boolean equal(List<Item> a, List<Item> b, Units units) {
        if (a.isEmpty() || b.isEmpty()) {
            return null;
        }
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Boolean same = equal(a.get(i), b.get(i), units);
            if (same == null || !same) {
                return same;
            }
        }
        return true;
    }

    /** {@code =} on items; null when it cannot be said. */
    static @Nullable Boolean equal(Item left, Item right, Units units) {
        Item a = Values.system(left);
        Item b = Values.system(right);
        BigDecimal x = Values.number(a);
        BigDecimal y = Values.number(b);
        if (x != null && y != null) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof Item.Moment m && b instanceof Item.Moment n) {
            if ((m.value().kind() == Temporal.Kind.TIME)
                    != (n.value().kind() == Temporal.Kind.TIME)) {
                return false;
            }
            Integer order = m.value().compare(n.value());
            return order == null ? null : order == 0;
        }
        if (a instanceof Item.Moment m && b instanceof Item.Text text) {
            return m.value().toString().equals(text.value());
        }
        if (a instanceof Item.Text && b instanceof Item.Moment) {
            return equal(b, a, units);
        }
        if (a instanceof Item.Quantity || b instanceof Item.Quantity) {
            return amounts(a, b, units);
        }
        if (a instanceof Item.Node m && b instanceof Item.Node n) {
            return deep(m.json(), n.json());
        }
        return a.equals(b);
    }

    private static @Nullable Boolean amounts(Item a, Item b, Units units) {
        Item.Quantity x = quantity(a);
        Item.Quantity y = quantity(b);
        if (x == null || y == null) {
            return false;
        }
        if (mixesCalendar(x, y)) {
            return null;
        }
        Integer order = compare(x, y, units);
        return order == null ? null : order == 0;
    }

    private static boolean mixesCalendar(Item.Quantity x, Item.Quantity y) {
        return x.calendar() != y.calendar()
                && (Quantities.longCalendar(x) || Quantities.longCalendar(y));
    }

    static Item.@Nullable Quantity quantity(Item item) {
        if (item instanceof Item.Quantity q) {
            return q;
        }
        BigDecimal number = Values.number(item);
        return number == null ? null : new Item.Quantity(number, "1", false);
    }

    private static @Nullable Integer compare(Item.Quantity x, Item.Quantity y, Units units) {
        String left = Quantities.ucum(x);
        String right = Quantities.ucum(y);
        if (left.equals(right)) {
            return x.value().compareTo(y.value());
        }
        Optional<Units.Amount> a = units.canonical(x.value(), left);
        Optional<Units.Amount> b = units.canonical(y.value(), right);
        if (a.isEmpty() || b.isEmpty() || !a.get().unit().equals(b.get().unit())) {
            return null;
        }
        BigDecimal difference = a.get().value().subtract(b.get().value()).abs();
        BigDecimal size = a.get().value().abs().max(b.get().value().abs());
        return difference.compareTo(size.scaleByPowerOfTen(-10)) <= 0
                ? 0
                : a.get().value().compareTo(b.get().value());
    }

    static boolean deep(Json a, Json b) {
        return switch (a) {
            case Json.Text x -> b instanceof Json.Text y && x.value().equals(y.value());
            case Json.Bool x -> b instanceof Json.Bool y && x.value() == y.value();
            case Json.Null x -> b instanceof Json.Null;
            case Json.Num x ->
                    b instanceof Json.Num y
                            && Values.decimal(x.literal()).compareTo(Values.decimal(y.literal()))
                                    == 0;
            case Json.Items x -> b instanceof Json.Items y && items(x, y);
            case Json.Members x -> b instanceof Json.Members y && members(x, y);
        };
    }

    private static boolean items(Json.Items x, Json.Items y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!deep(x.value(i), y.value(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean members(Json.Members x, Json.Members y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            Json other = y.get(x.name(i));
            if (other == null || !deep(x.value(i), other)) {
                return false;
            }
        }
        return true;
    }

    /** {@code ~} on collections: in any order. */
    static boolean equivalent(List<Item> a, List<Item> b, Units units) {
        if (a.size() != b.size()) {
            return false;
        }
        boolean[] taken = new boolean[b.size()];
        for (Item item : a) {
            int found = -1;
            for (int i = 0; i < taken.length && found < 0; i++) {
                if (!taken[i] && equivalent(item, b.get(i), units)) {
                    found = i;
                }
            }
            if (found < 0) {
                return false;
            }
            taken[found] = true;
        }
        return true;
    }

    private static boolean equivalent(Item left, Item right, Units units) {
        Item a = Values.system(left);
        Item b = Values.system(right);
        BigDecimal x = Values.number(a);
        BigDecimal y = Values.number(b);
        if (x != null && y != null) {
            int scale = Math.min(Math.max(0, x.scale()), Math.max(0, y.scale()));
            return x.setScale(scale, RoundingMode.HALF_UP)
                            .compareTo(y.setScale(scale, RoundingMode.HALF_UP))
                    == 0;
        }
        if (a instanceof Item.Text s && b instanceof Item.Text t) {
            return plain(s.value()).equals(plain(t.value()));
        }
        if (a instanceof Item.Quantity p && b instanceof Item.Quantity q) {
            Integer order = compare(p, q, units);
            return order != null && order == 0;
        }
        return Values.yes(equal(a, b, units));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The order of two items; null when it cannot be said. */
    static @Nullable Integer order(Item left, Item right, Units units) {
        Item a = Values.system(left);
        Item b = Values.system(right);
        BigDecimal x = Values.number(a);
        BigDecimal y = Values.number(b);
        if (x != null && y != null) {
            return x.compareTo(y);
        }
        if (a instanceof Item.Text s && b instanceof Item.Text t) {
            return s.value().compareTo(t.value());
        }
        Item.Moment m = moment(a);
        Item.Moment n = moment(b);
        if (m != null && n != null) {
            return m.value().compare(n.value());
        }
        Item.Quantity p = quantity(a);
        Item.Quantity q = quantity(b);
        if (p != null && q != null) {
            return mixesCalendar(p, q) ? null : compare(p, q, units);
        }
        throw new FhirPathException("values of these kinds have no order");
    }

    private static Item.@Nullable Moment moment(Item item) {
        if (item instanceof Item.Text text) {
            Temporal read = Temporal.read(text.value());
            return read == null ? null : new Item.Moment(read);
        }
        return item instanceof Item.Moment moment ? moment : null;
    }

    /** Whether the list has an equal item. */
    static boolean has(List<Item> items, Item wanted, Units units) {
        for (Item item : items) {
            if (Values.yes(equal(item, wanted, units))) {
                return true;
            }
        }
        return false;
    }
}
