package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * The start of a message: where MSH is and what delimiters it declares.
 *
 * @param start index of the M of MSH
 * @param delimiters as declared, or as assumed with a warning
 * @param warnings what was odd
 */
record Opening(int start, Delimiters delimiters, List<Problem> warnings) {

    /** The opening, or the one problem that makes the bytes no message. */
    sealed interface Found {
        record Yes(Opening opening) implements Found {}

        record No(Problem problem) implements Found {}
    }

    static Found find(byte[] bytes) {
        int first = firstSign(bytes);
        if (first == bytes.length) {
            return new Found.No(Problems.empty());
        }
        if (Bytes.nameAt(bytes, first, StandardNames.FHS)
                || Bytes.nameAt(bytes, first, StandardNames.BHS)) {
            return new Found.No(Problems.batch());
        }
        List<Problem> warnings = new ArrayList<>(2);
        int start = header(bytes, first);
        if (start < 0) {
            return new Found.No(Problems.noHeader());
        }
        if (start > first) {
            warnings.add(Problems.beforeHeader(start - first));
        }
        if (start + 3 >= bytes.length || !Delimiters.usable(bytes[start + 3])) {
            return new Found.No(Problems.badSeparator());
        }
        int end = declarationEnd(bytes, start + 4);
        if (start + 4 >= bytes.length || (end == start + 4 && lineBreak(bytes[end]))) {
            return new Found.No(Problems.shortHeader());
        }
        return new Found.Yes(
                new Opening(start, delimiters(bytes, start, end, warnings), List.copyOf(warnings)));
    }

    /** Past a byte order mark, blanks, line breaks and control characters such as a stray VT. */
    static int firstSign(byte[] bytes) {
        int at = 0;
        if (bytes.length >= 3 && Bytes.name(bytes, 0) == 0xefbbbf) {
            at = 3;
        }
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static int header(byte[] bytes, int first) {
        if (Bytes.nameAt(bytes, first, StandardNames.MSH)) {
            return first;
        }
        for (int at = first + 1; at + 3 < bytes.length; at++) {
            if (bytes[at] == 'M'
                    && lineBreak(bytes[at - 1])
                    && Bytes.nameAt(bytes, at, StandardNames.MSH)
                    && Delimiters.usable(bytes[at + 3])) {
                return at;
            }
        }
        return -1;
    }

    private static int declarationEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != bytes[from - 1] && !lineBreak(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean lineBreak(byte b) {
        return b == '\r' || b == '\n';
    }

    private static Delimiters delimiters(byte[] bytes, int start, int end, List<Problem> warnings) {
        char field = (char) bytes[start + 3];
        int from = start + 4;
        if (from == end || !Delimiters.usable(bytes[from])) {
            warnings.add(Problems.delimitersDefaulted());
            return assumed(field);
        }
        String used = String.valueOf(field);
        char component = (char) bytes[from];
        used += component;
        char repetition = sign(bytes, from + 1, end, used, "repetition separator", warnings);
        used += repetition;
        char escape = sign(bytes, from + 2, end, used, "escape character", warnings);
        if (from + 2 >= end && used.indexOf('\\') < 0) {
            escape = '\\';
        }
        used += escape;
        char subcomponent = sign(bytes, from + 3, end, used, "subcomponent separator", warnings);
        used += subcomponent;
        char truncation = sign(bytes, from + 4, end, used, "truncation character", warnings);
        return new Delimiters(field, component, repetition, escape, subcomponent, truncation);
    }

    private static char sign(
            byte[] bytes, int at, int end, String used, String role, List<Problem> warnings) {
        if (at >= end) {
            return Delimiters.NONE;
        }
        if (!Delimiters.usable(bytes[at]) || used.indexOf((char) bytes[at]) >= 0) {
            warnings.add(Problems.delimiterIgnored(role));
            return Delimiters.NONE;
        }
        return (char) bytes[at];
    }

    /** The usual encoding characters, less one that is the field separator. */
    private static Delimiters assumed(char field) {
        return new Delimiters(
                field,
                unless('^', field),
                unless('~', field),
                unless('\\', field),
                unless('&', field),
                Delimiters.NONE);
    }

    private static char unless(char usual, char field) {
        return usual == field ? Delimiters.NONE : usual;
    }

    /** The delimiters that these bytes declare, when they begin with a header at all. */
    static Optional<Opening> at(byte[] bytes) {
        return find(bytes) instanceof Found.Yes yes ? Optional.of(yes.opening()) : Optional.empty();
    }
}
