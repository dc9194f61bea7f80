package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on numbers, and how exactly a value is known. */
final class Numbers {
    private static final int MAX_SCALE = 31;

    private Numbers() {}

    static @Nullable Expr of(String name, int count, Expr a) {
        return switch (name + count) {
            case "abs0" -> (scope, input) -> abs(Values.single(input));
            case "ceiling0" -> (scope, input) -> round(input, RoundingMode.CEILING);
            case "floor0" -> (scope, input) -> round(input, RoundingMode.FLOOR);
            case "truncate0" -> (scope, input) -> round(input, RoundingMode.DOWN);
            case "round0", "round1" -> round(a);
            case "exp0" -> (scope, input) -> real(input, Math::exp);
            case "ln0" -> (scope, input) -> real(input, Math::log);
            case "sqrt0" -> (scope, input) -> real(input, Math::sqrt);
            case "log1" ->
                    (scope, input) -> {
                        BigDecimal base = number(Functions.argument(a, scope, input));
                        return base == null
                                ? List.of()
                                : real(input, x -> Math.log(x) / Math.log(base.doubleValue()));
                    };
            case "power1" -> power(a);
            case "lowBoundary0", "lowBoundary1" -> boundary(a, count, true);
            case "highBoundary0", "highBoundary1" -> boundary(a, count, false);
            case "precision0" -> (scope, input) -> precision(Values.single(input));
            case "comparable1" ->
                    (scope, input) -> {
                        Item x = Values.single(input);
                        Item y = Values.single(Functions.argument(a, scope, input));
                        return x == null || y == null ? List.of() : comparable(x, y, scope);
                    };
            default -> null;
        };
    }

    private static List<Item> comparable(Item x, Item y, Scope scope) {
        Item.Quantity p = Equality.quantity(x);
        Item.Quantity q = Equality.quantity(y);
        if (p == null || q == null) {
            return Values.of(x.getClass() == y.getClass());
        }
        Units units = scope.world().units();
        Units.Amount a = units.canonical(p.value(), Quantities.ucum(p)).orElse(null);
        Units.Amount b = units.canonical(q.value(), Quantities.ucum(q)).orElse(null);
        return Values.of(a != null && b != null && a.unit().equals(b.unit()));
    }

    private static @Nullable BigDecimal number(List<Item> items) {
        Item only = Values.single(items);
        if (only == null) {
            return null;
        }
        BigDecimal number = Values.number(only);
        if (number == null) {
            throw new FhirPathException("a number is due");
        }
        return number;
    }

    private static List<Item> abs(@Nullable Item item) {
        return switch (item) {
            case null -> List.of();
            case Item.Int number -> List.of(new Item.Int(Math.absExact(number.value())));
            case Item.Dec number -> List.of(new Item.Dec(number.value().abs()));
            case Item.Quantity q ->
                    List.of(new Item.Quantity(q.value().abs(), q.unit(), q.calendar()));
            default -> throw new FhirPathException("a number is due");
        };
    }

    private static List<Item> round(List<Item> input, RoundingMode how) {
        BigDecimal number = number(input);
        return number == null
                ? List.of()
                : List.of(new Item.Int(number.setScale(0, how).longValueExact()));
    }

    private static Expr round(Expr a) {
        return (scope, input) -> {
            BigDecimal number = number(input);
            Long digits = Functions.whole(a, scope, input);
            if (number == null) {
                return List.of();
            }
            int scale = digits == null ? 0 : (int) Math.max(0, Math.min(digits, MAX_SCALE));
            return List.of(new Item.Dec(number.setScale(scale, RoundingMode.HALF_UP)));
        };
    }

    private interface Real {
        double of(double x);
    }

    private static List<Item> real(List<Item> input, Real function) {
        BigDecimal number = number(input);
        if (number == null) {
            return List.of();
        }
        double made = function.of(number.doubleValue());
        return Double.isFinite(made) ? List.of(new Item.Dec(BigDecimal.valueOf(made))) : List.of();
    }

    private static Expr power(Expr a) {
        return (scope, input) -> {
            BigDecimal base = number(input);
            BigDecimal exponent = number(Functions.argument(a, scope, input));
            if (base == null || exponent == null) {
                return List.of();
            }
            boolean whole = base.scale() <= 0 && exponent.scale() <= 0;
            if (whole
                    && exponent.signum() >= 0
                    && exponent.compareTo(BigDecimal.valueOf(62)) <= 0) {
                BigDecimal made = base.pow(exponent.intValueExact(), MathContext.DECIMAL128);
                return made.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                        ? List.of(new Item.Dec(made))
                        : List.of(new Item.Int(made.longValueExact()));
            }
            return real(input, x -> Math.pow(x, exponent.doubleValue()));
        };
    }

    private static Expr boundary(Expr a, int count, boolean low) {
        return (scope, input) -> {
            Item only = Values.single(input);
            Long wanted = count == 0 ? null : Functions.whole(a, scope, input);
            return switch (only) {
                case null -> List.of();
                case Item.Moment moment -> {
                    int full = moment.value().kind() == Temporal.Kind.TIME ? 9 : 17;
                    boolean day = moment.value().kind() == Temporal.Kind.DATE;
                    int digits = wanted == null ? (day ? 8 : full) : wanted.intValue();
                    Temporal edge = moment.value().boundary(low, digits);
                    yield edge == null ? List.of() : List.of(new Item.Moment(edge));
                }
                case Item.Quantity q -> {
                    BigDecimal edge = edge(q.value(), wanted, low);
                    yield edge == null
                            ? List.of()
                            : List.of(new Item.Quantity(edge, q.unit(), q.calendar()));
                }
                default -> {
                    BigDecimal number = Values.number(only);
                    BigDecimal edge = number == null ? null : edge(number, wanted, low);
                    yield edge == null ? List.of() : List.of(new Item.Dec(edge));
                }
            };
        };
    }

    private static @Nullable BigDecimal edge(BigDecimal value, @Nullable Long wanted, boolean low) {
        long scale = wanted == null ? 8 : wanted;
        if (scale < 0 || scale > MAX_SCALE) {
            return null;
        }
        BigDecimal half = new BigDecimal("0.5").scaleByPowerOfTen(-Math.max(0, value.scale()));
        BigDecimal edge = low ? value.subtract(half) : value.add(half);
        return edge.setScale((int) scale, low ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    private static List<Item> precision(@Nullable Item item) {
        return switch (item) {
            case null -> List.of();
            case Item.Moment moment -> List.of(new Item.Int(moment.value().precision()));
            default -> {
                BigDecimal number = Values.number(item);
                yield number == null
                        ? List.of()
                        : List.of(new Item.Int(Math.max(0, number.scale())));
            }
        };
    }
}
