package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhirpath.Lexer.Kind;
import org.parley.wire.fhirpath.Lexer.Token;

/** Reads an expression and makes closures of it, by the precedence of the language's grammar. */
final class Parser {
    private static final int MAX_DEPTH = 100;
    private static final String[][] LEVELS = {
        {"implies"},
        {"or", "xor"},
        {"and"},
        {"in", "contains"},
        {"=", "~", "!=", "!~"},
        {"<=", "<", ">", ">="},
        {"|"},
        {"is", "as"},
        {"+", "-", "&"},
        {"*", "/", "div", "mod"},
    };
    private static final int TYPE_LEVEL = 7;
    private static final Set<String> ORDERED = Set.of("skip", "take", "first", "last", "tail");

    private final List<Token> tokens;
    private int at;
    private int depth;
    private String called = "";

    Parser(String text) {
        tokens = Lexer.read(text);
    }

    Expr parse() {
        Expr all = level(0);
        if (peek().kind() != Kind.END) {
            throw wrong();
        }
        return all;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private static FhirPathException wrong() {
        return new FhirPathException("the expression cannot be read");
    }

    private boolean sees(String word) {
        Token token = peek();
        return (token.kind() == Kind.SIGN || token.kind() == Kind.NAME)
                && token.text().equals(word);
    }

    private boolean takes(String word) {
        if (!sees(word)) {
            return false;
        }
        at++;
        return true;
    }

    private void need(String word) {
        if (!takes(word)) {
            throw wrong();
        }
    }

    private @Nullable String operator(String[] words) {
        for (String word : words) {
            if (takes(word)) {
                return word;
            }
        }
        return null;
    }

    private Expr level(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        if (level == 0 && ++depth > MAX_DEPTH) {
            throw new FhirPathException("an expression is nested too deeply");
        }
        Expr left = level(level + 1);
        String operator = operator(LEVELS[level]);
        while (operator != null) {
            if (level == TYPE_LEVEL) {
                left = Operators.type(operator, left, typeName());
            } else {
                left = Operators.of(operator, left, level(level + 1));
            }
            operator = operator(LEVELS[level]);
        }
        if (level == 0) {
            depth--;
        }
        return left;
    }

    private Expr unary() {
        if (takes("-")) {
            Expr of = unary();
            return (scope, input) -> Arithmetic.negate(of.eval(scope, input));
        }
        if (takes("+")) {
            return unary();
        }
        Expr left = term();
        while (true) {
            if (takes(".")) {
                left = Operators.then(left, invocation(false));
            } else if (takes("[")) {
                Expr index = level(0);
                need("]");
                left = Operators.index(left, index);
            } else {
                return left;
            }
        }
    }

    private Expr term() {
        Token token = peek();
        switch (token.kind()) {
            case STRING -> {
                at++;
                return constant(new Item.Text(token.text()));
            }
            case NUMBER -> {
                at++;
                return number(token.text());
            }
            case DATE -> {
                at++;
                return constant(new Item.Moment(Temporal.parse(token.text())));
            }
            case TIME -> {
                at++;
                Temporal time = Temporal.readTime(token.text());
                if (time == null) {
                    throw new FhirPathException("that is no time");
                }
                return constant(new Item.Moment(time));
            }
            case END -> throw wrong();
            case NAME, QUOTED_NAME, SIGN -> {}
        }
        if (takes("(")) {
            Expr inside = level(0);
            need(")");
            return inside;
        }
        if (takes("{")) {
            need("}");
            return (scope, input) -> List.of();
        }
        if (token.kind() == Kind.NAME
                && (token.text().equals("true") || token.text().equals("false"))) {
            at++;
            return constant(Item.Bool.of(token.text().equals("true")));
        }
        if (token.kind() == Kind.SIGN && token.text().startsWith("%")) {
            at++;
            return Variables.of(token.text().substring(1));
        }
        return invocation(true);
    }

    private static Expr constant(Item item) {
        List<Item> one = List.of(item);
        return (scope, input) -> one;
    }

    private Expr number(String text) {
        BigDecimal value = new BigDecimal(text);
        Token next = peek();
        if (next.kind() == Kind.STRING) {
            at++;
            return constant(new Item.Quantity(value, next.text(), false));
        }
        String calendar = next.kind() == Kind.NAME ? Quantities.calendar(next.text()) : null;
        if (calendar != null) {
            at++;
            return constant(new Item.Quantity(value, calendar, true));
        }
        if (text.contains(".")) {
            return constant(new Item.Dec(value));
        }
        if (text.length() > 18) {
            throw new FhirPathException("a whole number is too large");
        }
        return constant(new Item.Int(value.longValueExact()));
    }

    private Expr invocation(boolean first) {
        Token token = peek();
        if (token.kind() == Kind.SIGN && token.text().startsWith("$")) {
            at++;
            return switch (token.text()) {
                case "$this" ->
                        (scope, input) -> scope.self() == null ? List.of() : List.of(scope.self());
                case "$index" -> (scope, input) -> List.of(new Item.Int(scope.index()));
                case "$total" -> (scope, input) -> scope.total();
                default -> throw wrong();
            };
        }
        if (token.kind() != Kind.NAME && token.kind() != Kind.QUOTED_NAME) {
            throw wrong();
        }
        at++;
        String name = token.text();
        if (token.kind() == Kind.NAME && takes("(")) {
            return function(name);
        }
        called = "";
        if (first && Character.isUpperCase(name.charAt(0))) {
            Item.TypeName type = new Item.TypeName("FHIR", name);
            return (scope, input) ->
                    input.size() == 1 && Steps.is(input.get(0), type, scope.world().types())
                            ? input
                            : Steps.children(input, name, scope.world());
        }
        return (scope, input) -> Steps.children(input, name, scope.world());
    }

    private Expr function(String name) {
        boolean unordered = called.equals("children") || called.equals("descendants");
        if (unordered && ORDERED.contains(name)) {
            return (scope, input) -> {
                if (scope.world().strict()) {
                    throw new FhirPathException("children have no order");
                }
                return Functions.of(name, List.of()).eval(scope, input);
            };
        }
        if (name.equals("is") || name.equals("as") || name.equals("ofType")) {
            Item.TypeName type = typeName();
            need(")");
            called = name;
            return switch (name) {
                case "ofType" -> Operators.ofType(type);
                case "as" -> as(type);
                default -> Operators.type(name, (scope, input) -> input, type);
            };
        }
        if (name.equals("sort")) {
            return sort();
        }
        List<Expr> arguments = new ArrayList<>();
        if (!takes(")")) {
            do {
                arguments.add(level(0));
            } while (takes(","));
            need(")");
        }
        called = name;
        return Functions.of(name, arguments);
    }

    /** Of many values R4's own invariants mean those of the type, where FHIRPath sees an error. */
    private static Expr as(Item.TypeName type) {
        Expr one = Operators.type("as", (scope, input) -> input, type);
        Expr many = Operators.ofType(type);
        return (scope, input) ->
                (input.size() > 1 && !scope.world().strict() ? many : one).eval(scope, input);
    }

    private Expr sort() {
        List<Sorting.Key> keys = new ArrayList<>();
        if (!takes(")")) {
            do {
                boolean down = takes("-");
                Expr key = level(0);
                if (!takes("asc")) {
                    down |= takes("desc");
                }
                keys.add(new Sorting.Key(key, down));
            } while (takes(","));
            need(")");
        }
        return Sorting.by(keys);
    }

    private Item.TypeName typeName() {
        String first = plainName();
        if (takes(".")) {
            return Operators.named(first, plainName());
        }
        return Operators.named("", first);
    }

    private String plainName() {
        Token token = peek();
        if (token.kind() != Kind.NAME && token.kind() != Kind.QUOTED_NAME) {
            throw wrong();
        }
        at++;
        return token.text();
    }
}
