package org.parley.engine.map.fhir.back;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names with a dollar that paths may begin with, where a row stands: number and type of each.
 */
final class Scope {
    /** What is known of the message to be made. */
    static final int MESSAGE = 0;

    /** The Bundle. */
    static final int BUNDLE = 1;

    /** The MessageHeader. */
    static final int HEADER = 2;

    /** What the event is about. */
    static final int FOCUS = 3;

    /** The patient of the message. */
    static final int PATIENT = 4;

    static final int FIRST_OWN = 5;

    private final @Nullable Scope around;
    private final Map<String, Variable> own = new HashMap<>();

    /** A name's number and type. */
    record Variable(int number, String type) {}

    private Scope(@Nullable Scope around) {
        this.around = around;
    }

    /** The names that are there before any row. */
    static Scope of(String focus) {
        Scope scope = new Scope(null);
        scope.own.put("message", new Variable(MESSAGE, Types.MESSAGE));
        scope.own.put("bundle", new Variable(BUNDLE, "Bundle"));
        scope.own.put("header", new Variable(HEADER, "MessageHeader"));
        scope.own.put("focus", new Variable(FOCUS, focus));
        scope.own.put("patient", new Variable(PATIENT, "Patient"));
        return scope;
    }

    Scope with(String name, int number, String type) {
        Scope inner = new Scope(this);
        inner.own.put(name, new Variable(number, type));
        return inner;
    }

    Optional<Variable> find(String name) {
        Variable found = own.get(name);
        return found != null || around == null ? Optional.ofNullable(found) : around.find(name);
    }

    /** All names, for "did you mean". */
    List<String> names() {
        List<String> all = new java.util.ArrayList<>(around == null ? List.of() : around.names());
        all.addAll(own.keySet());
        return all;
    }
}
