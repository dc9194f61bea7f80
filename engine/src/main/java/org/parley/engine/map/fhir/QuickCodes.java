package org.parley.engine.map.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.fhir.CodeList.Code;

/**
 * The rows of a code table that are found by the bytes of a code, without making a text of it:
 * short codes of ASCII that stand for the same in every coding system, as nearly all do. Immutable.
 */
final class QuickCodes {
    /** Longest code, in bytes; one more tells the length. */
    private static final int LONGEST = 7;

    private final long[] keys;
    private final @Nullable Code[] codes;

    private QuickCodes(int size) {
        keys = new long[size];
        codes = new @Nullable Code[size];
    }

    /** None when a row holds for one coding system only. */
    static QuickCodes of(Map<CodeList.Key, Code> rows) {
        boolean systems = rows.keySet().stream().anyMatch(key -> !key.system().isEmpty());
        int size = Integer.highestOneBit(rows.size() + 1) * 4;
        QuickCodes quick = new QuickCodes(size);
        for (Map.Entry<CodeList.Key, Code> row : rows.entrySet()) {
            byte[] code = row.getKey().code().getBytes(StandardCharsets.UTF_8);
            if (!systems && code.length <= LONGEST && !row.getValue().gaps()) {
                long key = key(code, 0, code.length);
                int at = quick.slot(key);
                quick.keys[at] = key;
                quick.codes[at] = row.getValue();
            }
        }
        return quick;
    }

    /** The row of a code; null when it is to be looked for by its text. */
    @Nullable Code find(Run run, long range, @Nullable String text) {
        int from = Places.from(range);
        int end = Places.end(range);
        boolean fits = text == null && range != Places.ABSENT && end - from <= LONGEST;
        if (!fits || run.account().listens()) {
            return null;
        }
        byte[] view = run.places().view();
        for (int i = from; i < end; i++) {
            if (view[i] <= ' ' || view[i] == run.places().escape()) {
                return null;
            }
        }
        return codes[slot(key(view, from, end))];
    }

    /** Where a key is, or would be. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (codes[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static long key(byte[] bytes, int from, int end) {
        long key = (long) end - from;
        for (int i = from; i < end; i++) {
            key = key << 8 | (bytes[i] & 0xff);
        }
        return key;
    }
}
