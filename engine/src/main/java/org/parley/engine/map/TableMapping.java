package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.wire.hl7v2.Message;

/** A compiled map: stages of tables and Java classes, run one behind the other. Immutable. */
public final class TableMapping implements Explained {
    private final String name;
    private final List<Stage> stages;

    TableMapping(String name, List<Stage> stages) {
        this.name = name;
        this.stages = List.copyOf(stages);
    }

    /** One part of a map. */
    sealed interface Stage {
        Mapped apply(Message message, Trace trace);

        /** Tables laid over each other. */
        record Tables(TableProgram program) implements Stage {
            @Override
            public Mapped apply(Message message, Trace trace) {
                return program.run(message, trace);
            }
        }

        /** A Java class. */
        record Java(String name, JavaMap map) implements Stage {
            @Override
            public Mapped apply(Message message, Trace trace) {
                return JavaCalls.call(name, map, message);
            }
        }
    }

    @Override
    public Mapped apply(Message message) {
        return apply(message, Trace.NONE);
    }

    private Mapped apply(Message message, Trace trace) {
        Mapped result = stages.getFirst().apply(message, trace);
        for (int i = 1; i < stages.size(); i++) {
            if (!(result instanceof Mapped.Messages(List<Message> messages))) {
                return result;
            }
            result = all(stages.get(i), messages, trace);
        }
        return result;
    }

    private static Mapped all(Stage stage, List<Message> messages, Trace trace) {
        List<Message> out = new ArrayList<>();
        for (Message message : messages) {
            switch (stage.apply(message, trace)) {
                case Mapped.Impossible impossible -> {
                    return impossible;
                }
                case Mapped.Content content -> {
                    return content;
                }
                case Mapped.Messages(List<Message> made) -> out.addAll(made);
            }
        }
        return new Mapped.Messages(out);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Site> rows() {
        List<Site> sites = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof Stage.Tables(TableProgram program)) {
                program.rows().forEach(row -> sites.add(row.site()));
            }
        }
        return sites;
    }

    @Override
    public Explanation explain(Message message) {
        List<Explanation.Made> made = new ArrayList<>();
        Mapped result =
                apply(
                        message,
                        (row, target, sources) ->
                                made.add(
                                        new Explanation.Made(
                                                row.site(),
                                                target.toString(),
                                                sources.stream().map(Object::toString).toList())));
        List<String> dropped =
                switch (result) {
                    case Mapped.Messages(List<Message> messages) -> Losses.of(message, messages);
                    case Mapped.Content _, Mapped.Impossible _ -> List.of();
                };
        return new Explanation(result, made, dropped, List.of());
    }

    @Override
    public Map<Site, Integer> coverage(List<Message> messages) {
        Map<Site, Integer> counts =
                new TreeMap<>(
                        java.util.Comparator.comparing(Site::file).thenComparingInt(Site::line));
        rows().forEach(site -> counts.put(site, 0));
        for (Message message : messages) {
            apply(message, (row, _, _) -> counts.merge(row.site(), 1, Integer::sum));
        }
        return counts;
    }
}
