package org.parley.wire.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Functions that FHIR adds, and those that ask the world. */
final class FhirFunctions {
    private FhirFunctions() {}

    static @Nullable Expr of(String name, int count, Expr a) {
        return switch (name + count) {
            case "extension1" -> extension(a);
            case "hasValue0" ->
                    (scope, input) ->
                            Values.of(
                                    input.size() == 1
                                            && !(Values.system(input.get(0)) instanceof Item.Node));
            case "getValue0" ->
                    (scope, input) -> {
                        Item only = Values.single(input);
                        return only == null || only instanceof Item.Node
                                ? List.of()
                                : List.of(only);
                    };
            case "resolve0" -> FhirFunctions::resolve;
            case "memberOf1" ->
                    (scope, input) -> {
                        String valueSet = Functions.text(a, scope, input);
                        if (!(Values.one(input) instanceof Item.Node node) || valueSet == null) {
                            return List.of();
                        }
                        Boolean member = scope.world().services().memberOf(node, valueSet);
                        if (member == null) {
                            throw new FhirPath.Undecided();
                        }
                        return Values.of(member);
                    };
            case "conformsTo1" ->
                    (scope, input) -> {
                        String profile = Functions.text(a, scope, input);
                        if (!(Values.one(input) instanceof Item.Node node) || profile == null) {
                            return List.of();
                        }
                        Boolean conforms = scope.world().services().conformsTo(node, profile);
                        if (conforms == null) {
                            throw new FhirPathException("there is no profile of that name");
                        }
                        return Values.of(conforms);
                    };
            case "htmlChecks0", "htmlChecks21" -> (scope, input) -> Values.of(true);
            case "elementDefinition0", "slice2", "checkModifiers1" -> null;
            case "subsumes1", "subsumedBy1" ->
                    (scope, input) -> {
                        throw new FhirPath.Undecided();
                    };
            case "type0" ->
                    (scope, input) -> {
                        Item only = Values.one(input);
                        return only == null ? List.of() : List.of(Steps.typeOf(only));
                    };
            case "today0" -> (scope, input) -> List.of(new Item.Moment(scope.world().now().date()));
            case "now0" -> (scope, input) -> List.of(new Item.Moment(scope.world().now()));
            case "timeOfDay0" ->
                    (scope, input) -> List.of(new Item.Moment(scope.world().now().timeOfDay()));
            default -> null;
        };
    }

    private static Expr extension(Expr a) {
        return (scope, input) -> {
            String url = Functions.text(a, scope, input);
            List<Item> out = new ArrayList<>();
            if (url == null) {
                return out;
            }
            for (Item item : input) {
                if (!(item instanceof Item.Node node)) {
                    continue;
                }
                Json.Members members = node.json() instanceof Json.Members m ? m : node.side();
                Json.Items all = members == null ? Json.Items.NONE : members.items("extension");
                for (int i = 0; i < all.size(); i++) {
                    if (all.value(i) instanceof Json.Members one && url.equals(one.text("url"))) {
                        out.add(new Item.Node(one, null, "Extension"));
                    }
                }
            }
            return out;
        };
    }

    private static List<Item> resolve(Scope scope, List<Item> input) {
        List<Item> out = new ArrayList<>();
        for (Item item : input) {
            if (item instanceof Item.Node node) {
                scope.world().services().resolve(node, scope.world().root()).ifPresent(out::add);
            }
        }
        return out;
    }
}
