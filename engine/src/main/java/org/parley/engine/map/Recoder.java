package org.parley.engine.map;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.wire.hl7v2.Delimiters;
import org.parley.wire.hl7v2.Edit;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/**
 * Writes a whole message with other delimiters and another character set: structure for structure,
 * so that every value decodes to the same text.
 */
final class Recoder {
    private static final Path CHARACTER_SET = Path.of("MSH-18");

    /** The answer. */
    sealed interface Recoded {
        record Done(Message message) implements Recoded {}

        record Impossible(Problem problem) implements Recoded {}
    }

    private Recoder() {}

    /** Why a value cannot stand in MSH-1, MSH-2 or MSH-18; empty when it can. */
    static Optional<String> trouble(Path path, String value) {
        boolean right =
                switch (path.field()) {
                    case 1 -> delimiters(value, "^~\\&") instanceof Reading.Good;
                    case 2 ->
                            delimiters("|", value) instanceof Reading.Good(Message message)
                                    && message.delimiters().encodingCharacters().equals(value);
                    default -> set(value);
                };
        return right
                ? Optional.empty()
                : Optional.of("'" + value + "' cannot be written in " + path + ".");
    }

    private static Reading delimiters(String field, String signs) {
        String head = "MSH" + field + signs + field + "A";
        return Message.read(head.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean set(String name) {
        String probe = "MSH|^~\\&|é|B|C|D|2026||ADT^A01|1|P|2.4";
        return ascii(name)
                || (Message.read(probe.getBytes(StandardCharsets.UTF_8))
                                instanceof Reading.Good(Message message)
                        && message.edit().set(CHARACTER_SET, name).problems().isEmpty()
                        && message.edit().set(CHARACTER_SET, name).done().warnings().isEmpty());
    }

    private static boolean ascii(String name) {
        return name.equals("ASCII");
    }

    /** Writes the message as these values of MSH-1, MSH-2 and MSH-18 ask, by field number. */
    static Recoded recode(Message source, Map<Integer, String> values) {
        Delimiters old = source.delimiters();
        String field = values.getOrDefault(1, String.valueOf(old.field()));
        String signs = values.getOrDefault(2, old.encodingCharacters());
        return switch (delimiters(field, signs)) {
            case Reading.Bad(List<Problem> problems) -> new Recoded.Impossible(problems.getFirst());
            case Reading.Good(Message sample) ->
                    declared(
                            source.inDelimiters(sample.delimiters()),
                            Optional.ofNullable(values.get(18)));
        };
    }

    private static Recoded declared(Message message, Optional<String> set) {
        if (set.isEmpty()) {
            return new Recoded.Done(message);
        }
        if (ascii(set.get()) && !allAscii(message.view())) {
            return new Recoded.Impossible(Troubles.notWritable(set.get()));
        }
        Edit edit = message.edit().set(CHARACTER_SET, set.get());
        List<Problem> problems = edit.problems();
        return problems.isEmpty()
                ? new Recoded.Done(edit.done())
                : new Recoded.Impossible(Troubles.notWritable(set.get()));
    }

    private static boolean allAscii(byte[] view) {
        for (byte each : view) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
