package org.parley.app.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.app.page.MessageContent.Line;
import org.parley.app.page.MessageContent.Piece;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/** A message as lines of fields, compared with another field by field. */
final class Segments {
    /** Characters shown of one field. */
    static final int MAX_FIELD = 4_000;

    /** Lines shown of one message. */
    static final int MAX_LINES = 2_000;

    private Segments() {}

    /** One segment. */
    private record Row(String name, int occurrence, List<String> fields) {
        String key() {
            return name + " " + occurrence;
        }
    }

    /** The lines of one, with what the other has not marked. */
    static List<Line> compared(Message shown, Message other) {
        Map<String, Row> partners = new HashMap<>();
        rows(other).forEach(row -> partners.put(row.key(), row));
        List<Line> lines = new ArrayList<>();
        for (Row row : rows(shown)) {
            List<String> partner =
                    partners.containsKey(row.key()) ? partners.get(row.key()).fields() : List.of();
            lines.add(line(row, shown, partner, true));
        }
        return lines;
    }

    /** The lines of a message. */
    static List<Line> of(Message message) {
        return rows(message).stream().map(row -> line(row, message, List.of(), false)).toList();
    }

    /** Bytes that are no HL7 v2 message, line by line. */
    static List<Line> ofText(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        for (String text :
                new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", MAX_LINES)) {
            lines.add(
                    new Line(
                            "Line " + (lines.size() + 1),
                            List.of(new Piece(visible(text), false))));
        }
        return lines;
    }

    /** What a range of a message stands for as written, escapes left as they are. */
    static String written(Message message, Span span) {
        boolean asReceived = java.util.Arrays.equals(message.view(), message.bytes());
        Charset charset = asReceived ? message.charset() : StandardCharsets.UTF_8;
        return new String(message.view(), span.from(), span.length(), charset);
    }

    private static List<Row> rows(Message message) {
        String separator = String.valueOf(message.delimiters().field());
        Map<String, Integer> counts = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_LINES, message.segments()); i++) {
            String name = message.segmentName(i);
            int occurrence = counts.merge(name, 1, Integer::sum);
            String text = written(message, message.segmentSpan(i));
            rows.add(
                    new Row(
                            name,
                            occurrence,
                            List.of(text.split(java.util.regex.Pattern.quote(separator), -1))));
        }
        return rows;
    }

    private static Line line(Row row, Message message, List<String> partner, boolean compare) {
        char separator = message.delimiters().field();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < row.fields().size(); i++) {
            String field = row.fields().get(i);
            if (i > 0) {
                plain.append(separator);
            }
            boolean changed =
                    compare
                            && !field.isEmpty()
                            && (i >= partner.size() || !field.equals(partner.get(i)));
            if (changed) {
                pieces.add(new Piece(visible(plain.toString()), false));
                plain.setLength(0);
                pieces.add(new Piece(cut(visible(field)), true));
            } else {
                plain.append(cut(visible(field)));
            }
        }
        pieces.add(new Piece(plain.toString(), false));
        return new Line(MessageWords.segment(row.name()), pieces);
    }

    private static String cut(String field) {
        return field.length() <= MAX_FIELD
                ? field
                : field.substring(0, MAX_FIELD)
                        + "… ("
                        + Words.count(field.length() - MAX_FIELD)
                        + " characters more)";
    }

    /** Characters that would hide, or turn the line round, are shown by their number. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    int type = Character.getType(c);
                    if (c < ' ') {
                        out.appendCodePoint('\u2400' + c);
                    } else if (type == Character.CONTROL
                            || type == Character.FORMAT
                            || type == Character.SURROGATE
                            || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR) {
                        out.append(String.format("⟦U+%04X⟧", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }
}
