package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands between two expressions. */
final class Operators {
    private static final Set<String> SYSTEM =
            Set.of("Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time");

    private static final int MAX_COMPARED = 5_000;

    private Operators() {}

    static Item.TypeName named(String namespace, String name) {
        return new Item.TypeName(
                namespace.isEmpty() && SYSTEM.contains(name) ? "System" : namespace, name);
    }

    static Expr then(Expr left, Expr right) {
        return (scope, input) -> right.eval(scope, left.eval(scope, input));
    }

    static Expr index(Expr left, Expr index) {
        return (scope, input) -> {
            List<Item> items = left.eval(scope, input);
            Long at = Values.whole(index.eval(scope, input));
            return at == null || at < 0 || at >= items.size()
                    ? List.of()
                    : List.of(items.get(at.intValue()));
        };
    }

    static Expr type(String operator, Expr left, Item.TypeName type) {
        if (operator.equals("is")) {
            return (scope, input) -> {
                Item only = Values.one(left.eval(scope, input));
                return only == null
                        ? List.of()
                        : Values.of(Steps.is(only, type, scope.world().types()));
            };
        }
        return (scope, input) -> {
            checkType(type, scope.world());
            Item only = Values.one(left.eval(scope, input));
            return only == null || !Steps.is(only, type, scope.world().types())
                    ? List.of()
                    : List.of(only);
        };
    }

    static Expr ofType(Item.TypeName type) {
        return (scope, input) -> {
            checkType(type, scope.world());
            return input.stream()
                    .filter(item -> Steps.is(item, type, scope.world().types()))
                    .toList();
        };
    }

    private static void checkType(Item.TypeName type, Scope.World world) {
        boolean system = !type.namespace().equals("FHIR") && SYSTEM.contains(type.name());
        if (!system && !type.name().equals("Quantity") && !world.types().known(type.name())) {
            throw new FhirPathException("there is no type " + type.name());
        }
    }

    static Expr of(String operator, Expr left, Expr right) {
        return switch (operator) {
            case "and" ->
                    (scope, input) -> {
                        Boolean a = Values.truth(left.eval(scope, input));
                        if (Values.no(a)) {
                            return Values.of(false);
                        }
                        Boolean b = Values.truth(right.eval(scope, input));
                        return Values.of(Values.no(b) ? b : a == null ? null : b);
                    };
            case "or" ->
                    (scope, input) -> {
                        Boolean a = Values.truth(left.eval(scope, input));
                        if (Values.yes(a)) {
                            return Values.of(true);
                        }
                        Boolean b = Values.truth(right.eval(scope, input));
                        return Values.of(Values.yes(b) ? b : a == null ? null : b);
                    };
            case "xor" ->
                    (scope, input) -> {
                        Boolean a = Values.truth(left.eval(scope, input));
                        Boolean b = Values.truth(right.eval(scope, input));
                        return a == null || b == null ? List.of() : Values.of(!a.equals(b));
                    };
            case "implies" ->
                    (scope, input) -> {
                        Boolean a = Values.truth(left.eval(scope, input));
                        if (Values.no(a)) {
                            return Values.of(true);
                        }
                        Boolean b = Values.truth(right.eval(scope, input));
                        return Values.of(Values.yes(b) ? b : a == null ? null : b);
                    };
            case "=", "!=" -> {
                boolean wanted = operator.equals("=");
                yield (scope, input) -> {
                    Boolean same =
                            Equality.equal(
                                    left.eval(scope, input),
                                    right.eval(scope, input),
                                    scope.world().units());
                    return same == null ? List.of() : Values.of(same == wanted);
                };
            }
            case "~", "!~" -> {
                boolean wanted = operator.equals("~");
                yield (scope, input) ->
                        Values.of(
                                Equality.equivalent(
                                                left.eval(scope, input),
                                                right.eval(scope, input),
                                                scope.world().units())
                                        == wanted);
            }
            case "<", ">", "<=", ">=" ->
                    (scope, input) ->
                            order(
                                    operator,
                                    Values.one(left.eval(scope, input)),
                                    Values.one(right.eval(scope, input)),
                                    scope.world().units());
            case "in" ->
                    (scope, input) -> in(left.eval(scope, input), right.eval(scope, input), scope);
            case "contains" ->
                    (scope, input) -> in(right.eval(scope, input), left.eval(scope, input), scope);
            case "|" ->
                    (scope, input) ->
                            union(
                                    left.eval(scope, input),
                                    right.eval(scope, input),
                                    scope.world().units());
            default ->
                    (scope, input) ->
                            Arithmetic.apply(
                                    operator,
                                    left.eval(scope, input),
                                    right.eval(scope, input),
                                    scope.world().units());
        };
    }

    private static List<Item> in(List<Item> what, List<Item> where, Scope scope) {
        Item only = Values.one(what);
        return only == null
                ? List.of()
                : Values.of(Equality.has(where, only, scope.world().units()));
    }

    static List<Item> union(List<Item> a, List<Item> b, Units units) {
        List<Item> out = new ArrayList<>(a.size() + b.size());
        Set<Item> texts = new HashSet<>();
        distinct(a, out, texts, units);
        distinct(b, out, texts, units);
        return out;
    }

    /**
     * Texts are compared by hash, for there may be many; other values one by one, up to a limit.
     */
    private static void distinct(List<Item> from, List<Item> out, Set<Item> texts, Units units) {
        for (Item item : from) {
            Item plain = Values.system(item);
            if (plain instanceof Item.Text && texts.size() == out.size()) {
                if (texts.add(plain)) {
                    out.add(item);
                }
            } else if (!Equality.has(out, item, units)) {
                if (out.size() > MAX_COMPARED) {
                    throw new FhirPathException("too many values to compare one by one");
                }
                out.add(item);
            }
        }
    }

    private static List<Item> order(
            String operator, @Nullable Item a, @Nullable Item b, Units units) {
        if (a == null || b == null) {
            return List.of();
        }
        Integer order = Equality.order(a, b, units);
        if (order == null) {
            return List.of();
        }
        return Values.of(
                switch (operator) {
                    case "<" -> order < 0;
                    case ">" -> order > 0;
                    case "<=" -> order <= 0;
                    default -> order >= 0;
                });
    }
}
