package org.parley.wire.mllp;

import java.nio.charset.StandardCharsets;
import org.parley.wire.hl7v2.AcknowledgementMode;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Which answers the bytes of a message ask for, without reading more of it than MSH. */
public final class AnswersWanted {
    private static final int ACCEPT = 15;
    private static final int APPLICATION = 16;

    private AnswersWanted() {}

    /** The mode by MSH-15 and MSH-16; original mode when the bytes are no message. */
    public static AcknowledgementMode by(byte[] message) {
        if (message.length > 4 && message[0] == 'M' && message[1] == 'S' && message[2] == 'H') {
            return byHand(message);
        }
        // a byte order mark, blank lines or UTF-16: rare, so the slow way
        return Message.read(message) instanceof Reading.Good(Message read)
                ? AcknowledgementMode.of(read)
                : AcknowledgementMode.of("", "");
    }

    private static AcknowledgementMode byHand(byte[] message) {
        byte separator = message[3];
        int field = 1;
        int from = 4;
        String accept = "";
        for (int i = 3; i < message.length; i++) {
            boolean end = message[i] == '\r' || message[i] == '\n';
            if (!end && message[i] != separator) {
                continue;
            }
            if (field == ACCEPT) {
                accept = latin(message, from, i);
            } else if (field == APPLICATION) {
                return AcknowledgementMode.of(accept, latin(message, from, i));
            }
            if (end) {
                return AcknowledgementMode.of(accept, "");
            }
            field++;
            from = i + 1;
        }
        return last(message, field, from, accept);
    }

    private static AcknowledgementMode last(byte[] message, int field, int from, String accept) {
        String rest = latin(message, from, message.length);
        return switch (field) {
            case ACCEPT -> AcknowledgementMode.of(rest, "");
            case APPLICATION -> AcknowledgementMode.of(accept, rest);
            default -> AcknowledgementMode.of(accept, "");
        };
    }

    private static String latin(byte[] bytes, int from, int to) {
        return from == to ? "" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
