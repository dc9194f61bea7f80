package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on a collection as a whole. */
final class Subsets {
    private Subsets() {}

    static @Nullable Expr of(String name, int count, Expr a) {
        return count == 0 ? plain(name) : count == 1 ? other(name, a) : null;
    }

    private static @Nullable Expr plain(String name) {
        return switch (name) {
            case "empty" -> (scope, input) -> Values.of(input.isEmpty());
            case "exists" -> (scope, input) -> Values.of(!input.isEmpty());
            case "not" ->
                    (scope, input) -> {
                        Boolean truth = Values.truth(input);
                        return truth == null ? List.of() : Values.of(!truth);
                    };
            case "count" -> (scope, input) -> List.of(new Item.Int(input.size()));
            case "first" -> (scope, input) -> input.isEmpty() ? input : input.subList(0, 1);
            case "last" ->
                    (scope, input) ->
                            input.isEmpty() ? input : input.subList(input.size() - 1, input.size());
            case "tail" ->
                    (scope, input) -> input.isEmpty() ? input : input.subList(1, input.size());
            case "single" ->
                    (scope, input) -> {
                        Values.one(input);
                        return input;
                    };
            case "distinct" ->
                    (scope, input) -> Operators.union(input, List.of(), scope.world().units());
            case "isDistinct" ->
                    (scope, input) ->
                            Values.of(
                                    Operators.union(input, List.of(), scope.world().units()).size()
                                            == input.size());
            case "allTrue" -> (scope, input) -> Values.of(all(input, true));
            case "allFalse" -> (scope, input) -> Values.of(all(input, false));
            case "anyTrue" -> (scope, input) -> Values.of(any(input, true));
            case "anyFalse" -> (scope, input) -> Values.of(any(input, false));
            case "children" ->
                    (scope, input) -> {
                        List<Item> out = new ArrayList<>();
                        for (Item item : input) {
                            Steps.all(item, scope.world().types(), out);
                        }
                        return out;
                    };
            case "descendants" -> (scope, input) -> Steps.descendants(input, scope.world().types());
            default -> null;
        };
    }

    private static boolean flag(Item item) {
        if (Values.system(item) instanceof Item.Bool bool) {
            return bool.value();
        }
        throw new FhirPathException("true or false is due");
    }

    private static boolean all(List<Item> input, boolean wanted) {
        boolean all = true;
        for (Item item : input) {
            all &= flag(item) == wanted;
        }
        return all;
    }

    private static boolean any(List<Item> input, boolean wanted) {
        boolean any = false;
        for (Item item : input) {
            any |= flag(item) == wanted;
        }
        return any;
    }

    private static @Nullable Expr other(String name, Expr a) {
        return switch (name) {
            case "skip" ->
                    (scope, input) -> {
                        int n = size(Functions.whole(a, scope, input), input);
                        return input.subList(n, input.size());
                    };
            case "take" ->
                    (scope, input) ->
                            input.subList(0, size(Functions.whole(a, scope, input), input));
            case "union" ->
                    (scope, input) ->
                            Operators.union(
                                    input,
                                    Functions.argument(a, scope, input),
                                    scope.world().units());
            case "combine" ->
                    (scope, input) -> {
                        List<Item> out = new ArrayList<>(input);
                        out.addAll(Functions.argument(a, scope, input));
                        return out;
                    };
            case "intersect" ->
                    (scope, input) -> {
                        List<Item> others = Functions.argument(a, scope, input);
                        Units units = scope.world().units();
                        return Operators.union(
                                input.stream()
                                        .filter(item -> Equality.has(others, item, units))
                                        .toList(),
                                List.of(),
                                units);
                    };
            case "exclude" ->
                    (scope, input) -> {
                        List<Item> others = Functions.argument(a, scope, input);
                        Units units = scope.world().units();
                        return input.stream()
                                .filter(item -> !Equality.has(others, item, units))
                                .toList();
                    };
            case "subsetOf" ->
                    (scope, input) ->
                            Values.of(within(input, Functions.argument(a, scope, input), scope));
            case "supersetOf" ->
                    (scope, input) ->
                            Values.of(within(Functions.argument(a, scope, input), input, scope));
            default -> null;
        };
    }

    private static int size(@Nullable Long n, List<Item> input) {
        return n == null ? 0 : (int) Math.max(0, Math.min(n, input.size()));
    }

    private static boolean within(List<Item> few, List<Item> many, Scope scope) {
        for (Item item : few) {
            if (!Equality.has(many, item, scope.world().units())) {
                return false;
            }
        }
        return true;
    }
}
