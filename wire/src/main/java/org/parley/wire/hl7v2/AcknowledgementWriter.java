package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Writes an answer's bytes from the MSH that it answers. */
final class AcknowledgementWriter {
    /** MSA-3 is ST 80 before version 2.7. */
    private static final int MAX_TEXT = 80;

    private static final Path MSH_2 = Path.of("MSH-2");
    private static final Path MSH_3 = Path.of("MSH-3");
    private static final Path MSH_4 = Path.of("MSH-4");
    private static final Path MSH_5 = Path.of("MSH-5");
    private static final Path MSH_6 = Path.of("MSH-6");
    private static final Path MSH_9_2 = Path.of("MSH-9.2");
    private static final Path MSH_10 = Path.of("MSH-10");
    private static final Path MSH_11 = Path.of("MSH-11");
    private static final Path MSH_12 = Path.of("MSH-12");
    private static final Path MSH_18 = Path.of("MSH-18");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Delimiters d;
    private final StringBuilder out = new StringBuilder(300);

    private AcknowledgementWriter(Delimiters d) {
        this.d = d;
    }

    static byte[] write(
            byte[] msh, String code, Optional<Problem> problem, Instant now, String ownControlId) {
        byte[] header = headerOnly(msh);
        return switch (Message.read(header)) {
            case Reading.Good(Message message) -> {
                AcknowledgementWriter writer = new AcknowledgementWriter(message.delimiters());
                String text = writer.answer(message, code, problem, now, ownControlId);
                yield encoded(text, message, header);
            }
            case Reading.Bad _ -> {
                Message bare = bare();
                AcknowledgementWriter writer = new AcknowledgementWriter(bare.delimiters());
                yield writer.answer(bare, code, problem, now, ownControlId)
                        .getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    /** The message up to the end of MSH, so that answering costs the same for a big one. */
    private static byte[] headerOnly(byte[] message) {
        if (WideBytes.detect(message).isPresent()) {
            return message;
        }
        Optional<Opening> opening = Opening.at(message);
        if (opening.isEmpty()) {
            return message;
        }
        int start = opening.get().start();
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        return java.util.Arrays.copyOfRange(message, start, end);
    }

    private static Message bare() {
        byte[] bytes = "MSH|^~\\&|".getBytes(StandardCharsets.US_ASCII);
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad bad -> throw new AssertionError(bad.problems().toString());
        };
    }

    private static byte[] encoded(String text, Message message, byte[] header) {
        Charset charset = message.charset();
        byte[] bytes = text.getBytes(charset);
        boolean mark = message.transcoded() != null && WideBytes.marked(header);
        return mark ? (WideBytes.MARK + text).getBytes(charset) : bytes;
    }

    private String answer(
            Message m, String code, Optional<Problem> problem, Instant now, String ownControlId) {
        header(m, now, ownControlId);
        String text = problem.map(Problem::text).orElse("");
        out.append("MSA").append(d.field()).append(code).append(d.field());
        out.append(raw(m, MSH_10));
        if (!text.isEmpty()) {
            out.append(d.field()).append(escaped(shortened(text)));
        }
        out.append('\r');
        problem.ifPresent(each -> error(m, each));
        return out.toString();
    }

    private void header(Message m, Instant now, String ownControlId) {
        String version = raw(m, MSH_12);
        String[] fields = new String[19];
        java.util.Arrays.fill(fields, "");
        fields[3] = raw(m, MSH_5);
        fields[4] = raw(m, MSH_6);
        fields[5] = raw(m, MSH_3);
        fields[6] = raw(m, MSH_4);
        fields[7] = TIME.format(now) + "+0000";
        fields[9] = type(m);
        fields[10] = escaped(ownControlId);
        String processing = raw(m, MSH_11);
        fields[11] = processing.isEmpty() ? "P" : processing;
        fields[12] = version.isEmpty() ? m.version() : version;
        fields[18] = raw(m, MSH_18);
        out.append("MSH").append(d.field());
        int declared = m.segmentSpan(0).from() + 4;
        long second = m.find(MSH_2);
        out.append(
                Locator.end(second) > declared
                        ? new String(
                                m.view(),
                                declared,
                                Locator.end(second) - declared,
                                StandardCharsets.ISO_8859_1)
                        : d.encodingCharacters());
        int last = fields[18].isEmpty() ? 12 : 18;
        for (int i = 3; i <= last; i++) {
            out.append(d.field()).append(fields[i]);
        }
        out.append('\r');
    }

    /** ACK, the trigger of the message, and the structure from version 2.3.1 on. */
    private String type(Message m) {
        String trigger = m.textOrEmpty(MSH_9_2);
        if (trigger.isEmpty() || d.component() == Delimiters.NONE) {
            return "ACK";
        }
        String type = "ACK" + d.component() + escaped(trigger);
        return Version.atLeast(m.version(), 2, 4) ? type + d.component() + "ACK" : type;
    }

    private void error(Message m, Problem problem) {
        boolean sender = problem.culprit() == Culprit.SENDER;
        String code = sender ? "100" : "207";
        String name = sender ? "Segment sequence error" : "Application internal error";
        char f = d.field();
        String c = part(d.component());
        if (!Version.atLeast(m.version(), 2, 5)) {
            String s = part(d.subcomponent());
            out.append("ERR").append(f).append(c).append(c).append(c);
            out.append(code).append(s).append(name).append(s).append("HL70357").append('\r');
            return;
        }
        out.append("ERR").append(f).append(f).append(f);
        out.append(code).append(c).append(name).append(c).append("HL70357").append(f);
        out.append('E').append(f);
        out.append(problem.code()).append(c).append(escaped(problem.text())).append(c).append('L');
        out.append(f).append(f).append(escaped(problem.remedy()));
        out.append(f).append(escaped(problem.text())).append('\r');
    }

    private static String part(char separator) {
        return separator == Delimiters.NONE ? " " : String.valueOf(separator);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 3) + "...";
    }

    private String escaped(String text) {
        return Escapes.encode(text, d);
    }

    private static String raw(Message m, Path path) {
        int segment = 0;
        long range = Places.field(m, segment, path);
        return range == Locator.ABSENT
                ? ""
                : new String(
                        m.view(),
                        Locator.from(range),
                        Locator.end(range) - Locator.from(range),
                        m.viewCharset());
    }
}
