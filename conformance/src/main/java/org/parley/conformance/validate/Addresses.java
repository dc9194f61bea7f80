package org.parley.conformance.validate;

import java.util.regex.Pattern;

/** What can be said of an address without asking for it. */
final class Addresses {
    private static final Pattern EXAMPLE =
            Pattern.compile("https?://([a-z0-9-]+\\.)*example\\.org(/.*)?");

    /** A tag of HTML within a text. */
    private static final Pattern TAG = Pattern.compile("<[/!]?[a-zA-Z][^<>]{0,1000}>");

    private Addresses() {}

    /** Whether the address is at a place that is kept free for examples. */
    static boolean example(String url) {
        return url.indexOf("example.") >= 0 && EXAMPLE.matcher(url).matches();
    }

    /** Whether a text holds what looks like a tag of HTML. */
    static boolean html(String text) {
        return text.indexOf('<') >= 0 && TAG.matcher(text).find();
    }
}
