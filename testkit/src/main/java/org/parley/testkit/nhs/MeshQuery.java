package org.parley.testkit.nhs;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The part of an address behind the question mark. */
final class MeshQuery {
    private MeshQuery() {}

    static Map<String, String> of(URI uri) {
        Map<String, String> all = new LinkedHashMap<>();
        String query = uri.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String value = pair.substring(equals + 1);
                    all.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(value, StandardCharsets.UTF_8));
                }
            }
        }
        return all;
    }

    /** What the next page has to say again. */
    static String again(Map<String, String> query) {
        String filter = query.getOrDefault("workflow_filter", "");
        return filter.isEmpty()
                ? ""
                : "&workflow_filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    /** A small number; -1 for what is none. */
    static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    /** {@code X}, {@code X*}, {@code *X*}, each with {@code !} before it for the opposite. */
    static Predicate<String> workflows(String filter) {
        if (filter.isEmpty()) {
            return workflow -> true;
        }
        if (filter.startsWith("!")) {
            return workflows(filter.substring(1)).negate();
        }
        if (filter.startsWith("*") && filter.endsWith("*") && filter.length() > 2) {
            String inside = filter.substring(1, filter.length() - 1);
            return workflow -> workflow.contains(inside);
        }
        return filter.endsWith("*")
                ? workflow -> workflow.startsWith(filter.substring(0, filter.length() - 1))
                : filter::equals;
    }
}
