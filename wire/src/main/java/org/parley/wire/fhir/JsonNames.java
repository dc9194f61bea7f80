package org.parley.wire.fhir;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of members seen so far, each made once; full, it makes new ones. */
final class JsonNames {
    private static final int ROOM = 4096;
    private static final int TRIES = 8;

    private final @Nullable String[] known = new @Nullable String[ROOM];

    String of(byte[] bytes, int begin, int end, int hash) {
        int spread = hash ^ (hash >>> 12);
        for (int i = 0; i < TRIES; i++) {
            int slot = (spread + i) & (ROOM - 1);
            String name = known[slot];
            if (name == null) {
                String made = make(bytes, begin, end);
                known[slot] = made;
                return made;
            }
            if (same(name, bytes, begin, end)) {
                return name;
            }
        }
        return make(bytes, begin, end);
    }

    private static String make(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    private static boolean same(String name, byte[] bytes, int begin, int end) {
        if (name.length() != end - begin) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (name.charAt(i - begin) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
