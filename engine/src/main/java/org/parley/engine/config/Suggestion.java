package org.parley.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest known word, when it is near enough. */
final class Suggestion {
    private Suggestion() {}

    /** The nearest of the known words, when at most a third of its letters differ. */
    static Optional<String> nearest(String written, Collection<String> known) {
        String plain = plain(written);
        return known.stream()
                .filter(word -> distance(plain, plain(word)) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(word -> distance(plain, plain(word)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** As the end of a sentence: {@code Did you mean "x"?}, or nothing. */
    static String question(String written, Collection<String> known) {
        return nearest(written, known).map(w -> " Did you mean \"" + w + "\"?").orElse("");
    }

    /** Known names in one line, the first twenty of them. */
    static String some(List<String> known) {
        int shown = Math.min(known.size(), 20);
        String more = known.size() > shown ? " and " + (known.size() - shown) + " more" : "";
        return String.join(", ", known.subList(0, shown)) + more;
    }

    private static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return lower.length() > 60 ? lower.substring(0, 60) : lower;
    }

    /** Letters to add, drop, change or swap to make one word of the other. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
                Math.min(
                        cost[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
