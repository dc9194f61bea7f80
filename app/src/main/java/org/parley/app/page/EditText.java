package org.parley.app.page;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Messages as text that a person can edit, one line for each segment, and back into bytes. */
final class EditText {
    /** A message larger than this is not edited in a browser: 256 KiB. */
    static final int MAX_BYTES = 256 * 1024;

    private EditText() {}

    /**
     * The text to edit; empty when it would not come back byte for byte, so that an edit would
     * change more than the person sees.
     */
    static Optional<String> of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        String text = new String(bytes, charset(bytes));
        boolean plain =
                text.codePoints()
                        .allMatch(c ->
                                c == '\r' || c == '\n' || c == '\t' || !Character.isISOControl(c));
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        boolean same = back(lines, bytes).filter(b -> Arrays.equals(b, bytes)).isPresent();
        return plain && same ? Optional.of(lines) : Optional.empty();
    }

    /**
     * The bytes of an edited text, in the character set and with the line ends of the original;
     * empty when that set has no such character.
     */
    static Optional<byte[]> back(String edited, byte[] original) {
        String lines = edited.replace("\r\n", "\n").replace('\r', '\n');
        String end = lineEnd(original);
        if (endsWithLine(original) && !lines.endsWith("\n")) {
            lines = lines + "\n";
        }
        try {
            ByteBuffer bytes =
                    charset(original)
                            .newEncoder()
                            .encode(CharBuffer.wrap(lines.replace("\n", end)));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return Optional.of(array);
        } catch (CharacterCodingException noSuchCharacter) {
            return Optional.empty();
        }
    }

    private static boolean endsWithLine(byte[] bytes) {
        return bytes.length > 0
                && (bytes[bytes.length - 1] == '\r' || bytes[bytes.length - 1] == '\n');
    }

    private static String lineEnd(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return "\n";
            }
            if (bytes[i] == '\r') {
                return i + 1 < bytes.length && bytes[i + 1] == '\n' ? "\r\n" : "\r";
            }
        }
        return "\r";
    }

    private static Charset charset(byte[] bytes) {
        return Message.read(bytes) instanceof Reading.Good good
                ? good.message().charset()
                : StandardCharsets.UTF_8;
    }
}
