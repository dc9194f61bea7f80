package org.parley.engine.route;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant: "did you mean". */
public final class Nearest {
    /** Words longer than this many characters are not compared. */
    private static final int MAX_LENGTH = 64;

    private static final int CHANGE = 2;
    private static final int SWAP = 1;

    private Nearest() {}

    /**
     * The known word with the fewest letters changed, if few enough (a third of the longer word, at
     * least one); two letters swapped count half, upper and lower case as the same letter. Of
     * several that are equally near, the first in the alphabet.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        Optional<String> best = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String candidate : known.stream().sorted().toList()) {
            int changed = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            int allowed = CHANGE * Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
            if (changed <= allowed && changed < least) {
                best = Optional.of(candidate);
                least = changed;
            }
        }
        return best;
    }

    /** A sentence to put behind a reason, with a space before it; empty when nothing is near. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> " Did you mean " + near + "?").orElse("");
    }

    /** Letters added, dropped, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        if (one.length() > MAX_LENGTH || other.length() > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            cost[i][0] = CHANGE * i;
        }
        for (int j = 0; j <= other.length(); j++) {
            cost[0][j] = CHANGE * j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : CHANGE;
                cost[i][j] =
                        Math.min(
                                cost[i - 1][j - 1] + change,
                                CHANGE + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + SWAP);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
