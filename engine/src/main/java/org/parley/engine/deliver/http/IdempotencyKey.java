package org.parley.engine.deliver.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.parley.engine.deliver.Sender.Outgoing;

/**
 * The Idempotency-Key of a delivery: the same for every try of the same bytes. A control id of HL7
 * v2 is unique only within one sending application, so a digest of the bytes is added to it;
 * without that a receiver could take two senders' messages for one and drop the second.
 */
final class IdempotencyKey {
    private static final int CONTROL_ID_CHARS = 100;
    private static final int DIGEST_BYTES = 10;

    private IdempotencyKey() {}

    static String of(Outgoing message) {
        String id = message.controlId();
        boolean plain =
                !id.isEmpty()
                        && id.length() <= CONTROL_ID_CHARS
                        && id.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
        String shown = plain ? id : digest(id.getBytes(StandardCharsets.UTF_8));
        return message.hl7v2() ? shown + "-" + digest(message.bytes()) : shown;
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
