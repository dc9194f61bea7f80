package org.parley.engine.map.fhir;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Explained;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Structures;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A compiled map from v2 to a Bundle of FHIR. Immutable, pure, for many threads at once. */
public final class FhirMap implements Explained {
    private static final String PRODUCT = "tables/";

    private final String name;
    private final String only;
    private final Map<String, MessagePlan> plans;
    private final Settings settings;
    private final List<Site> rows;

    /** Never used itself, so that many threads can have others of it. */
    private final Ids ids = new Ids();

    /** Left by the message before; none while one is being made on it. */
    private final AtomicReference<@Nullable Desk> spare = new AtomicReference<>();

    FhirMap(String name, Map<String, MessagePlan> plans, Settings settings, List<Site> rows) {
        this(name, "", plans, settings, rows);
    }

    /**
     * A map.
     *
     * @param only the structure of all messages; empty when each says its own
     */
    FhirMap(
            String name,
            String only,
            Map<String, MessagePlan> plans,
            Settings settings,
            List<Site> rows) {
        this.name = name;
        this.only = only;
        this.plans = new HashMap<>(plans);
        this.settings = settings;
        this.rows = List.copyOf(rows);
    }

    @Override
    public Mapped apply(Message message) {
        return apply(message, Account.NONE);
    }

    /** Why the product has none, where that is on purpose. */
    private static String why(String structure) {
        return switch (structure) {
            case "MFN_M01", "MFN_M13", "MFN_M14" ->
                    " A master file of this event has records that only its sender knows the meaning of.";
            default -> "";
        };
    }

    private Mapped apply(Message message, Account account) {
        Optional<String> structure =
                only.isEmpty() ? Structures.standard().name(message) : Optional.of(only);
        MessagePlan plan = structure.map(plans::get).orElse(null);
        if (plan == null) {
            return new Mapped.Impossible(
                    new Problem(
                            "PAR-4190",
                            Culprit.CONFIG,
                            "There is no message table for "
                                    + structure.orElse("the structure of this message")
                                    + "."
                                    + structure.map(FhirMap::why).orElse(""),
                            "Write one, or let the route send only what has one."));
        }
        Desk desk =
                Objects.requireNonNullElseGet(spare.getAndSet(null), () -> new Desk(ids.another()));
        Mapped made = made(new Run(message, settings, account, desk), plan);
        // after an error of ours the desk is thrown away: who knows what is left on it
        if (desk.cleared()) {
            spare.set(desk);
        }
        return made;
    }

    private static Mapped made(Run run, MessagePlan plan) {
        try {
            new MessagePlan.Walk(run).message(plan);
            return new Mapped.Content(new Finish(run).bundle());
        } catch (Coded.Parked parked) {
            return new Mapped.Impossible(
                    new Problem(
                            "PAR-4191",
                            Culprit.CONFIG,
                            "A code has no row in the code table " + parked.table() + ".",
                            "Add the code to the table, release, and send the message again."));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Explanation explain(Message message) {
        Recorder recorder = new Recorder(message);
        Mapped result = apply(message, recorder);
        List<String> lost = result instanceof Mapped.Content ? recorder.lost() : List.of();
        return new Explanation(result, recorder.made(), lost, recorder.remarks());
    }

    /** The rows of the trust; those of the product are tested with the product. */
    @Override
    public List<Site> rows() {
        return rows.stream().filter(row -> !row.file().startsWith(PRODUCT)).toList();
    }

    @Override
    public Map<Site, Integer> coverage(List<Message> messages) {
        Map<Site, Integer> counts = noneFired(rows());
        for (Message message : messages) {
            Recorder recorder = new Recorder(message);
            apply(message, recorder);
            recorder.fired().forEach(row -> counts.computeIfPresent(row, (_, n) -> n + 1));
        }
        return counts;
    }

    private static Map<Site, Integer> noneFired(List<Site> rows) {
        Map<Site, Integer> counts =
                new TreeMap<>(Comparator.comparing(Site::file).thenComparingInt(Site::line));
        rows.forEach(row -> counts.put(row, 0));
        return counts;
    }

    /** Goes through messages and adds up what became of them. */
    public Survey survey() {
        return new Survey(this, noneFired(rows));
    }

    /** Maps a message and tells the recorder; for the survey. */
    Mapped record(Message message, Recorder recorder) {
        return apply(message, recorder);
    }
}
