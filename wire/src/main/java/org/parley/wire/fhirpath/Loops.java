package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that evaluate an argument for each item. */
final class Loops {
    private Loops() {}

    static @Nullable Expr of(String name, int count, Expr a, Expr b, Expr c) {
        if (name.equals("iif") && count >= 2) {
            return iif(a, b, c);
        }
        if (name.equals("trace") && count >= 1) {
            return (scope, input) -> {
                Functions.argument(a, scope, input);
                return input;
            };
        }
        if (name.equals("aggregate") && count >= 1) {
            return (scope, input) -> {
                List<Item> total = Functions.argument(b, scope, input);
                for (int i = 0; i < input.size(); i++) {
                    Item item = input.get(i);
                    total = a.eval(scope.at(item, i).with(total), List.of(item));
                }
                return total;
            };
        }
        return count == 1 ? each(name, a) : null;
    }

    private static @Nullable Expr each(String name, Expr a) {
        return switch (name) {
            case "where" -> (scope, input) -> where(a, scope, input);
            case "exists" ->
                    (scope, input) -> {
                        for (int i = 0; i < input.size(); i++) {
                            if (holds(a, scope, input.get(i), i)) {
                                return Values.of(true);
                            }
                        }
                        return Values.of(false);
                    };
            case "all" ->
                    (scope, input) -> {
                        for (int i = 0; i < input.size(); i++) {
                            if (!holds(a, scope, input.get(i), i)) {
                                return Values.of(false);
                            }
                        }
                        return Values.of(true);
                    };
            case "select" ->
                    (scope, input) -> {
                        List<Item> out = new ArrayList<>();
                        for (int i = 0; i < input.size(); i++) {
                            Item item = input.get(i);
                            out.addAll(a.eval(scope.at(item, i), List.of(item)));
                            Steps.bounded(out);
                        }
                        return out;
                    };
            case "repeat" -> (scope, input) -> repeat(a, scope, input);
            default -> null;
        };
    }

    private static boolean holds(Expr a, Scope scope, Item item, int i) {
        return Values.yes(Values.truth(a.eval(scope.at(item, i), List.of(item))));
    }

    private static List<Item> where(Expr a, Scope scope, List<Item> input) {
        if (input.isEmpty()) {
            return input;
        }
        List<Item> out = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            if (holds(a, scope, input.get(i), i)) {
                out.add(input.get(i));
            }
        }
        return out;
    }

    private static List<Item> repeat(Expr a, Scope scope, List<Item> input) {
        List<Item> out = new ArrayList<>();
        List<Item> fresh = input;
        while (!fresh.isEmpty()) {
            List<Item> next = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                Item item = fresh.get(i);
                for (Item made : a.eval(scope.at(item, i), List.of(item))) {
                    if (!seen(out, made) && !seen(next, made)) {
                        next.add(made);
                    }
                }
            }
            out.addAll(next);
            Steps.bounded(out);
            fresh = next;
        }
        return out;
    }

    private static boolean seen(List<Item> items, Item made) {
        for (Item item : items) {
            boolean same =
                    (item instanceof Item.Node a && made instanceof Item.Node b)
                            ? a.json().at() == b.json().at()
                                    && a.type().equals(b.type())
                                    && Equality.deep(a.json(), b.json())
                            : item.equals(made);
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static Expr iif(Expr a, Expr b, Expr c) {
        return (scope, input) -> {
            Item self = Values.one(input);
            Scope inside = self == null ? scope : scope.at(self, 0);
            List<Item> asked = a.eval(inside, input);
            Item only = Values.single(asked);
            if (only != null && !(only instanceof Item.Bool)) {
                throw new FhirPathException("iif() asks for true or false");
            }
            return Values.yes(Values.truth(asked)) ? b.eval(inside, input) : c.eval(inside, input);
        };
    }
}
