package org.parley.app.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.app.page.MessagePage.Delivery;
import org.parley.app.page.MessagePage.Step;
import org.parley.engine.Engine;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.Header.Result;
import org.parley.engine.journal.Entry;
import org.parley.engine.ledger.Trace;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** Tells the path of one message. */
final class Paths {
    private final Engine engine;
    private final Facts facts;

    Paths(Engine engine, Facts facts) {
        this.engine = engine;
        this.facts = facts;
    }

    /** The path of the message at a position; empty when there is no message. */
    Optional<MessagePage> of(long position) {
        Optional<Trace> trace = engine.ledger().trace(position);
        if (trace.isEmpty()) {
            return Optional.empty();
        }
        return switch (trace.get().header()) {
            case Header.Received received ->
                    Optional.of(
                            page(
                                    trace.get(),
                                    received.port(),
                                    received.peer(),
                                    taken(trace.get())));
            case Header.Refused refused ->
                    Optional.of(
                            page(
                                    trace.get(),
                                    refused.port(),
                                    refused.peer(),
                                    refused(trace.get(), refused)));
            case Header.Outcome outcome -> Optional.empty();
            case Header.Act act -> Optional.empty();
            case Header.Release release -> Optional.empty();
        };
    }

    private MessagePage page(Trace trace, String port, String peer, List<Step> arrival) {
        Entry entry = trace.message();
        Plan plan = engine.plans().at(entry.position()).plan();
        List<DeliveryRef> owed = engine.ledger().owed(entry.position());
        return new MessagePage(
                entry.position(),
                about(entry, plan, port, peer),
                arrival,
                owed.stream().map(ref -> delivery(trace, ref)).toList(),
                trace.complete(),
                Optional.empty());
    }

    private List<Now.Fact> about(Entry entry, Plan plan, String port, String peer) {
        List<Now.Fact> about = new ArrayList<>();
        about.add(new Now.Fact("Came from", facts.name(port) + " (" + port + "), " + peer));
        about.add(new Now.Fact("Taken", Words.stamp(entry.time(), facts.zone())));
        Optional<InPort> in = plan.port(port);
        boolean hl7 = in.map(p -> p.speaks().format() == InPort.Format.HL7V2).orElse(false);
        if (hl7
                && in.map(p -> Message.read(entry.body(), p.defaults())).orElseThrow()
                        instanceof Reading.Good good) {
            Message message = good.message();
            String type =
                    message.type() + (message.trigger().isEmpty() ? "" : "^" + message.trigger());
            String words = MessageWords.type(type);
            about.add(new Now.Fact("What", words.isEmpty() ? type : words + " (" + type + ")"));
            about.add(new Now.Fact("Control id", message.controlId()));
            about.add(new Now.Fact("HL7 v2 version", message.version()));
        }
        about.add(new Now.Fact("Size", Words.bytes(entry.body().length)));
        about.add(new Now.Fact("Configuration in force", Addresses.shortVersion(plan.version())));
        return about;
    }

    private List<Step> taken(Trace trace) {
        Entry entry = trace.message();
        String time = time(entry.time());
        List<Step> steps = new ArrayList<>();
        steps.add(
                new Step(
                        "good",
                        time,
                        "Received and on disk",
                        "Only then was it acknowledged. Journal position "
                                + entry.position()
                                + ", lane "
                                + entry.lane()
                                + "."));
        List<DeliveryRef> owed = engine.ledger().owed(entry.position());
        if (owed.isEmpty()) {
            steps.add(
                    new Step(
                            "good",
                            time,
                            "Filtered",
                            "A rule of the port says that nobody needs it. It counts as filtered in the book."));
        } else if (owed.getFirst().destination().equals(DeliveryRef.UNOWNED)) {
            steps.add(
                    new Step(
                            "act",
                            time,
                            "No route wants it",
                            "It is parked with the owner of the port."));
        } else {
            steps.add(
                    new Step(
                            "good",
                            time,
                            "Routed",
                            "To " + Words.count(owed.size(), "destination", "destinations") + "."));
        }
        return steps;
    }

    private List<Step> refused(Trace trace, Header.Refused refused) {
        return List.of(
                new Step(
                        "act",
                        time(trace.message().time()),
                        "Refused",
                        refused.problem().text()
                                + " "
                                + refused.problem().code()
                                + ". The sender was told. "
                                + refused.problem().remedy()));
    }

