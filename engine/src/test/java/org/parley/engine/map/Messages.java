package org.parley.engine.map;

import java.nio.charset.StandardCharsets;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Messages written in the text of a test, a line for each segment. */
final class Messages {
    static final String ADMISSION =
            """
            MSH|^~\\&|PAS|RX1|TIE|RX1|20260105093015||ADT^A01^ADT_A01|C1|P|2.4
            EVN|A01|20260105093000
            PID|1||H772654^^^RX1^MR~9992772654^^^NHS^NH||TESTER^Edith^^^Ms||19710412|F||||||||""
            PV1|1|I|WARD7^BAY2^BED4|||WARD7
            OBX|1|NM|SODI||139|||||||F
            OBX|2|NM|POTA||5.9||||||||F
            OBX|3|FT|NOTE||A \\T\\ E < 5||||||F
            """;

    private Messages() {}

    static Message message(String text) {
        byte[] bytes = text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        return switch (Message.read(bytes)) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad(var problems) -> throw new AssertionError(problems);
        };
    }
}
