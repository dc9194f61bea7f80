package org.parley.wire.csv;

/** Finds the separator that the first line has most of. */
final class Sniff {
    private static final String CANDIDATES = ",;\t|";

    private Sniff() {}

    static char separator(byte[] bytes, int from, int to, CsvFormat format) {
        int[] counts = new int[CANDIDATES.length()];
        boolean quoted = false;
        boolean content = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && (b == '\n' || b == '\r')) {
                if (content) {
                    break;
                }
                continue;
            } else if (!quoted) {
                int which = CANDIDATES.indexOf(b);
                if (which >= 0) {
                    counts[which]++;
                }
            }
            content = true;
        }
        char best = format.separator();
        int most = counts[CANDIDATES.indexOf(best)];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > most) {
                most = counts[i];
                best = CANDIDATES.charAt(i);
            }
        }
        return best;
    }
}
