package org.parley.wire.nhs;

/** Check digits and shapes of the numbers and codes that the NHS uses. */
public final class Numbers {
    private static final int[][] TURNS = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Numbers() {}

    /** Ten digits whose last one checks the others by modulus 11, and that are not all the same. */
    public static boolean nhsNumber(String number) {
        if (!digits(number, 10, 10)) {
            return false;
        }
        int sum = 0;
        boolean same = true;
        for (int i = 0; i < 9; i++) {
            sum += (number.charAt(i) - '0') * (10 - i);
            same &= number.charAt(i) == number.charAt(9);
        }
        int check = 11 - sum % 11;
        return !same && (check == 11 ? 0 : check) == number.charAt(9) - '0';
    }

    /**
     * A SNOMED CT concept identifier: 6 to 18 digits, a concept's partition, Verhoeff's check
     * digit.
     */
    public static boolean snomedConcept(String code) {
        if (!digits(code, 6, 18) || code.charAt(0) == '0') {
            return false;
        }
        char partition = code.charAt(code.length() - 2);
        char form = code.charAt(code.length() - 3);
        return partition == '0'
                && (form == '0' || (form == '1' && code.length() >= 11))
                && verhoeff(code);
    }

    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            for (int turn = 0; turn < i % 8; turn++) {
                digit = STEP[digit];
            }
            check = TURNS[check][digit];
        }
        return check == 0;
    }

    /** An ODS code's shape: 3 to 10 capital letters and digits. */
    public static boolean odsCode(String code) {
        return code.matches("[A-Z0-9]{3,10}");
    }

    /**
     * The shape of an ICD-10 code (5th edition, with or without point, X filler, dagger and
     * asterisk).
     */
    public static boolean icd10(String code) {
        return code.matches("[A-Z][0-9]{2}(\\.?([0-9]{1,2}|X[0-9]?))?[AD*+]?");
    }

    /** The shape of an OPCS-4 code. */
    public static boolean opcs4(String code) {
        return code.matches("[A-HJ-Z][0-9]{2}(\\.?[0-9])?");
    }

    private static boolean digits(String text, int least, int most) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
