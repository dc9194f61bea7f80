package org.parley.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Conditions in HL7's own words, tried on a message. */
public final class ConditionTarget {
    private static final byte[] MESSAGE =
            ("MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.4\rPID|1||7^^^X~8||Doe^Ann\rPV1|1|I|W^1^2\r"
                            + "OBX|1|ST|K^Kalium||5.1\r")
                    .getBytes(StandardCharsets.ISO_8859_1);

    private ConditionTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (Conditions.parse(text) instanceof Conditions.Parse.Ok ok
                && Message.read(MESSAGE) instanceof Reading.Good good) {
            ok.condition().test(good.message());
        }
    }
}
