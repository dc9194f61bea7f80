package org.parley.conformance.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The limited XHTML of a narrative: well-formed, known elements, nothing active. */
final class Xhtml {
    private static final Set<String> ELEMENTS =
            Set.of(
                    "div",
                    "p",
                    "br",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "a",
                    "span",
                    "b",
                    "em",
                    "i",
                    "strong",
                    "small",
                    "big",
                    "tt",
                    "dfn",
                    "q",
                    "var",
                    "abbr",
                    "acronym",
                    "cite",
                    "blockquote",
                    "hr",
                    "address",
                    "bdo",
                    "kbd",
                    "sub",
                    "sup",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "pre",
                    "table",
                    "caption",
                    "colgroup",
                    "col",
                    "thead",
                    "tr",
                    "tfoot",
                    "tbody",
                    "th",
                    "td",
                    "code",
                    "samp",
                    "img",
                    "map",
                    "area",
                    "s",
                    "u",
                    "strike",
                    "del",
                    "ins",
                    "font",
                    "center");
    private static final int MAX_DEPTH = 200;

    private Xhtml() {}

    static @Nullable String fault(String text) {
        Deque<String> open = new ArrayDeque<>();
        int at = 0;
        boolean ended = false;
        boolean content = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '&') {
                int end = text.indexOf(';', at);
                if (end < 0 || end - at > 12 || !entity(text.substring(at + 1, end))) {
                    return "has an & that is no entity";
                }
                content = true;
                at = end + 1;
                continue;
            }
            if (c != '<') {
                if (open.isEmpty() && c > ' ') {
                    return "has text outside its div";
                }
                content |= c > ' ';
                at++;
                continue;
            }
            if (text.startsWith("<!--", at)) {
                int end = text.indexOf("-->", at);
                if (end < 0) {
                    return "has a comment that does not end";
                }
                at = end + 3;
                continue;
            }
            if (text.startsWith("<?", at) || text.startsWith("<!", at)) {
                if (open.isEmpty() && text.startsWith("<?xml", at) && text.indexOf("?>", at) > 0) {
                    at = text.indexOf("?>", at) + 2;
                    continue;
                }
                return "has a declaration or an instruction";
            }
            int end = end(text, at);
            if (end < 0) {
                return "has a tag that does not end";
            }
            String tag = text.substring(at + 1, end);
            at = end + 1;
            if (tag.startsWith("/")) {
                if (open.isEmpty() || !open.pop().equals(tag.substring(1).strip())) {
                    return "has tags that do not fit";
                }
                ended |= open.isEmpty();
                continue;
            }
            boolean closed = tag.endsWith("/");
            String name = name(tag);
            if (open.isEmpty() && (ended || !name.equals("div"))) {
                return "is not one div";
            }
            if (!ELEMENTS.contains(name)) {
                return "has an element that a narrative may not have";
            }
            String fault =
                    attributes(tag.substring(name.length(), tag.length() - (closed ? 1 : 0)));
            if (fault != null) {
                return fault;
            }
            if (open.isEmpty()
                    && !tag.contains("xmlns=\"http://www.w3.org/1999/xhtml\"")
                    && !tag.contains("xmlns='http://www.w3.org/1999/xhtml'")) {
                return "has a div without the namespace of XHTML";
            }
            content |= name.equals("img");
            if (!closed) {
                open.push(name);
                if (open.size() > MAX_DEPTH) {
                    return "is nested too deeply";
                }
            } else {
                ended |= open.isEmpty();
            }
        }
        return !ended || !open.isEmpty()
                ? "has a div that does not end"
                : content ? null : "says nothing";
    }

    private static boolean entity(String name) {
        return switch (name) {
            case "lt", "gt", "amp", "quot", "apos", "nbsp" -> true;
            default -> name.matches("#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}");
        };
    }

    private static int end(String text, int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    private static String name(String tag) {
        int end = 0;
        while (end < tag.length()
                && (Character.isLetterOrDigit(tag.charAt(end)) || tag.charAt(end) == ':')) {
            end++;
        }
        return tag.substring(0, end);
    }

    private static @Nullable String attributes(String rest) {
        int at = 0;
        while (at < rest.length()) {
            if (rest.charAt(at) <= ' ') {
                at++;
                continue;
            }
            int equal = rest.indexOf('=', at);
            if (equal < 0) {
                return "has an attribute without a value";
            }
            String name = rest.substring(at, equal).strip();
            int quote = equal + 1;
            while (quote < rest.length() && rest.charAt(quote) <= ' ') {
                quote++;
            }
            char sign = quote < rest.length() ? rest.charAt(quote) : ' ';
            int end = sign == '"' || sign == '\'' ? rest.indexOf(sign, quote + 1) : -1;
            if (end < 0) {
                return "has an attribute without quotes";
            }
            String value = rest.substring(quote + 1, end).strip();
            if (name.startsWith("on") || value.startsWith("javascript:")) {
                return "has something active";
            }
            at = end + 1;
        }
        return null;
    }
}
