package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Carries a value from one message's delimiters and character set into another's. */
final class Recoding {
    private final Message source;
    private final Charset set;
    private final Delimiters to;

    Recoding(Message source, Message target) {
        this(source, target.viewCharset(), target.delimiters());
    }

    private Recoding(Message source, Charset set, Delimiters to) {
        this.source = source;
        this.set = set;
        this.to = to;
    }

    /** A whole message in other delimiters, line breaks and all else as they were. */
    static Message message(Message source, Delimiters to) {
        Charset set = source.viewCharset();
        Recoding recoding = new Recoding(source, set, to);
        byte[] view = source.view();
        StringBuilder out = new StringBuilder(view.length + 64);
        int copied = 0;
        for (int i = 0; i < source.segments(); i++) {
            Span span = source.segmentSpan(i);
            int from = span.from() + 3;
            out.append(new String(view, copied, from - copied, set));
            if (Locator.header(source.index().name(i))) {
                out.append(to.field()).append(to.encodingCharacters());
                long second = Locator.field(view, span.from(), span.end(), source.delimiters(), 2);
                from = second == Locator.ABSENT ? span.end() : Locator.end(second);
            }
            out.append(recoding.rewrite(new String(view, from, span.end() - from, set)));
            copied = span.end();
        }
        out.append(new String(view, copied, view.length - copied, set));
        return Rows.with(source, out.toString().getBytes(set), source.early(), to);
    }

    /**
     * A value in the target's form.
     *
     * @param bytes the value
     * @param lossless false when a character had to be replaced
     * @param ascii true when all bytes are ASCII
     */
    record Result(byte[] bytes, boolean lossless, boolean ascii) {}

    /** True when the value has no delimiter that would break out of the target's level. */
    boolean fits(long range, Path to) {
        Delimiters d = source.delimiters();
        boolean inRepetition = to.repetition > 0 || to.component > 0;
        return (!inRepetition || !has(range, d.repetition()))
                && (to.component == 0 || !has(range, d.component()))
                && (to.subcomponent == 0 || !has(range, d.subcomponent()));
    }

    private boolean has(long range, char separator) {
        return separator != Delimiters.NONE
                && Bytes.indexOf(
                                source.view(),
                                Locator.from(range),
                                Locator.end(range),
                                (byte) separator)
                        >= 0;
    }

    Result bytes(long range) {
        byte[] view = source.view();
        int from = Locator.from(range);
        int end = Locator.end(range);
        boolean ascii = Bytes.ascii(view, from, end);
        boolean sameSet = ascii || source.viewCharset().equals(set);
        if (sameSet && source.delimiters().equals(to)) {
            byte[] copy = java.util.Arrays.copyOfRange(view, from, end);
            return new Result(copy, true, ascii);
        }
        Charset charset = ascii ? StandardCharsets.ISO_8859_1 : source.viewCharset();
        String text = rewrite(new String(view, from, end - from, charset));
        return new Result(text.getBytes(set), ascii || set.newEncoder().canEncode(text), ascii);
    }

    /** Whether a message's character set has all these characters. */
    static boolean writable(Message message, String text) {
        return message.charset().newEncoder().canEncode(text);
    }

    /**
     * Structure for structure, escape for escape; what only the target would take for a delimiter
     * is escaped.
     */
    String rewrite(String text) {
        Delimiters from = source.delimiters();
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == from.escape() && c != Delimiters.NONE) {
                at = escape(text, at, out);
                continue;
            }
            char structural = structural(c, from);
            if (structural != Delimiters.NONE) {
                out.append(structural);
            } else if (to.structural(c)) {
                out.append(Escapes.encode(String.valueOf(c), to));
            } else {
                out.append(c);
            }
            at++;
        }
        return out.toString();
    }

    private char structural(char c, Delimiters from) {
        if (c == Delimiters.NONE) {
            return Delimiters.NONE;
        } else if (c == from.field()) {
            return to.field();
        } else if (c == from.component()) {
            return to.component();
        } else if (c == from.repetition()) {
            return to.repetition();
        } else if (c == from.subcomponent()) {
            return to.subcomponent();
        }
        return Delimiters.NONE;
    }

    /** Rewrites one escape sequence, or a lone escape character as data; says where it goes on. */
    private int escape(String text, int at, StringBuilder out) {
        Delimiters from = source.delimiters();
        int close = text.indexOf(from.escape(), at + 1);
        String sequence = close < 0 ? "" : text.substring(at + 1, close);
        char sign = sequence.length() == 1 ? Escapes.sign(sequence.charAt(0), from) : 0;
        if (sign != Delimiters.NONE) {
            out.append(Escapes.encode(String.valueOf(sign), to));
        } else if (Escapes.command(sequence) && to.escape() != Delimiters.NONE) {
            out.append(to.escape()).append(sequence).append(to.escape());
        } else {
            out.append(Escapes.encode(String.valueOf(from.escape()), to));
            return at + 1;
        }
        return close + 1;
    }
}
