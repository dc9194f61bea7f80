package org.parley.engine.map;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.hl7v2.Span;
import org.parley.wire.problem.Problem;

/**
 * Writes a whole message with other delimiters and another character set: structure for structure,
 * escape for escape, so that every value decodes to the same text.
 */
final class Recoder {
    private static final Path CHARACTER_SET = Path.of("MSH-18");

    /** The answer. */
    sealed interface Recoded {
        record Done(Message message) implements Recoded {}

        record Impossible(Problem problem) implements Recoded {}
    }

    private final Message source;
    private final String head;
    private final Charset charset;

    private Recoder(Message source, String head, Charset charset) {
        this.source = source;
        this.head = head;
        this.charset = charset;
    }

    /** Why a value cannot stand in MSH-1, MSH-2 or MSH-18; empty when it can. */
    static Optional<String> trouble(Path path, String value) {
        if (path.field() == 18) {
            return charset(value).isPresent()
                    ? Optional.empty()
                    : Optional.of("'" + value + "' is no character set that can be written.");
        }
        boolean separator = path.field() == 1;
        String head = separator ? "MSH" + value + "^~\\&" : "MSH|" + value;
        boolean right =
                separator
                        ? value.length() == 1 && readable(head + value)
                        : value.length() > 1 && readable(head + "|") && signs(head, value);
        return right ? Optional.empty() : Optional.of("'" + value + "' cannot be delimiters.");
    }

    private static boolean readable(String text) {
        return Message.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Good;
    }

    private static boolean signs(String head, String value) {
        return shell(head + "|").delimiters().encodingCharacters().equals(value);
    }

    /** The set that a name of HL7 table 0211 means, if it is one byte or UTF-8. */
    private static Optional<Charset> charset(String name) {
        String probe = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.4||||||" + name;
        if (name.equals("ASCII")) {
            return Optional.of(StandardCharsets.US_ASCII);
        }
        boolean plain = !name.contains("UTF-16") && !name.contains("UTF-32");
        return plain
                        && Message.read(probe.getBytes(StandardCharsets.UTF_8))
                                instanceof Reading.Good(Message message)
                        && message.warnings().isEmpty()
                ? Optional.of(message.charset())
                : Optional.empty();
    }

    /** Writes the message as these values of MSH-1, MSH-2 and MSH-18 ask. */
    static Recoded recode(Message source, Map<Integer, String> values) {
        Delimiters old = source.delimiters();
        String field = values.getOrDefault(1, String.valueOf(old.field()));
        String signs = values.getOrDefault(2, old.encodingCharacters());
        Charset charset =
                Optional.ofNullable(values.get(18))
                        .flatMap(Recoder::charset)
                        .orElse(source.charset());
        if (Message.read(("MSH" + field + signs + field).getBytes(StandardCharsets.UTF_8))
                instanceof Reading.Bad(List<Problem> problems)) {
            return new Recoded.Impossible(problems.getFirst());
        }
        return new Recoder(source, "MSH" + field + signs, charset)
                .message(field, Optional.ofNullable(values.get(18)));
    }

    private Recoded message(String field, Optional<String> declared) {
        StringBuilder out = new StringBuilder(source.view().length + 64);
        Map<String, Integer> seen = new HashMap<>();
        int copied = source.segmentSpan(0).from();
        for (int i = 0; i < source.segments(); i++) {
            Span span = source.segmentSpan(i);
            String name = source.segmentName(i);
            int occurrence = seen.merge(name, 1, Integer::sum);
            out.append(raw(copied, span.from()));
            copied = span.end();
            Edit edit = shell(i == 0 ? head + field : head + field + "\r" + name + field).edit();
            for (int number = i == 0 ? 3 : 1; number <= fields(span, i); number++) {
                Path place = Path.of(name + "-" + number);
                edit.copy(place, source, place.atOccurrence(occurrence));
            }
            if (i == 0) {
                declared.ifPresent(set -> edit.set(CHARACTER_SET, set));
            }
            Message made = edit.done();
            int from = made.segmentSpan(i == 0 ? 0 : 1).from();
            byte[] view = made.view();
            out.append(new String(view, from, view.length - from, StandardCharsets.UTF_8));
        }
        out.append(raw(copied, source.view().length));
        return written(out.toString());
    }

    private Recoded written(String text) {
        if (!charset.newEncoder().canEncode(text)) {
            return new Recoded.Impossible(Troubles.notWritable(charset.name()));
        }
        return switch (Message.read(text.getBytes(charset), source.defaults())) {
            case Reading.Good(Message message) -> new Recoded.Done(message);
            case Reading.Bad(List<Problem> problems) -> new Recoded.Impossible(problems.getFirst());
        };
    }

    private static Message shell(String text) {
        return switch (Message.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad bad -> throw new IllegalStateException("no message: " + bad);
        };
    }

    private int fields(Span span, int segment) {
        int count = segment == 0 ? 1 : 0;
        byte[] view = source.view();
        for (int i = span.from(); i < span.end(); i++) {
            if (view[i] == (byte) source.delimiters().field()) {
                count++;
            }
        }
        return count;
    }

    /** What stands between segments: line breaks. */
    private String raw(int from, int end) {
        return new String(source.view(), from, end - from, StandardCharsets.ISO_8859_1);
    }
}
