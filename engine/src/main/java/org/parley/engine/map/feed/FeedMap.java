package org.parley.engine.map.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.feed.FeedReading;
import org.parley.engine.feed.Feeds;
import org.parley.engine.map.Explained;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.engine.plan.Layout;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** A compiled map from a feed: its records are read by a layout, then mapped by tables. */
public final class FeedMap implements Explained {
    private static final String DELETES = "maps/" + FeedMaps.DELETES + ".csv";

    private final Layout layout;
    private final Explained tables;

    FeedMap(Layout layout, Explained tables) {
        this.layout = layout;
        this.tables = tables;
    }

    @Override
    public Mapped apply(Message message) {
        return new Mapped.Impossible(
                new Problem(
                        "PAR-4248",
                        Culprit.CONFIG,
                        "The map " + name() + " reads " + layout.format() + ", and this is HL7 v2.",
                        "Name it in a route from a port that speaks " + layout.name() + "."));
    }

    @Override
    public Mapped apply(byte[] body, Defaults defaults) {
        return switch (Feeds.read(layout, body)) {
            case FeedReading.Good(Message message, var _) -> tables.apply(message);
            case FeedReading.Bad(Problem problem) -> new Mapped.Impossible(problem);
        };
    }

    @Override
    public String name() {
        return tables.name();
    }

    @Override
    public List<Site> rows() {
        return tables.rows().stream().filter(row -> !row.file().equals(DELETES)).toList();
    }

    @Override
    public Explanation explain(Message message) {
        return new Explanation(apply(message), List.of(), List.of(), List.of());
    }

    /** Places are told by the sender's own names. */
    @Override
    public Explanation explain(byte[] body, Defaults defaults) {
        return switch (Feeds.read(layout, body)) {
            case FeedReading.Bad(Problem problem) ->
                    new Explanation(
                            new Mapped.Impossible(problem), List.of(), List.of(), List.of());
            case FeedReading.Good good -> named(good, tables.explain(good.message()));
        };
    }

    private static Explanation named(FeedReading.Good good, Explanation explained) {
        List<Explanation.Made> made = new ArrayList<>();
        for (Explanation.Made one : explained.made()) {
            if (!one.row().file().equals(DELETES)) {
                List<String> sources =
                        one.sources().stream().map(s -> good.named(s).orElse(s)).toList();
                made.add(new Explanation.Made(one.row(), one.target(), sources));
            }
        }
        List<Explanation.Remark> remarks = new ArrayList<>();
        for (Explanation.Remark one : explained.remarks()) {
            String place = good.named(one.place()).orElse(one.place());
            remarks.add(new Explanation.Remark(place, one.words(), one.what()));
        }
        List<String> dropped =
                explained.dropped().stream().map(good::named).flatMap(Optional::stream).toList();
        return new Explanation(explained.result(), made, dropped, remarks);
    }

    @Override
    public Map<Site, Integer> coverage(List<Message> messages) {
        return tables.coverage(List.of());
    }

    @Override
    public Map<Site, Integer> coverage(byte[] body, Defaults defaults) {
        List<Message> messages =
                Feeds.read(layout, body) instanceof FeedReading.Good good
                        ? List.of(good.message())
                        : List.of();
        Map<Site, Integer> counts = tables.coverage(messages);
        counts.keySet().removeIf(row -> row.file().equals(DELETES));
        return counts;
    }
}
