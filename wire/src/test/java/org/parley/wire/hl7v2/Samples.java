package org.parley.wire.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.parley.wire.problem.Problem;

/** Messages written for these tests. */
final class Samples {
    static final String ADMISSION =
            """
            MSH|^~\\&|PAS|RX1|TIE|RX1|20260105093015||ADT^A01^ADT_A01|c-1|P|2.4|||AL|NE|GBR||EN
            EVN|A01|20260105
            PID|1||H77^^^RX1^MR~9992772654^^^NHS^NH^^^01||MARSH&VAN^ANN^^^Ms^^L||19710412|F|||""
            PD1||||
            NK1|1|ONE
            NK1|2|TWO^B
            PV1|1|I|WARD7^BAY2^BED4
            ZU1|a^b|||
            """
                    .replace('\n', '\r');

    private Samples() {}

    static Message good(String text) {
        return good(text.getBytes(StandardCharsets.UTF_8));
    }

    static Message good(String text, Charset charset) {
        return good(text.getBytes(charset));
    }

    static Message good(byte[] bytes) {
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    static List<String> bad(byte[] bytes) {
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> throw new AssertionError("read " + message);
            case Reading.Bad(List<Problem> problems) ->
                    problems.stream().map(Problem::code).toList();
        };
    }

    static List<String> codes(Message message) {
        return message.warnings().stream().map(Problem::code).toList();
    }

    static String text(Message message, String path) {
        return message.text(Path.of(path)).orElse("<none>");
    }

    static String wire(Message message) {
        return new String(message.bytes(), message.charset());
    }
}
