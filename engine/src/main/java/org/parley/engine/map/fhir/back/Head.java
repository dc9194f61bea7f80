package org.parley.engine.map.fhir.back;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** What is known of the message to be made: {@code $message} of the tables. */
final class Head {
    /** Longest MSH-10 until version 2.6, in characters. */
    static final int MAX_CONTROL_ID = 20;

    /** Longest MSH-10 of any version: what a sender of v2 wrote goes back as it was. */
    static final int MAX_OF_V2 = 199;

    private static final String CONTROL_ID = "urn:parley:control-id";
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Head() {}

    /**
     * The head of one message.
     *
     * @param number from 1 among those made of the content
     * @param of how many are made of it
     */
    static Json.Members of(
            Content content, byte[] body, Event event, Json.Members focus, int number, int of) {
        Json time = time(content, focus);
        Json id = id(content, body, event, focus, number, of);
        Json fresh = new Json.Text(-1, isNew(content, focus) ? "true" : "false");
        Json[] values = {
            id,
            time == null ? new Json.Null(-1) : time,
            text(event.message()),
            text(event.trigger()),
            text(event.structure()),
            fresh
        };
        String[] names = {"id", "time", "type", "trigger", "structure", "new"};
        return Json.Members.of(-1, names, values);
    }

    private static Json text(String text) {
        return new Json.Text(-1, text);
    }

    private static @Nullable Json time(Content content, Json.Members focus) {
        if (content.bundle() && content.root().get("timestamp") instanceof Json.Text text) {
            return text;
        }
        Json.Members meta = focus.members("meta");
        return meta != null && meta.get("lastUpdated") instanceof Json.Text text ? text : null;
    }

    /** Made with POST, or its first version. */
    private static boolean isNew(Content content, Json.Members focus) {
        Json.Members entry = content.entry(focus);
        Json.Members request = entry == null ? null : entry.members("request");
        if (request != null && "POST".equals(request.text("method"))) {
            return true;
        }
        Json.Members meta = focus.members("meta");
        return meta != null && "1".equals(meta.text("versionId"));
    }

    /** The Bundle's identifier; else a digest of what tells this version from all others. */
    private static Json id(
            Content content, byte[] body, Event event, Json.Members focus, int number, int of) {
        Json.Members identifier = content.bundle() ? content.root().members("identifier") : null;
        if (identifier != null && identifier.get("value") instanceof Json.Text value) {
            String whole = of == 1 ? value.value() : value.value() + "-" + number;
            boolean v2 = CONTROL_ID.equals(identifier.text("system"));
            int most = v2 ? MAX_OF_V2 : MAX_CONTROL_ID;
            if (!whole.isBlank() && whole.length() <= most) {
                return new Json.Text(value.at(), whole);
            }
            return new Json.Text(value.at(), digest(bytes(whole)));
        }
        Json.Members meta = focus.members("meta");
        String version = meta == null ? null : meta.text("versionId");
        String updated = meta == null ? null : meta.text("lastUpdated");
        String id = focus.text("id");
        if (id != null && (version != null || updated != null)) {
            String whole =
                    Content.type(focus)
                            + "/"
                            + id
                            + "/"
                            + version
                            + "/"
                            + updated
                            + "/"
                            + event.trigger();
            return text(digest(bytes(whole)));
        }
        return text(digest(body, bytes("/" + number)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** 20 letters and digits, 100 bits of SHA-256. */
    private static String digest(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List.of(parts).forEach(sha::update);
            byte[] hash = sha.digest();
            StringBuilder out = new StringBuilder(MAX_CONTROL_ID);
            for (int i = 0; i < MAX_CONTROL_ID; i++) {
                int bit = i * 5;
                int pair = ((hash[bit / 8] & 255) << 8) | (hash[bit / 8 + 1] & 255);
                out.append(SIGNS.charAt((pair >> (11 - bit % 8)) & 31));
            }
            return out.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
