package org.parley.engine.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The name of a set of files: SHA-256 over names, lengths and bytes, sorted by name. */
final class Digest {
    private Digest() {}

    static String of(Map<String, byte[]> files) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files)
                    .forEach((name, bytes) -> {
                        byte[] key = name.getBytes(StandardCharsets.UTF_8);
                        // Lengths first: no two different sets give the same stream.
                        sha.update(ByteBuffer.allocate(4).putInt(key.length).flip());
                        sha.update(key);
                        sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                        sha.update(bytes);
                    });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
