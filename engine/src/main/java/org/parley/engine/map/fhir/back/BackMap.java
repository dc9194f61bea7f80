package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.parley.engine.map.Explained;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A compiled map from FHIR to v2. Immutable. */
public final class BackMap implements Explained {
    /** Most messages of one Bundle. */
    public static final int MAX_MESSAGES = 1_000;

    private static final Pattern PRODUCT = Pattern.compile("back/|tables/");

    private final String name;
    private final List<Event> events;
    private final List<Site> rows;

    BackMap(String name, List<Event> events, List<Site> rows) {
        this.name = name;
        this.events = List.copyOf(events);
        this.rows = List.copyOf(rows);
    }

    @Override
    public String name() {
        return name;
    }

    /** The rows of the trust; those of the product are tested with the product. */
    @Override
    public List<Site> rows() {
        return rows.stream().filter(row -> !PRODUCT.matcher(row.file()).lookingAt()).toList();
    }

    @Override
    public Explanation explain(Message message) {
        return new Explanation(apply(message), List.of(), List.of(), List.of());
    }

    @Override
    public Explanation explain(byte[] body, Defaults defaults) {
        return explain(body);
    }

    @Override
    public Map<Site, Integer> coverage(List<Message> messages) {
        Map<Site, Integer> counts =
                new TreeMap<>(Comparator.comparing(Site::file).thenComparingInt(Site::line));
        rows().forEach(row -> counts.put(row, 0));
        return counts;
    }

    @Override
    public Map<Site, Integer> coverage(byte[] body, Defaults defaults) {
        Map<Site, Integer> counts = coverage(List.of());
        explain(body).made().forEach(made -> counts.computeIfPresent(made.row(), (_, n) -> n + 1));
        return counts;
    }

    @Override
    public Mapped apply(Message message) {
        return new Mapped.Impossible(
                new Problem(
                        "PAR-4220",
                        Culprit.CONFIG,
                        "The map " + name + " reads FHIR, and this is HL7 v2.",
                        "Name it in a route from a port that speaks fhir."));
    }

    @Override
    public Mapped apply(byte[] body, Defaults defaults) {
        return run(body, Account.NONE);
    }

    /** Runs the map and tells what each row did and which values no row took. */
    public Explanation explain(byte[] body) {
        if (!(new JsonReader().read(body) instanceof JsonReading.Read(Json root, var _))) {
            return new Explanation(run(body, Account.NONE), List.of(), List.of(), List.of());
        }
        Recorder recorder = new Recorder(root);
        Mapped made = run(body, recorder);
        return recorder.explanation(made);
    }

    private Mapped run(byte[] body, Account account) {
        return switch (new JsonReader().read(body)) {
            case JsonReading.Refused(Problem problem, int _) -> new Mapped.Impossible(problem);
            case JsonReading.Read(Json root, var _) ->
                    root instanceof Json.Members members && !Content.type(members).isEmpty()
                            ? run(new Content(members), body, account)
                            : new Mapped.Impossible(
                                    new Problem(
                                            "PAR-4221",
                                            Culprit.SENDER,
                                            "The JSON is no resource of FHIR: it has no resourceType.",
                                            "Send a resource or a Bundle."));
        };
    }

    /** One message that is due: its event and what it is about. */
    private record Due(Event event, List<Node> focus) {}

    private Mapped run(Content content, byte[] body, Account account) {
        Told told = Told.of(content);
        List<Due> due = due(content, told);
        if (due.isEmpty()) {
            boolean named = told.event().matches("[A-Z][A-Z0-9]{2}");
            return new Mapped.Impossible(
                    new Problem(
                            "PAR-4222",
                            Culprit.CONFIG,
                            (named
                                            ? "The Bundle tells the event "
                                                    + told.event()
                                                    + ", and no row makes it of what came in: "
                                            : "No event is known for what came in: ")
                                    + String.join(
                                            ", ",
                                            content.resources().stream()
                                                    .map(Content::type)
                                                    .filter(type -> type.matches("[A-Za-z]{1,64}"))
                                                    .distinct()
                                                    .toList())
                                    + ".",
                            "Add a row to the table events in a map of the trust, or filter it at the port."));
        }
        if (due.size() > MAX_MESSAGES) {
            return new Mapped.Impossible(
                    new Problem(
                            "PAR-4223",
                            Culprit.CAPACITY,
                            "The Bundle makes "
                                    + due.size()
                                    + " messages; the limit is "
                                    + MAX_MESSAGES
                                    + ".",
                            "Ask the sender for smaller Bundles."));
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            switch (message(content, body, account, due.get(i), i + 1, due.size())) {
                case Reading.Good(Message message) -> messages.add(message);
                case Reading.Bad bad -> {
                    return new Mapped.Impossible(bad.problems().getFirst());
                }
            }
        }
        return new Mapped.Messages(messages);
    }

