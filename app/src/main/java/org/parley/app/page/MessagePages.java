package org.parley.app.page;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.Engine;
import org.parley.engine.journal.Entry;

/** A message's path, and what it says once a reason is on disk. */
final class MessagePages {
    private static final System.Logger LOG = System.getLogger(MessagePages.class.getName());

    private final Engine engine;
    private final Paths paths;
    private final Contents contents;
    private final AuditLog audit;
    private final Views views;
    private final Doors doors;

    MessagePages(Engine engine, Facts facts, AuditLog audit, Views views, Doors doors) {
        this.engine = engine;
        this.paths = new Paths(engine, facts);
        this.contents = new Contents(engine, facts);
        this.audit = audit;
        this.views = views;
        this.doors = doors;
    }

    /** GET: the path, sealed. */
    void path(ServerRequest request, ServerResponse response) {
        Optional<MessagePage> page = position(request).flatMap(paths::of);
        if (page.isEmpty()) {
            views.notFound(response);
            return;
        }
        show(request, response, page.get());
    }

    /** POST: the path with what the message says. */
    void content(ServerRequest request, ServerResponse response) {
        Optional<Form> form = Form.read(request, Doors.session(request));
        if (form.isEmpty()) {
            doors.refuse(response);
            return;
        }
        Optional<MessagePage> page = position(request).flatMap(paths::of);
        Optional<Entry> entry = page.flatMap(p -> engine.journal().entry(p.position()));
        if (page.isEmpty() || entry.isEmpty()) {
            views.notFound(response);
            return;
        }
        if (!form.get().signed()) {
            show(request, response, page.get());
            return;
        }
        if (audited(entry.get().position(), form.get(), response)) {
            show(request, response, page.get().with(contents.of(entry.get())));
        }
    }

    /** Notes a view; when that cannot be done, says so and nothing is shown. */
    boolean audited(long position, Form form, ServerResponse response) {
        try {
            audit.note(position, form.name(), form.reason());
            return true;
        } catch (IOException full) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "PAR-6103 A view could not be written to the audit log, so nothing was shown. position="
                            + position,
                    full);
            views.send(
                    response,
                    503,
                    views.notice(
                            "Not shown",
                            "The audit log cannot be written, so the content stays sealed.",
                            "Make room on the disk of Parley’s data folder, then try again.",
                            "PAR-6103"));
            return false;
        }
    }

    private void show(ServerRequest request, ServerResponse response, MessagePage page) {
        Session session = Doors.session(request);
        views.send(
                response,
                200,
                views.render(
                        "message",
                        Map.of(
                                "page",
                                page,
                                "trust",
                                views.trust(),
                                "csrf",
                                session.csrf(),
                                "name",
                                session.person().get())));
    }

    static Optional<Long> position(ServerRequest request) {
        String text = request.path().pathParameters().get("position");
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
