package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids by hash: the same business identifier gives the same id for ever, and two that differ give
 * two. A UUID of version 8 (RFC 9562): 122 bits of SHA-256.
 */
final class Ids {
    private final MessageDigest digest;

    Ids() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String of(String type, String key) {
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return uuid(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    String of(String type, byte[] content, int from, int end) {
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 1);
        digest.update(content, from, end - from);
        return uuid(digest.digest());
    }

    private static String uuid(byte[] hash) {
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        HexFormat hex = HexFormat.of();
        return hex.formatHex(hash, 0, 4)
                + "-"
                + hex.formatHex(hash, 4, 6)
                + "-"
                + hex.formatHex(hash, 6, 8)
                + "-"
                + hex.formatHex(hash, 8, 10)
                + "-"
                + hex.formatHex(hash, 10, 16);
    }
}