    private Delivery delivery(Trace trace, DeliveryRef ref) {
        boolean unowned = ref.destination().equals(DeliveryRef.UNOWNED);
        List<Step> steps = new ArrayList<>();
        Optional<Header> last = Optional.empty();
        for (Trace.Step step : trace.steps()) {
            if (step.what() instanceof Header.Outcome outcome && outcome.delivery().equals(ref)) {
                steps.add(outcome(step, outcome));
                last = Optional.of(outcome);
            } else if (step.what() instanceof Header.Act act && act.delivery().equals(ref)) {
                steps.add(act(step, act));
                last = Optional.of(act);
            }
        }
        Optional<ParkedDelivery> parked = engine.ledger().parked(ref);
        String state = parked.isPresent() ? "parked" : state(last);
        if (state.equals("waiting")) {
            steps.add(waits(ref));
        }
        if (unowned && parked.isPresent() && steps.isEmpty()) {
            steps.add(
                    new Step(
                            "act",
                            time(parked.get().since()),
                            "Parked",
                            parked.get().problem().text() + " " + parked.get().problem().remedy()));
        }
        String tone =
                switch (state) {
                    case "parked" -> "act";
                    case "waiting" -> "waits";
                    default -> "good";
                };
        return new Delivery(
                ref.destination(),
                ref.route(),
                unowned ? "nobody yet" : facts.name(ref.destination()),
                tone,
                state,
                steps,
                parked.map(p -> Addresses.parked(ref)));
    }

    private static String state(Optional<Header> last) {
        return switch (last.orElse(null)) {
            case Header.Outcome outcome ->
                    switch (outcome.result()) {
                        case Result.Delivered d -> "delivered";
                        case Result.Parked p -> "parked";
                    };
            case Header.Act act ->
                    switch (act.deed()) {
                        case CLOSE -> "closed by a person";
                        case RESEND, EDIT -> "waiting";
                    };
            case null -> "waiting";
            case Header.Received r -> "waiting";
            case Header.Refused r -> "refused";
            case Header.Release r -> "waiting";
        };
    }

    private Step waits(DeliveryRef ref) {
        return engine.book().legs().stream()
                .filter(leg -> leg.destination().equals(ref.destination()))
                .filter(leg -> leg.trouble().isPresent())
                .findFirst()
                .flatMap(leg -> leg.trouble())
                .map(p ->
                        new Step(
                                "waits",
                                "now",
                                "Waits",
                                p.text() + " " + p.code() + ". " + p.remedy()))
                .orElseGet(() ->
                        new Step(
                                "waits",
                                "now",
                                "Waits",
                                "It is its turn soon: messages of one patient go in order."));
    }

    private Step outcome(Trace.Step step, Header.Outcome outcome) {
        String attempts = Words.count(outcome.attempts(), "attempt", "attempts");
        return switch (outcome.result()) {
            case Result.Delivered delivered ->
                    new Step(
                            "good",
                            time(step.time()),
                            "Delivered",
                            "Their machine answered "
                                    + delivered.code()
                                    + " for this very message, "
                                    + Words.took(outcome.waitedMillis())
                                    + " after it came in, "
                                    + attempts
                                    + ".");
            case Result.Parked parked ->
                    new Step(
                            "act",
                            time(step.time()),
                            "Parked",
                            parked.problem().text()
                                    + " "
                                    + parked.problem().code()
                                    + ", by "
                                    + Words.culprit(parked.problem().culprit())
                                    + ", after "
                                    + attempts
                                    + "."
                                    + (parked.holdsKey()
                                            ? " Later messages of the same patient wait."
                                            : ""));
        };
    }

    private Step act(Trace.Step step, Header.Act act) {
        String who = act.person() + ": " + act.reason();
        String what =
                switch (act.deed()) {
                    case RESEND -> "Sent again by a person";
                    case EDIT -> "Edited and sent by a person";
                    case CLOSE -> "Closed by a person";
                };
        return new Step("good", time(step.time()), what, who);
    }

    private String time(Instant instant) {
        return Words.stamp(instant, facts.zone());
    }
}
