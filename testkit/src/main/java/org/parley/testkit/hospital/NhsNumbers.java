package org.parley.testkit.hospital;

/**
 * NHS numbers of the range 999 000 0000 to 999 999 9999, which is kept for tests. The tenth digit
 * checks the first nine (modulus 11, NHS data dictionary).
 */
public final class NhsNumbers {
    /** Valid numbers in the range. */
    static final int HOW_MANY = 909_091;

    private static final int SPACE = 1_000_000;
    private static final int STRIDE = 618_033;

    private int at;

    /** Begins somewhere in the range; each later number is another one until all are used. */
    NhsNumbers(Chance chance) {
        this.at = chance.below(SPACE);
    }

    /** The next number; after {@link #HOW_MANY} they begin again. */
    String next() {
        while (true) {
            at = (at + STRIDE) % SPACE;
            String nine = "999" + String.valueOf(SPACE + at).substring(1);
            int check = checkDigit(nine);
            if (check < 10) {
                return nine + check;
            }
        }
    }

    /** 0 to 9, or 10 when no number begins with these nine digits. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int check = 11 - sum % 11;
        return check == 11 ? 0 : check;
    }
}
