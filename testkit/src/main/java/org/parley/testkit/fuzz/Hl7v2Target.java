package org.parley.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

/** HL7 v2: messages, batches, acknowledgements, and edits of what could be read. */
public final class Hl7v2Target {
    private static final Path CODE = Path.of("OBX-3.1");

    private Hl7v2Target() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        Acknowledgement.read(data);
        Batch batch = Batch.read(data);
        batch.messages().forEach(batch::copy);
        if (Message.read(data.clone()) instanceof Reading.Good good) {
            Message message = good.message();
            if (!Arrays.equals(message.bytes(), data)) {
                throw new AssertionError("the stored bytes are not the received bytes");
            }
            message.texts(CODE);
            Message edited = message.edit().set(Path.of("MSH-5"), "A|B^C&D~E\\F").done();
            // without an escape character a drop is listed among the warnings
            boolean listed = !edited.warnings().isEmpty();
            if (!listed && !edited.textOrEmpty(Path.of("MSH-5")).equals("A|B^C&D~E\\F")) {
                throw new AssertionError("what was written is not what is read");
            }
            String unknown = new String(message.view(), StandardCharsets.ISO_8859_1);
            if (unknown.isEmpty()) {
                throw new AssertionError("a message of nothing");
            }
        }
    }
}
