package org.parley.wire.fhirpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of the language, by name. */
final class Functions {
    private Functions() {}

    static Expr of(String name, List<Expr> arguments) {
        int count = arguments.size();
        if (count > 3) {
            throw new FhirPathException(name + "() has too many arguments");
        }
        Expr a = count > 0 ? arguments.get(0) : Functions::nothing;
        Expr b = count > 1 ? arguments.get(1) : Functions::nothing;
        Expr c = count > 2 ? arguments.get(2) : Functions::nothing;
        Expr made = Subsets.of(name, count, a);
        if (made == null) {
            made = Loops.of(name, count, a, b, c);
        }
        if (made == null) {
            made = Texts.of(name, count, a, b);
        }
        if (made == null) {
            made = Numbers.of(name, count, a);
        }
        if (made == null) {
            made = Conversions.of(name, count);
        }
        if (made == null) {
            made = FhirFunctions.of(name, count, a);
        }
        if (made == null) {
            throw new FhirPathException(
                    "there is no function " + name + "() with " + count + " arguments");
        }
        return made;
    }

    private static List<Item> nothing(Scope scope, List<Item> input) {
        return List.of();
    }

    /** An argument is evaluated where the call stands: on what {@code $this} is. */
    static List<Item> argument(Expr argument, Scope scope, List<Item> input) {
        Item self = scope.self();
        return argument.eval(scope, self == null ? input : List.of(self));
    }

    static @Nullable String text(Expr argument, Scope scope, List<Item> input) {
        return Values.string(argument(argument, scope, input));
    }

    static @Nullable Long whole(Expr argument, Scope scope, List<Item> input) {
        return Values.whole(argument(argument, scope, input));
    }
}
