package org.parley.wire.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * Escape sequences (HL7 v2 chapter 2, use of escape sequences in text fields). As text:
 *
 * <ul>
 *   <li>{@code \F\ \S\ \T\ \R\ \E\ \P\} become the delimiter that they stand for ({@code \P\} only
 *       when a truncation character is declared);
 *   <li>{@code \Xhh..\} becomes the characters of those bytes;
 *   <li>{@code \.br\}, {@code \.ce\} become a line feed, {@code \.sp n\} as many as it says (at
 *       most 255), {@code \.sk n\} as many blanks;
 *   <li>{@code \H\}, {@code \N\}, {@code \.in n\}, {@code \.ti n\}, {@code \.fi\}, {@code \.nf\}
 *       become nothing, for they say only how text looks;
 *   <li>everything else, {@code \C..\}, {@code \M..\}, {@code \Z..\} and lone escape characters
 *       included, stays as it was sent.
 * </ul>
 */
final class Escapes {
    /** Most lines or blanks that one formatting command makes. */
    static final int MAX_SPACING = 255;

    /** Longest sequence that is looked at, in bytes; longer ones stay as they are. */
    static final int MAX_SEQUENCE = 65_536;

    private Escapes() {}

    /** A range as text: escapes resolved, bytes read in the set. */
    static String decode(byte[] bytes, int from, int end, Delimiters d, Charset charset) {
        StringBuilder out = new StringBuilder(end - from);
        byte escape = (byte) d.escape();
        int run = from;
        int next = Bytes.indexOf(bytes, from, end, escape);
        while (next >= 0) {
            int limit = (int) Math.min((long) end, (long) next + MAX_SEQUENCE);
            int close = Bytes.indexOf(bytes, next + 1, limit, escape);
            if (close < 0) {
                break;
            }
            out.append(new String(bytes, run, next - run, charset));
            int length = out.length();
            if (sequence(bytes, next + 1, close, d, charset, out)) {
                run = close + 1;
            } else {
                out.setLength(length);
                boolean whole = close > next + 1 && keptWhole(bytes[next + 1]);
                run = whole ? close + 1 : next + 1;
                out.append(new String(bytes, next, run - next, charset));
            }
            next = Bytes.indexOf(bytes, run, end, escape);
        }
        return out.append(new String(bytes, run, end - run, charset)).toString();
    }

    /** Sequences that are whole though we do not resolve them; others may be a lone backslash. */
    private static boolean keptWhole(byte first) {
        return first == 'C' || first == 'M' || first == 'Z' || first == '.' || first == 'X';
    }

    private static boolean sequence(
            byte[] bytes, int from, int close, Delimiters d, Charset charset, StringBuilder out) {
        int length = close - from;
        if (length == 0) {
            return false;
        }
        if (length == 1) {
            return sign(bytes[from], d, out);
        }
        return switch (bytes[from]) {
            case 'X', 'x' -> hex(bytes, from + 1, close, charset, out);
            case '.' -> formatting(bytes, from + 1, close, out);
            default -> false;
        };
    }

    private static boolean sign(byte letter, Delimiters d, StringBuilder out) {
        char sign = sign((char) letter, d);
        if (sign != Delimiters.NONE) {
            out.append(sign);
        }
        return sign != Delimiters.NONE || letter == 'H' || letter == 'N';
    }

    /** The delimiter that a letter stands for, or NUL. */
    static char sign(char letter, Delimiters d) {
        return switch (letter) {
            case 'F' -> d.field();
            case 'S' -> d.component();
            case 'T' -> d.subcomponent() == Delimiters.NONE ? '&' : d.subcomponent();
            case 'R' -> d.repetition();
            case 'E' -> d.escape();
            case 'P' -> d.truncation();
            default -> Delimiters.NONE;
        };
    }

    /** True for what stands between escape characters and is no delimiter. */
    static boolean command(String sequence) {
        return sequence.equals("H")
                || sequence.equals("N")
                || (sequence.length() > 1 && keptWhole((byte) sequence.charAt(0)));
    }

    private static boolean hex(
            byte[] bytes, int from, int close, Charset charset, StringBuilder out) {
        int length = close - from;
        if (length == 0 || length % 2 != 0) {
            return false;
        }
        byte[] decoded = new byte[length / 2];
        for (int i = 0; i < decoded.length; i++) {
            byte high = bytes[from + 2 * i];
            byte low = bytes[from + 2 * i + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return false;
            }
            decoded[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        try {
            out.append(charset.newDecoder().decode(ByteBuffer.wrap(decoded)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean formatting(byte[] bytes, int from, int close, StringBuilder out) {
        if (close - from < 2) {
            return false;
        }
        int command = (bytes[from] | 0x20) << 8 | bytes[from + 1] | 0x20;
        int number = number(bytes, from + 2, close);
        switch (command) {
            case 'b' << 8 | 'r', 'c' << 8 | 'e' -> out.append('\n');
            case 's' << 8 | 'p' -> {
                return spacing(out, "\n", number);
            }
            case 's' << 8 | 'k' -> {
                return spacing(out, " ", number);
            }
            case 'i' << 8 | 'n', 't' << 8 | 'i', 'f' << 8 | 'i', 'n' << 8 | 'f' -> {
                return number != Integer.MIN_VALUE;
            }
            default -> {
                return false;
            }
        }
        return close == from + 2;
    }

    private static boolean spacing(StringBuilder out, String what, int number) {
        if (number == Integer.MIN_VALUE || number < 0 || number > MAX_SPACING) {
            return false;
        }
        out.append(what.repeat(number));
        return true;
    }

    /** The number after a command, with blank and sign allowed; 1 when there is none. */
    private static int number(byte[] bytes, int from, int close) {
        int at = from;
        while (at < close && (bytes[at] == ' ' || bytes[at] == '+' || bytes[at] == '-')) {
            at++;
        }
        if (at == close) {
            return at == from ? 1 : Integer.MIN_VALUE;
        }
        if (close - at > 6) {
            return Integer.MIN_VALUE;
        }
        int number = 0;
        for (int i = at; i < close; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return at > from && bytes[at - 1] == '-' ? -number : number;
    }

    /**
     * Text as it is written between delimiters: delimiters escaped, line breaks as {@code \.br\},
     * other control characters but the tab as {@code \Xhh\}. Without an escape character a
     * delimiter cannot be said and becomes a blank.
     */
    static String encode(String text, Delimiters d) {
        int first = 0;
        while (first < text.length() && !special(text, first, d)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!special(text, i, d)) {
                out.append(c);
            } else if (d.escape() == Delimiters.NONE) {
                out.append(' ');
            } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                out.append(d.escape()).append(code(c, d)).append(d.escape());
            }
        }
        return out.toString();
    }

    /** The truncation character has its meaning only at the end, so only there it is escaped. */
    private static boolean special(String text, int at, Delimiters d) {
        char c = text.charAt(at);
        return (c < ' ' && c != '\t')
                || d.structural(c)
                || (c == d.truncation() && at == text.length() - 1);
    }

    private static String code(char c, Delimiters d) {
        if (c == d.field()) {
            return "F";
        } else if (c == d.component()) {
            return "S";
        } else if (c == d.repetition()) {
            return "R";
        } else if (c == d.escape()) {
            return "E";
        } else if (c == d.subcomponent()) {
            return "T";
        } else if (c == d.truncation()) {
            return "P";
        } else if (c == '\r' || c == '\n') {
            return ".br";
        }
        return "X" + HexFormat.of().withUpperCase().toHexDigits((byte) c);
    }
}
