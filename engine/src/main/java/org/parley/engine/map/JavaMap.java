package org.parley.engine.map;

import java.util.List;
import org.parley.wire.hl7v2.Message;

/**
 * The last rung: a class that a trust writes where tables are too weak, {@code maps/NAME.java}. It
 * must be a public class with a public constructor without parameters.
 *
 * <p>Pure: it may use the language, text, collections, dates that it is given, and HL7 messages,
 * and nothing else; what it may call is checked when it is loaded. One instance serves many
 * threads, so it keeps no state.
 */
public interface JavaMap {
    /**
     * Makes the messages to send of one message, in order; none means that nothing is sent.
     *
     * @throws RuntimeException to say that it cannot be done; the message is then parked
     */
    List<Message> map(Message message);
}
