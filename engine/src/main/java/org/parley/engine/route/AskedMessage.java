package org.parley.engine.route;

import java.util.List;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** Asks a message, seen from a focus. */
record AskedMessage(Message message, Focus focus) implements Asked {
    @Override
    public String first(Path path) {
        return message.textOrEmpty(focus.at(path));
    }

    @Override
    public List<String> all(Path path) {
        return message.texts(focus.at(path));
    }

    @Override
    public int count(Path path) {
        return message.count(focus.at(path));
    }

    @Override
    public boolean single(Path path) {
        return Values.single(focus.at(path));
    }
}
