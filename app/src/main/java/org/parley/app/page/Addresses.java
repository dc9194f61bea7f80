package org.parley.app.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.parley.engine.entry.Header.DeliveryRef;

/** Addresses within the server: positions and configured names only, never what a message says. */
final class Addresses {
    private static final int VERSION_SHOWN = 12;

    private Addresses() {}

    /** The page of one parked delivery. */
    static String parked(DeliveryRef ref) {
        return "/parked/"
                + ref.position()
                + "?to="
                + encode(ref.destination())
                + "&by="
                + encode(ref.route());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The first digits of a configuration's version. */
    static String shortVersion(String version) {
        return version.length() <= VERSION_SHOWN ? version : version.substring(0, VERSION_SHOWN);
    }
}
