package org.parley.wire.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Bytes as the characters that they mean, references resolved. */
record XmlText(Charset charset) {
    /** The characters; line ends become line feeds. */
    String decoded(byte[] bytes, int from, int end) throws XmlFault {
        String text;
        try {
            // a new decoder reports what it cannot read
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from)).toString();
        } catch (CharacterCodingException e) {
            throw new XmlFault("PAR-1320", "has bytes that are no text in " + charset);
        }
        for (int i = 0; i < text.length(); i++) {
            if (!character(text.charAt(i))) {
                throw new XmlFault("PAR-1320", "has a control character");
            }
        }
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Text between tags. */
    String resolved(byte[] bytes, int from, int end) throws XmlFault {
        String text = decoded(bytes, from, end);
        if (text.contains("]]>")) {
            throw new XmlFault("PAR-1320", "has ]]> within a text");
        }
        return references(text);
    }

    /** An attribute's value: each blank in it is a space. */
    String attribute(byte[] bytes, int from, int end) throws XmlFault {
        return references(decoded(bytes, from, end).replace('\n', ' ').replace('\t', ' '));
    }

    private static String references(String text) throws XmlFault {
        int at = text.indexOf('&');
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (; at >= 0; at = text.indexOf('&', done)) {
            int end = text.indexOf(';', at);
            if (end < 0) {
                throw new XmlFault("PAR-1320", "has an & without its ;");
            }
            out.append(text, done, at);
            reference(text.substring(at + 1, end), out);
            done = end + 1;
        }
        return out.append(text, done, text.length()).toString();
    }

    private static void reference(String name, StringBuilder out) throws XmlFault {
        switch (name) {
            case "amp" -> out.append('&');
            case "lt" -> out.append('<');
            case "gt" -> out.append('>');
            case "quot" -> out.append('"');
            case "apos" -> out.append('\'');
            default -> out.appendCodePoint(number(name));
        }
    }

    private static int number(String name) throws XmlFault {
        boolean hexadecimal = name.matches("#x[0-9A-Fa-f]{1,8}");
        if (!hexadecimal && !name.matches("#[0-9]{1,9}")) {
            throw new XmlFault("PAR-1320", "names an entity, and there are none but five");
        }
        long code =
                hexadecimal
                        ? Long.parseLong(name.substring(2), 16)
                        : Long.parseLong(name.substring(1));
        boolean usable =
                code <= Character.MAX_CODE_POINT
                        && (code > 0xffff || character((char) code))
                        && !(code >= 0xd800 && code <= 0xdfff);
        if (!usable) {
            throw new XmlFault("PAR-1320", "has a number that is no character");
        }
        return (int) code;
    }

    private static boolean character(char c) {
        return c >= ' ' ? c != '\ufffe' && c != '\uffff' : c == '\t' || c == '\n' || c == '\r';
    }

    /** Names of the standard, a little narrower: no name begins or ends with a colon. */
    static boolean name(String text) {
        boolean qualified = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean begins = i == 0 || text.charAt(i - 1) == ':';
            if (c == ':') {
                if (begins || qualified || i + 1 == text.length()) {
                    return false;
                }
                qualified = true;
            } else if (begins ? !start(c) : !(start(c) || further(c))) {
                return false;
            }
            i += Character.charCount(c);
        }
        return !text.isEmpty();
    }

    private static boolean start(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7)
                || (c >= 0x370 && c <= 0x1fff && c != 0x37e)
                || c == 0x200c
                || c == 0x200d
                || (c >= 0x2070 && c <= 0x218f)
                || (c >= 0x2c00 && c <= 0x2fef)
                || (c >= 0x3001 && c <= 0xd7ff)
                || (c >= 0xf900 && c <= 0xfdcf)
                || (c >= 0xfdf0 && c <= 0xfffd)
                || (c >= 0x10000 && c <= 0xeffff);
    }

    private static boolean further(int c) {
        return (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == 0xb7
                || (c >= 0x300 && c <= 0x36f)
                || c == 0x203f
                || c == 0x2040;
    }
}
