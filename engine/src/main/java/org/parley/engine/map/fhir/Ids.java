package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids by hash: the same business identifier gives the same id for ever, and two that differ give
 * two. A UUID of version 8 (RFC 9562): 122 bits of SHA-256.
 */
final class Ids {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final MessageDigest digest;

    Ids() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] of(String type, String key) {
        digest.update((type + '\0' + key).getBytes(StandardCharsets.UTF_8));
        return uuid(digest.digest());
    }

    byte[] of(String type, byte[] content, int from, int end) {
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 1);
        digest.update(content, from, end - from);
        return uuid(digest.digest());
    }

    private static byte[] uuid(byte[] hash) {
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        byte[] text = new byte[36];
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[at++] = '-';
            }
            text[at++] = HEX[(hash[i] >> 4) & 15];
            text[at++] = HEX[hash[i] & 15];
        }
        return text;
    }
}
