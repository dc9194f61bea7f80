package org.parley.wire.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a string that has escapes or signs beyond ASCII. */
final class JsonStrings {
    private JsonStrings() {}

    /** The text, where its closing quote ends, and what is wrong with it. */
    record Decoded(String text, int end, @Nullable String fault) {}

    static Decoded decode(byte[] bytes, int begin) {
        int end = begin;
        boolean escaped = false;
        while (end < bytes.length && bytes[end] != '"') {
            if (bytes[end] == '\\') {
                escaped = true;
                end++;
            } else if (bytes[end] >= 0 && bytes[end] < ' ') {
                return new Decoded("", end, "has a control character in a string");
            }
            end++;
        }
        if (end >= bytes.length) {
            return new Decoded("", bytes.length, "has a string that does not end");
        }
        String raw;
        try {
            raw =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, begin, end - begin))
                            .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Decoded("", end + 1, "is not UTF-8");
        }
        if (!escaped) {
            return new Decoded(raw, end + 1, null);
        }
        StringBuilder out = new StringBuilder(raw.length());
        String fault = unescape(raw, out);
        return new Decoded(out.toString(), end + 1, fault);
    }

    private static @Nullable String unescape(String raw, StringBuilder out) {
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            switch (i < raw.length() ? raw.charAt(i++) : ' ') {
                case '"' -> out.append('"');
                case '\\' -> out.append('\\');
                case '/' -> out.append('/');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    int code = hex(raw, i);
                    if (code < 0) {
                        return "has a \\u without four hexadecimal digits";
                    }
                    out.append((char) code);
                    i += 4;
                }
                default -> {
                    return "has an unknown escape";
                }
            }
        }
        return null;
    }

    private static int hex(String raw, int from) {
        if (from + 4 > raw.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
