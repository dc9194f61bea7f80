package org.parley.engine.route;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.plan.Condition;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.hl7v2.Message;

/** What conditions are asked of: a message of v2, or a body of FHIR, read when first asked. */
final class Matter {
    private final Optional<Message> message;
    private final byte[] body;
    private @Nullable JsonReading reading;

    /**
     * @param message of v2; empty for other formats
     * @param body of FHIR; no bytes for other formats
     */
    Matter(Optional<Message> message, byte[] body) {
        this.message = message;
        this.body = body;
    }

    boolean fits(Condition condition) {
        if (condition.isAlways()) {
            return true;
        }
        return message.isPresent()
                ? condition.test(message.get())
                : body.length > 0
                        && read() instanceof JsonReading.Read(Json root, var _)
                        && condition.test(root);
    }

    private JsonReading read() {
        JsonReading known = reading;
        if (known == null) {
            known = new JsonReader().read(body);
            reading = known;
        }
        return known;
    }
}
