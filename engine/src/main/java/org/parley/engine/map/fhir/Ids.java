package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids by hash: the same business identifier gives the same id for ever, and two that differ give
 * two. A UUID of version 8 (RFC 9562): 122 bits of SHA-256. For one thread.
 */
final class Ids {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LENGTH = 32;

    private final MessageDigest digest;
    private final byte[] hash = new byte[LENGTH];
    private byte[] text = new byte[192];

    Ids() {
        this(found());
    }

    private Ids(MessageDigest digest) {
        this.digest = digest;
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another one for another thread: to look the algorithm up takes longer than to use it. */
    Ids another() {
        try {
            return new Ids((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            return new Ids();
        }
    }

    byte[] of(String type, String key) {
        int types = type.length();
        int length = types + 1 + key.length();
        if (length > text.length) {
            text = new byte[2 * length];
        }
        for (int i = 0; i < types; i++) {
            text[i] = (byte) type.charAt(i); // names of resources are ASCII
        }
        text[types] = 0;
        for (int i = types + 1; i < length; i++) {
            char c = key.charAt(i - types - 1);
            if (c > '~') {
                digest.update(text, 0, types + 1);
                digest.update(key.getBytes(StandardCharsets.UTF_8));
                return uuid();
            }
            text[i] = (byte) c;
        }
        digest.update(text, 0, length);
        return uuid();
    }

    byte[] of(String type, byte[] content, int from, int end) {
        digest.update(type.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 1);
        digest.update(content, from, end - from);
        return uuid();
    }

    private byte[] uuid() {
        try {
            digest.digest(hash, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        byte[] uuid = new byte[36];
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                uuid[at++] = '-';
            }
            uuid[at++] = HEX[(hash[i] >> 4) & 15];
            uuid[at++] = HEX[hash[i] & 15];
        }
        return uuid;
    }
}
