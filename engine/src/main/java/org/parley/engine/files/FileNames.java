package org.parley.engine.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a file may be called. */
public final class FileNames {
    /** Longest name that is taken from elsewhere, in bytes of UTF-8. */
    public static final int LONGEST_BYTES = 255;

    private static final int TAMED_CHARS = 100;
    private static final int DIGEST_BYTES = 6;

    private FileNames() {}

    /** True for one name within one folder: no separator, no NUL, not a dot or two. */
    public static boolean plain(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0)
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    /**
     * A name made of any text: letters, digits, dot, dash and underscore of ASCII only, at most 100
     * characters and 13 more, not hidden. Texts that differ give names that differ, whatever had to
     * be replaced.
     */
    public static String tame(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length() && i < TAMED_CHARS; i++) {
            char c = text.charAt(i);
            boolean good =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || (c == '.' && i > 0);
            name.append(good ? c : '_');
        }
        boolean same = name.toString().equals(text) && !text.isEmpty();
        return same ? text : name + "-" + digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Twelve hexadecimal digits that stand for the bytes. */
    public static String digest(byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
