package org.parley.app.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The token of this run, and the sessions it opened. Thread-safe. */
final class Keys {
    /** Sessions kept; the oldest ends when one more begins. */
    static final int MAX_SESSIONS = 64;

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final String token = secret();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** 256 random bits, safe in an address. */
    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String token() {
        return token;
    }

    boolean isToken(String given) {
        return same(token, given);
    }

    /** Begins a session; gives its id. */
    synchronized String open() {
        if (sessions.size() >= MAX_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String id = secret();
        sessions.put(id, new Session(secret()));
        return id;
    }

    /** Every id is compared, so that the time taken says nothing. */
    synchronized Optional<Session> session(String id) {
        Optional<Session> found = Optional.empty();
        for (Map.Entry<String, Session> entry : sessions.entrySet()) {
            if (same(entry.getKey(), id)) {
                found = Optional.of(entry.getValue());
            }
        }
        return found;
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
