package org.parley.engine.map;

import java.util.List;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;

/** Calls a trust's own class and turns what it throws into a problem. */
final class JavaCalls {
    private JavaCalls() {}

    static Mapped call(String name, JavaMap map, Message message) {
        try {
            return new Mapped.Messages(List.copyOf(map.map(message)));
        } catch (RuntimeException | StackOverflowError | AssertionError failure) {
            int line = 0;
            for (StackTraceElement element : failure.getStackTrace()) {
                if ((name + ".java").equals(element.getFileName())) {
                    line = element.getLineNumber();
                    break;
                }
            }
            // The exception's own text may hold patient data, so only its kind is told.
            return new Mapped.Impossible(
                    Troubles.javaFailed(name, failure.getClass().getSimpleName(), line));
        }
    }
}