    /**
     * The first type of resource in the table that is there decides; each has its first event. What
     * a header tells is never made another event, and where one resource of the type that decides
     * has no event there is none at all: nothing goes out in part.
     */
    private List<Due> due(Content content, Told told) {
        String deciding = "";
        List<Due> all = new ArrayList<>();
        Set<Json> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        // an event holds compiled rows without end: never hash one
        IdentityHashMap<Event, Map<Object, Due>> together = new IdentityHashMap<>();
        for (Event event : events) {
            boolean other = !deciding.isEmpty() && !deciding.equals(event.type());
            if (other || !event.mayTell(told.event())) {
                continue;
            }
            List<Node> there = told.about(content, event.type());
            if (!event.ofHeader() && !there.isEmpty()) {
                deciding = event.type();
            }
            for (Node node : there) {
                boolean open = !taken.contains(node.value());
                if (!open || (event.when() != null && !holds(content, event, node))) {
                    continue;
                }
                taken.add(node.value());
                if (event.leaves()) {
                    continue;
                }
                deciding = event.type();
                Node patient = event.all() ? null : Patients.of(content, node);
                Object key = patient == null ? "" : patient.value().at();
                Map<Object, Due> same = together.computeIfAbsent(event, _ -> new HashMap<>());
                Due begun = same.get(key);
                if (event.together() && begun != null) {
                    begun.focus().add(node);
                } else {
                    Due one = new Due(event, new ArrayList<>(List.of(node)));
                    same.put(key, one);
                    all.add(one);
                }
            }
        }
        String type = deciding;
        boolean whole =
                told.about(content, type).stream().map(Node::value).allMatch(taken::contains);
        return whole ? all : List.of();
    }

    private static boolean holds(Content content, Event event, Node node) {
        Run run = new Run(content, Account.NONE);
        begin(run, content, event, List.of(node), new byte[0], 1, 1);
        Ask when = event.when();
        return when == null || when.test(run, node, null);
    }

    private static void begin(
            Run run,
            Content content,
            Event event,
            List<Node> focus,
            byte[] body,
            int number,
            int of) {
        if (!(focus.getFirst().value() instanceof Json.Members first)) {
            throw new IllegalStateException("a resource is an object");
        }
        Json.Members head = Head.of(content, body, event, first, number, of);
        run.variable(Scope.MESSAGE, List.of(Node.of(head)));
        run.variable(Scope.BUNDLE, content.bundle() ? List.of(Node.of(content.root())) : List.of());
        List<Node> headers = content.all("MessageHeader");
        run.variable(Scope.HEADER, headers.isEmpty() ? List.of() : headers.subList(0, 1));
        run.variable(Scope.FOCUS, focus);
        Node patient = Patients.of(content, focus.getFirst());
        run.variable(Scope.PATIENT, patient == null ? List.of() : List.of(patient));
    }

    private static Reading message(
            Content content, byte[] body, Account account, Due due, int number, int of) {
        Run run = new Run(content, account);
        begin(run, content, due.event(), due.focus(), body, number, of);
        Ask when = due.event().when();
        for (Node node : due.focus()) {
            List<Json> said = new ArrayList<>();
            if (when != null && when.test(run, node, said)) {
                said.forEach(account::took);
            }
        }
        Map<String, int[]> counts = new HashMap<>();
        for (Part part : due.event().parts()) {
            part.run(run, due.focus().getFirst(), counts);
        }
        return run.writer().done();
    }
}
