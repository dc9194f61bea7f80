package org.parley.app.page;

import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** What a form says, once it is known to be a form of this session. */
final class Form {
    /** Characters of a name. */
    static final int MAX_NAME = 100;

    /** Characters of a reason. */
    static final int MAX_REASON = 300;

    private final Parameters values;

    private Form(Parameters values) {
        this.values = values;
    }

    /** Reads the form; empty when it does not carry the session's word. */
    static Optional<Form> read(ServerRequest request, Session session) {
        Parameters values = request.content().as(Parameters.class);
        String csrf = values.first("csrf").asOptional().orElse("");
        if (!Keys.same(session.csrf(), csrf)) {
            return Optional.empty();
        }
        Form form = new Form(values);
        if (!form.name().isEmpty()) {
            session.person().set(form.name());
        }
        return Optional.of(form);
    }

    /** A field; empty when absent. */
    String field(String name) {
        return values.first(name).asOptional().orElse("");
    }

    String name() {
        return line(field("name"), MAX_NAME);
    }

    String reason() {
        return line(field("reason"), MAX_REASON);
    }

    boolean signed() {
        return !name().isEmpty() && !reason().isEmpty();
    }

    private static String line(String text, int most) {
        String one = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return one.length() <= most ? one : one.substring(0, most);
    }
}
