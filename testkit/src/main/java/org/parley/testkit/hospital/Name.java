package org.parley.testkit.hospital;

import java.text.Normalizer;

/**
 * A name as people write it and as systems store it that know ISO 8859-1 only.
 *
 * @param full as people write it
 * @param latin the same in letters of ISO 8859-1
 */
record Name(String full, String latin) {
    static Name of(String full) {
        StringBuilder latin = new StringBuilder(full.length());
        full.codePoints()
                .forEach(c -> {
                    if (c <= 0xFF) {
                        latin.appendCodePoint(c);
                    } else {
                        plain(c, latin);
                    }
                });
        return new Name(full, latin.toString());
    }

    String in(Hl7Text text) {
        return text.utf8() ? full : latin;
    }

    private static void plain(int letter, StringBuilder to) {
        if (letter == 'ł') {
            to.append('l');
            return;
        }
        Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> c <= 0xFF)
                .forEach(to::appendCodePoint);
    }
}
