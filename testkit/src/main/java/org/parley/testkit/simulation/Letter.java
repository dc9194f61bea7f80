package org.parley.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send one message. Attempts of a message have the same control id, as senders do
 * it, and name themselves in a segment of their own, so that the oracle can tell them apart.
 */
final class Letter {
    private static final byte[] MARK = "ZAT|".getBytes(StandardCharsets.ISO_8859_1);

    /** How good it is. */
    enum Kind {
        GOOD,
        /** No HL7 v2 at all. */
        UNREADABLE,
        /** MSH-10 is empty. */
        NAMELESS
    }

    /** One message of a sender. */
    record Content(
            String port,
            String controlId,
            Kind kind,
            String trigger,
            List<String> patients,
            int padding) {}

    final Content content;
    final String name;

    /** In force when it came to the engine; null before. */
    @Nullable Configuration configuration;

    /** Where it is in the journal, once the engine said so; -1 before. */
    long position = -1;

    boolean accepted;
    boolean refused;
    boolean acted;

    Letter(Content content, int attempt) {
        this.content = content;
        this.name = content.controlId() + "." + attempt;
    }

    byte[] bytes() {
        return bytes("RECEIVER");
    }

    /** What a map makes of it that writes this into MSH-5. */
    byte[] bytes(String receiver) {
        String text =
                switch (content.kind()) {
                    case UNREADABLE -> "no message\rZAT|" + name + "\r";
                    case NAMELESS -> hl7(receiver, "");
                    case GOOD -> hl7(receiver, content.controlId());
                };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String hl7(String receiver, String controlId) {
        StringBuilder text = new StringBuilder(256);
        text.append("MSH|^~\\&|PAS|RX1|")
                .append(receiver)
                .append("|RX1|20260329005900+0000||ADT^")
                .append(content.trigger())
                .append('|')
                .append(controlId)
                .append("|P|2.4\rPID|1||")
                .append(content.patients().getFirst())
                .append("^^^RX1^MR||Testpatient^Ann\r");
        if (content.patients().size() > 1) {
            text.append("MRG|").append(content.patients().get(1)).append("^^^RX1^MR\r");
        }
        text.append("ZAT|").append(name).append('\r');
        if (content.padding() > 0) {
            text.append("NTE|1||").repeat("caf\u00e9 ", content.padding() / 5).append('\r');
        }
        return text.toString();
    }

    /** The name of the letter that these bytes are of, or null. */
    static @Nullable String nameIn(byte[] bytes) {
        for (int at = 0; at + MARK.length <= bytes.length; at++) {
            int same = 0;
            while (same < MARK.length && bytes[at + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                int end = at + same;
                while (end < bytes.length && bytes[end] != '\r') {
                    end++;
                }
                int from = at + same;
                return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name + (position < 0 ? "" : "@" + position);
    }
}
