package org.parley.wire.fhirpath;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions on text. */
final class Texts {
    private static final int FLAGS = Pattern.DOTALL | Pattern.UNICODE_CASE;

    private Texts() {}

    static @Nullable Expr of(String name, int count, Expr a, Expr b) {
        return switch (name + count) {
            case "length0" -> one(text -> new Item.Int(text.length()));
            case "upper0" -> one(text -> new Item.Text(text.toUpperCase(Locale.ROOT)));
            case "lower0" -> one(text -> new Item.Text(text.toLowerCase(Locale.ROOT)));
            case "trim0" -> one(text -> new Item.Text(text.strip()));
            case "toChars0" ->
                    (scope, input) -> {
                        String text = Values.string(input);
                        List<Item> out = new ArrayList<>();
                        if (text != null) {
                            text.codePoints()
                                    .forEach(c -> out.add(new Item.Text(Character.toString(c))));
                        }
                        return out;
                    };
            case "indexOf1" -> two(a, (text, other) -> new Item.Int(text.indexOf(other)));
            case "lastIndexOf1" -> two(a, (text, other) -> new Item.Int(text.lastIndexOf(other)));
            case "startsWith1" -> two(a, (text, other) -> Item.Bool.of(text.startsWith(other)));
            case "endsWith1" -> two(a, (text, other) -> Item.Bool.of(text.endsWith(other)));
            case "contains1" -> two(a, (text, other) -> Item.Bool.of(text.contains(other)));
            case "matches1" ->
                    two(
                            a,
                            (text, regex) ->
                                    Item.Bool.of(
                                            Regexes.matcher(Regexes.compile(regex, FLAGS), text)
                                                    .find()));
            case "matchesFull1" ->
                    two(
                            a,
                            (text, regex) ->
                                    Item.Bool.of(
                                            Regexes.matcher(Regexes.compile(regex, FLAGS), text)
                                                    .matches()));
            case "substring1", "substring2" -> substring(a, b, count);
            case "replace2" -> three(a, b, (text, from, to) -> text.replace(from, to));
            case "replaceMatches2" ->
                    three(
                            a,
                            b,
                            (text, regex, to) ->
                                    regex.isEmpty()
                                            ? text
                                            : Regexes.matcher(Regexes.compile(regex, FLAGS), text)
                                                    .replaceAll(to));
            case "split1" ->
                    (scope, input) -> {
                        String text = Values.string(input);
                        String by = Functions.text(a, scope, input);
                        List<Item> out = new ArrayList<>();
                        if (text != null && by != null) {
                            for (String part : text.split(Pattern.quote(by), -1)) {
                                out.add(new Item.Text(part));
                            }
                        }
                        return out;
                    };
            case "join0", "join1" ->
                    (scope, input) -> {
                        String by = Functions.text(a, scope, input);
                        List<String> parts = new ArrayList<>();
                        for (Item item : input) {
                            String part = Values.string(List.of(item));
                            parts.add(part == null ? "" : part);
                        }
                        return parts.isEmpty()
                                ? List.of()
                                : Values.text(String.join(by == null ? "" : by, parts));
                    };
            case "encode1" -> two(a, (text, how) -> new Item.Text(encode(text, how)));
            case "decode1" -> two(a, (text, how) -> new Item.Text(decode(text, how)));
            case "escape1" -> two(a, (text, how) -> new Item.Text(escape(text, how, true)));
            case "unescape1" -> two(a, (text, how) -> new Item.Text(escape(text, how, false)));
            default -> null;
        };
    }

    private static Expr one(Function<String, Item> on) {
        return (scope, input) -> {
            String text = Values.string(input);
            return text == null ? List.of() : List.of(on.apply(text));
        };
    }

    private static Expr two(Expr a, BiFunction<String, String, Item> on) {
        return (scope, input) -> {
            String text = Values.string(input);
            String other = Functions.text(a, scope, input);
            return text == null || other == null ? List.of() : List.of(on.apply(text, other));
        };
    }

    private interface Three {
        String apply(String text, String one, String two);
    }

    private static Expr three(Expr a, Expr b, Three on) {
        return (scope, input) -> {
            String text = Values.string(input);
            String one = Functions.text(a, scope, input);
            String two = Functions.text(b, scope, input);
            return text == null || one == null || two == null
                    ? List.of()
                    : Values.text(on.apply(text, one, two));
        };
    }

    private static Expr substring(Expr a, Expr b, int count) {
        return (scope, input) -> {
            String text = Values.string(input);
            Long from = Functions.whole(a, scope, input);
            Long length = count == 1 ? null : Functions.whole(b, scope, input);
            if (text == null || from == null || from < 0 || from >= text.length()) {
                return List.of();
            }
            int begin = from.intValue();
            if (length == null) {
                return Values.text(text.substring(begin));
            }
            long end = Math.max(begin, Math.min(text.length(), begin + length));
            return Values.text(text.substring(begin, (int) end));
        };
    }

    private static String encode(String text, String how) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (how) {
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "urlbase64" -> Base64.getUrlEncoder().encodeToString(bytes);
            default -> throw new FhirPathException("there is no encoding of that name");
        };
    }

    private static String decode(String text, String how) {
        try {
            byte[] bytes =
                    switch (how) {
                        case "hex" -> HexFormat.of().parseHex(text);
                        case "base64" -> Base64.getDecoder().decode(text);
                        case "urlbase64" -> Base64.getUrlDecoder().decode(text);
                        default -> throw new FhirPathException("there is no encoding of that name");
                    };
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new FhirPathException("a text is not encoded so");
        }
    }

    private static String escape(String text, String how, boolean there) {
        String[][] pairs =
                switch (how) {
                    case "html" ->
                            new String[][] {
                                {"&", "&amp;"},
                                {"<", "&lt;"},
                                {">", "&gt;"},
                                {"\"", "&quot;"},
                                {"'", "&#39;"}
                            };
                    case "json" ->
                            new String[][] {
                                {"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}, {"\t", "\\t"}
                            };
                    default -> throw new FhirPathException("there is no escaping of that name");
                };
        String out = text;
        for (int i = 0; i < pairs.length; i++) {
            String[] pair = there ? pairs[i] : pairs[pairs.length - 1 - i];
            out = there ? out.replace(pair[0], pair[1]) : out.replace(pair[1], pair[0]);
        }
        return out;
    }
}
