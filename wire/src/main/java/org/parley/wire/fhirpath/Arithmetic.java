package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plus, minus, times, and what is left over. */
final class Arithmetic {
    private static final MathContext DIGITS = new MathContext(28, RoundingMode.HALF_UP);

    private Arithmetic() {}

    static List<Item> apply(String operator, List<Item> left, List<Item> right, Units units) {
        if (operator.equals("&")) {
            String a = Values.string(left);
            String b = Values.string(right);
            return Values.text((a == null ? "" : a) + (b == null ? "" : b));
        }
        Item a = Values.single(left);
        Item b = Values.single(right);
        if (a == null || b == null) {
            return List.of();
        }
        Item made = made(operator, a, b, units);
        return made == null ? List.of() : List.of(made);
    }

    private static @Nullable Item made(String operator, Item a, Item b, Units units) {
        if (a instanceof Item.Int x && b instanceof Item.Int y && !operator.equals("/")) {
            return whole(operator, x.value(), y.value());
        }
        BigDecimal x = Values.number(a);
        BigDecimal y = Values.number(b);
        if (x != null && y != null) {
            BigDecimal made = decimal(operator, x, y);
            return made == null
                    ? null
                    : operator.equals("div")
                            ? new Item.Int(made.longValueExact())
                            : new Item.Dec(made);
        }
        if (a instanceof Item.Text s && b instanceof Item.Text t && operator.equals("+")) {
            return new Item.Text(s.value() + t.value());
        }
        if (a instanceof Item.Moment moment && b instanceof Item.Quantity q) {
            if (!operator.equals("+") && !operator.equals("-")) {
                throw wrong(operator);
            }
            BigDecimal amount = operator.equals("+") ? q.value() : q.value().negate();
            return new Item.Moment(moment.value().plus(amount, Quantities.addable(q)));
        }
        if (a instanceof Item.Quantity || b instanceof Item.Quantity) {
            Item.Quantity p = Equality.quantity(a);
            Item.Quantity q = Equality.quantity(b);
            if (p != null && q != null) {
                return quantity(operator, p, q, units);
            }
        }
        throw wrong(operator);
    }

    private static FhirPathException wrong(String operator) {
        return new FhirPathException("values of these kinds have no " + operator);
    }

    private static @Nullable Item whole(String operator, long x, long y) {
        try {
            return switch (operator) {
                case "+" -> new Item.Int(Math.addExact(x, y));
                case "-" -> new Item.Int(Math.subtractExact(x, y));
                case "*" -> new Item.Int(Math.multiplyExact(x, y));
                case "div" -> y == 0 ? null : new Item.Int(x / y);
                case "mod" -> y == 0 ? null : new Item.Int(x % y);
                default -> throw wrong(operator);
            };
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(String operator, BigDecimal x, BigDecimal y) {
        return switch (operator) {
            case "+" -> x.add(y, MathContext.DECIMAL128);
            case "-" -> x.subtract(y, MathContext.DECIMAL128);
            case "*" -> x.multiply(y, MathContext.DECIMAL128);
            case "/" -> y.signum() == 0 ? null : x.divide(y, DIGITS);
            case "div" ->
                    y.signum() == 0 ? null : x.divide(y, DIGITS).setScale(0, RoundingMode.DOWN);
            case "mod" -> y.signum() == 0 ? null : x.remainder(y);
            default -> throw wrong(operator);
        };
    }

    private static @Nullable Item quantity(
            String operator, Item.Quantity p, Item.Quantity q, Units units) {
        String left = Quantities.ucum(p);
        String right = Quantities.ucum(q);
        BigDecimal made = null;
        String unit = left;
        switch (operator) {
            case "*" -> {
                made = p.value().multiply(q.value());
                unit = left.equals("1") ? right : right.equals("1") ? left : left + "." + right;
            }
            case "/" -> {
                made = q.value().signum() == 0 ? null : p.value().divide(q.value(), DIGITS);
                unit =
                        left.equals(right)
                                ? "1"
                                : right.equals("1") ? left : left + "/(" + right + ")";
            }
            case "+", "-" -> {
                BigDecimal other = same(q, left, right, units);
                if (other == null) {
                    return null;
                }
                made = decimal(operator, p.value(), other);
                if (p.calendar()) {
                    return made == null ? null : new Item.Quantity(made, p.unit(), true);
                }
            }
            default -> throw wrong(operator);
        }
        return made == null ? null : new Item.Quantity(made, unit, false);
    }

    private static @Nullable BigDecimal same(
            Item.Quantity q, String left, String right, Units units) {
        if (left.equals(right)) {
            return q.value();
        }
        Units.Amount one = units.canonical(BigDecimal.ONE, left).orElse(null);
        Units.Amount other = units.canonical(q.value(), right).orElse(null);
        return one == null || other == null || !one.unit().equals(other.unit())
                ? null
                : other.value().divide(one.value(), DIGITS);
    }

    static List<Item> negate(List<Item> items) {
        Item only = Values.single(items);
        return switch (only) {
            case null -> List.of();
            case Item.Int number -> List.of(new Item.Int(Math.negateExact(number.value())));
            case Item.Dec number -> List.of(new Item.Dec(number.value().negate()));
            case Item.Quantity q ->
                    List.of(new Item.Quantity(q.value().negate(), q.unit(), q.calendar()));
            default -> throw wrong("-");
        };
    }
}
