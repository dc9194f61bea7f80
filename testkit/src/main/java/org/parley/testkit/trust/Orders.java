package org.parley.testkit.trust;

import java.util.Arrays;
import java.util.Optional;

/** For each port and key, the last message that each destination saw. */
final class Orders {
    private static final int NO_KEY = -1;

    private final LongMap keys = new LongMap(1 << 12);
    private final long[][] last;

    Orders(int destinations) {
        this.last = new long[destinations][1 << 12];
    }

    /** A number for the key; none when there is no key. */
    int key(String port, Optional<String> key) {
        if (key.isEmpty() || key.get().isEmpty()) {
            return NO_KEY;
        }
        long hash = Hash.of(port + "|" + key.get());
        int number = keys.get(hash);
        if (number < 0) {
            number = keys.size();
            keys.put(hash, number);
        }
        return number;
    }

    /** Whether a later message of the key has been there before; notes this one. */
    boolean late(int destination, int key, long order) {
        if (key == NO_KEY) {
            return false;
        }
        if (key >= last[destination].length) {
            last[destination] =
                    Arrays.copyOf(last[destination], Math.max(key + 1, keys.size() * 2));
        }
        boolean late = last[destination][key] > order;
        last[destination][key] = Math.max(last[destination][key], order);
        return late;
    }
}
