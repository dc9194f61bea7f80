package org.parley.app.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.Engine;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.Entry;
import org.parley.wire.problem.Problem;

/** What is parked, and what a person does about it. */
final class ParkedPages {
    /** Rows on one page of the list. */
    static final int ROWS = 25;

    private static final Map<String, String> DONE =
            Map.of(
                    "resend", "It is on its way again.",
                    "edit", "The edited message is on its way.",
                    "close", "It is closed; the reason is kept.");

    private final Engine engine;
    private final Watch watch;
    private final Contents contents;
    private final MessagePages messages;
    private final Clock clock;
    private final Views views;
    private final Doors doors;

    ParkedPages(
            Engine engine,
            Facts facts,
            Watch watch,
            MessagePages messages,
            Clock clock,
            Views views,
            Doors doors) {
        this.engine = engine;
        this.watch = watch;
        this.contents = new Contents(engine, facts);
        this.messages = messages;
        this.clock = clock;
        this.views = views;
        this.doors = doors;
    }

    /** GET: the list, oldest first. */
    void list(ServerRequest request, ServerResponse response) {
        int from = from(request);
        Instant at = clock.now();
        List<ParkedDelivery> some = engine.ledger().parked(from + ROWS + 1);
        List<Now.ParkedRow> rows =
                some.stream().skip(from).limit(ROWS).map(p -> watch.parked(p, at)).toList();
        long all = Sums.of(engine.book()).parked();
        Optional<String> before =
                from == 0
                        ? Optional.empty()
                        : Optional.of("/parked?from=" + Math.max(0, from - ROWS));
        Optional<String> next =
                some.size() > from + ROWS
                        ? Optional.of("/parked?from=" + (from + ROWS))
                        : Optional.empty();
        String done = request.query().first("done").asOptional().orElse("");
        views.send(
                response,
                200,
                views.render(
                        "parked",
                        Map.of(
                                "trust",
                                views.trust(),
                                "rows",
                                rows,
                                "count",
                                Words.count(all, "delivery is parked", "deliveries are parked"),
                                "range",
                                Words.count(from + 1) + " to " + Words.count(from + rows.size()),
                                "newer",
                                before,
                                "older",
                                next,
                                "done",
                                DONE.getOrDefault(done, ""))));
    }

    private static int from(ServerRequest request) {
        String text = request.query().first("from").asOptional().orElse("0");
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
    }

    /** GET: one delivery. */
    void one(ServerRequest request, ServerResponse response) {
        Optional<DecidePage> page = page(request);
        if (page.isEmpty()) {
            gone(response);
            return;
        }
        show(request, response, page.get());
    }

    private void gone(ServerResponse response) {
        views.send(
                response,
                404,
                views.notice(
                        "This is not parked any more",
                        "Somebody may have dealt with it.",
                        "Look at the list of what is parked.",
                        "PAR-6104"));
    }

    /** POST: does what the form says. */
    void decide(ServerRequest request, ServerResponse response) {
        Optional<Form> read = Form.read(request, Doors.session(request));
        if (read.isEmpty()) {
            doors.refuse(response);
            return;
        }
        Form form = read.get();
        Optional<DecidePage> page = page(request);
        Optional<DeliveryRef> ref = ref(request);
        if (page.isEmpty() || ref.isEmpty()) {
            gone(response);
            return;
        }
        if (!form.signed()) {
            show(
                    request,
                    response,
                    page.get().wrong("Give your name and a reason; nothing was done."));
            return;
        }
        switch (form.field("deed")) {
            case "resend" ->
                    done(
                            request,
                            response,
                            page.get(),
                            "resend",
                            engine.acts().resend(ref.get(), form.name(), form.reason()));
            case "close" ->
                    done(
                            request,
                            response,
                            page.get(),
                            "close",
                            engine.acts().close(ref.get(), form.name(), form.reason()));
            case "open", "preview", "edit" -> edit(request, response, page.get(), ref.get(), form);
            default ->
                    show(
                            request,
                            response,
                            page.get().wrong("Nothing was chosen, so nothing was done."));
        }
    }

    private void edit(
            ServerRequest request,
            ServerResponse response,
            DecidePage page,
            DeliveryRef ref,
            Form form) {
        Optional<Entry> entry = engine.journal().entry(ref.position());
        if (entry.isEmpty() || !page.editable()) {
            gone(response);
            return;
        }
        if (!messages.audited(ref.position(), form, response)) {
            return;
        }
        byte[] before = contents.outgoing(entry.get(), ref);
        if (form.field("deed").equals("open")) {
            Optional<String> text = EditText.of(before);
            show(
                    request,
                    response,
                    text.map(t -> page.editing(t, form.reason()))
                            .orElse(
                                    page.wrong(
                                            "This message cannot be edited here: it is longer than 256 KiB, or it has bytes that a browser would change.")));
            return;
        }
        String text = form.field("text");
        DecidePage editing = page.editing(text.replace("\r\n", "\n"), form.reason());
        Optional<byte[]> after = EditText.back(text, before);
        if (after.isEmpty() || text.isBlank()) {
            show(
                    request,
                    response,
                    editing.wrong(
                            text.isBlank()
                                    ? "There is nothing to send."
                                    : "The message’s character set does not have one of these characters; nothing was done."));
        } else if (form.field("deed").equals("preview")) {
            show(request, response, editing.previewing(contents.preview(before, after.get())));
        } else {
            done(
                    request,
                    response,
                    editing,
                    "edit",
                    engine.acts().editAndResend(ref, after.get(), form.name(), form.reason()));
        }
    }

    private void done(
            ServerRequest request,
            ServerResponse response,
            DecidePage page,
            String deed,
            Optional<Problem> why) {
        if (why.isPresent()) {
            show(request, response, page.wrong(why.get().text() + " " + why.get().remedy()));
            return;
        }
        response.status(303).header(HeaderNames.LOCATION, "/parked?done=" + deed).send();
    }

    private void show(ServerRequest request, ServerResponse response, DecidePage page) {
        Session session = Doors.session(request);
        views.send(
                response,
                page.wrong().isEmpty() ? 200 : 400,
                views.render(
                        "decide",
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

    private Optional<DecidePage> page(ServerRequest request) {
        return ref(request)
                .flatMap(engine.ledger()::parked)
                .map(parked ->
                        new DecidePage(
                                watch.parked(parked, clock.now()),
                                Addresses.parked(parked.ref()),
                                !parked.ref().destination().equals(DeliveryRef.UNOWNED),
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                ""));
    }

    private static Optional<DeliveryRef> ref(ServerRequest request) {
        Optional<String> to = request.query().first("to").asOptional();
        Optional<String> by = request.query().first("by").asOptional();
        Optional<Long> position = MessagePages.position(request);
        return to.isPresent() && by.isPresent()
                ? position.map(at -> new DeliveryRef(at, to.get(), by.get()))
                : Optional.empty();
    }
}
