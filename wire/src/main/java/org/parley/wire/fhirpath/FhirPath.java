package org.parley.wire.fhirpath;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled expression. */
public final class FhirPath {
    private static final Temporal LONG_AGO = Temporal.parse("1900-01-01T00:00:00Z");

    private final String text;
    private final Expr compiled;

    private FhirPath(String text, Expr compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /** Compiles an expression. */
    public static FhirPath compile(String text) {
        return new FhirPath(text, new Parser(text).parse());
    }

    /**
     * Where and with what an expression is evaluated.
     *
     * @param resource the resource that holds the value
     * @param root the outermost resource, where that one is contained
     * @param now what {@code now()} gives
     * @param strict whether a path that cannot be is an error
     */
    public record Around(
            Item.Node resource,
            Item.Node root,
            Types types,
            Units units,
            Services services,
            Temporal now,
            boolean strict,
            Map<String, List<Item>> variables) {
        public Around {
            variables = Map.copyOf(variables);
        }
    }

    /** What the expression gives for a value. */
    public List<Item> evaluate(Item value, Around around) {
        List<Item> input = List.of(value);
        Scope.World world =
                new Scope.World(
                        around.resource(),
                        around.root(),
                        input,
                        around.types(),
                        around.units(),
                        around.services(),
                        around.now(),
                        around.strict(),
                        around.variables());
        return compiled.eval(new Scope(world, value, 0, List.of()), input);
    }

    /**
     * Whether an invariant holds: only a plain false breaks it, for rules of R4 are empty where
     * there is nothing to say; null when it cannot be decided.
     */
    public @Nullable Boolean holds(Item value, Around around) {
        List<Item> result;
        try {
            result = evaluate(value, around);
        } catch (Undecided undecided) {
            return null;
        }
        return !Values.no(Values.truth(result));
    }

    /** A time for evaluations that have none. */
    public static Temporal longAgo() {
        return LONG_AGO;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Thrown where terminology is asked that is not at hand. */
    static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undecided() {
            super("cannot be decided here", null, false, false);
        }
    }
}
