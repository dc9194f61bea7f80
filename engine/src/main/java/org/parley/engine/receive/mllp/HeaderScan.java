package org.parley.engine.receive.mllp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.parley.engine.plan.Transport.Bound;

/** Looks at the beginning of every line of a message for MSH, FHS and BHS. */
final class HeaderScan {
    /** Field 3 and 4 lie within so many bytes of any sane header. */
    private static final int LINE_HEAD = 1024;

    private final List<Bound> allowed;
    private final byte[] head = new byte[LINE_HEAD];
    private int length;
    private boolean fits = true;
    private boolean seen;

    HeaderScan(List<Bound> allowed) {
        this.allowed = allowed;
    }

    void add(byte[] bytes, int from, int size) {
        int to = from + size;
        int at = from;
        while (at < to) {
            byte next = bytes[at];
            if (next == '\r' || next == '\n') {
                line();
            } else if (length < LINE_HEAD) {
                head[length++] = next;
                at = length < 3 || isHeader() ? at : skip(bytes, at, to);
            }
            at++;
        }
    }

    /** The last index of this line in the piece; only headers are of interest. */
    private static int skip(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at - 1;
    }

    private boolean isHeader() {
        return (head[0] == 'M' && head[1] == 'S' && head[2] == 'H')
                || ((head[0] == 'F' || head[0] == 'B') && head[1] == 'H' && head[2] == 'S');
    }

    private void line() {
        if (length >= 4 && isHeader()) {
            seen = true;
            String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
            String[] fields = text.split(java.util.regex.Pattern.quote(text.substring(3, 4)), 5);
            String encoding = fields.length > 1 ? fields[1] : "";
            String application = fields.length > 2 ? fields[2] : "";
            String facility = fields.length > 3 ? fields[3] : "";
            fits &=
                    allowed.stream()
                            .anyMatch(each ->
                                    same(each.application(), application, encoding)
                                            && same(each.facility(), facility, encoding));
        }
        length = 0;
    }

    private static boolean same(String allowed, String sent, String encoding) {
        int component = encoding.isEmpty() ? -1 : sent.indexOf(encoding.charAt(0));
        return allowed.isEmpty()
                || allowed.equals(sent)
                || (component >= 0 && allowed.equals(sent.substring(0, component)));
    }

    /** True when there is a header and all of them fit. */
    boolean fits() {
        line();
        return seen && fits;
    }
}
