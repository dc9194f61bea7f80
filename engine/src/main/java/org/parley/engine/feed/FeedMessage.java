package org.parley.engine.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Layout.Column;
import org.parley.wire.hl7v2.MessageWriter;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/**
 * Makes the message that stands for a record. Values that the layout does not name have the fields
 * behind those that it does, so that the account lists them. Used once.
 */
final class FeedMessage {
    /** Most different values, and most values of one name. */
    private static final int MOST = 9_000;

    private static final int ID_DIGITS = 20;

    private final Layout layout;
    private final byte[] body;
    private final List<String> lists;
    private final MessageWriter writer = new MessageWriter();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private final int[] next;

    FeedMessage(Layout layout, byte[] body) {
        this.layout = layout;
        this.body = body;
        this.lists = layout.lists();
        this.next = new int[lists.size()];
    }

    /** The paths within an item that columns name, and those of the lists in it. */
    private record Seen(Set<List<String>> columns, Set<List<String>> lists) {}

    /** What stops a record. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Stop(Problem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }
    }

    FeedReading of(Twig record) {
        try {
            header();
            for (int i = 0; i < lists.size(); i++) {
                List<Column> columns = layout.columns(lists.get(i));
                next[i] = columns.size() + Layout.FIRST_FIELD;
                names.put(Layout.segment(i), i == 0 ? "row" : lists.get(i));
                for (int c = 0; c < columns.size(); c++) {
                    names.put(
                            Layout.segment(i) + "-" + (c + Layout.FIRST_FIELD),
                            columns.get(c).path());
                }
            }
            item(0, record);
        } catch (Stop stop) {
            return new FeedReading.Bad(stop.problem);
        }
        return switch (writer.done()) {
            case Reading.Good(var message) -> new FeedReading.Good(message, names);
            case Reading.Bad(var problems) ->
                    throw new IllegalStateException(problems.getFirst().code());
        };
    }

    private void header() {
        writer.segment("MSH");
        writer.put(3, 1, 1, 1, layout.name());
        writer.put(9, 1, 1, 1, layout.format().name());
        writer.put(10, 1, 1, 1, digest().substring(0, ID_DIGITS));
        writer.put(11, 1, 1, 1, "P");
        writer.put(12, 1, 1, 1, "2.8");
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(layout.name().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A segment for an item of a list, and behind it those of the lists within. */
    private void item(int list, Twig twig) throws Stop {
        writer.segment(Layout.segment(list));
        List<Column> columns = layout.columns(lists.get(list));
        Set<List<String>> known = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            known.add(Feeds.path(layout, column.inList()));
            column(column, twig, i + Layout.FIRST_FIELD);
        }
        Map<Integer, List<String>> inner = inner(list);
        Seen seen = new Seen(known, Set.copyOf(inner.values()));
        for (Twig one : twig.twigs()) {
            other(list, one, List.of(), seen);
        }
        for (Map.Entry<Integer, List<String>> one : inner.entrySet()) {
            for (Twig each : twig.at(one.getValue())) {
                item(one.getKey(), each);
            }
        }
    }

    /** The lists right within a list, and their paths from its items on. */
    private Map<Integer, List<String>> inner(int list) {
        String around = lists.get(list);
        Map<Integer, List<String>> inner = new java.util.TreeMap<>();
        for (int i = 1; i < lists.size(); i++) {
            String one = lists.get(i);
            int up = one.lastIndexOf("[]", one.length() - 3);
            if (i != list && around.equals(up < 0 ? "" : one.substring(0, up + 2))) {
                String rest = around.isEmpty() ? one : one.substring(around.length() + 1);
                inner.put(i, Feeds.path(layout, rest));
            }
        }
        return inner;
    }

    private void column(Column column, Twig twig, int field) throws Stop {
        if (column.fixed().isPresent()) {
            writer.put(field, 1, 1, 1, column.fixed().get());
            return;
        }
        int repetition = 0;
        for (Twig found : twig.at(Feeds.path(layout, column.inList()))) {
            if (found.text().isEmpty()) {
                continue;
            }
            Optional<String> value = Forms.v2(column.form(), found.text());
            if (value.isEmpty()) {
                throw new Stop(FeedProblems.form(column.path(), column.form()));
            }
            if (++repetition > MOST) {
                throw new Stop(FeedProblems.tooMany());
            }
            writer.put(field, repetition, 1, 1, value.get());
        }
        if (repetition == 0 && column.must()) {
            throw new Stop(FeedProblems.missing(column.path()));
        }
    }

    /** Values that no column names, each by its path. */
    private void other(int list, Twig twig, List<String> above, Seen seen) throws Stop {
        List<String> path = new ArrayList<>(above);
        path.add(twig.name());
        if (seen.lists().contains(path)) {
            return;
        }
        if (!seen.columns().contains(path) && !twig.text().isEmpty()) {
            int field = other(list, String.join(".", path));
            int repetition = writer.repetitions(field) + 1;
            if (repetition > MOST) {
                throw new Stop(FeedProblems.tooMany());
            }
            writer.put(field, repetition, 1, 1, twig.text());
        }
        for (Twig inner : twig.twigs()) {
            other(list, inner, path, seen);
        }
    }

    private int other(int list, String name) throws Stop {
        String segment = Layout.segment(list);
        Integer known = others.get(segment + "-" + name);
        if (known != null) {
            return known;
        }
        int field = next[list]++;
        if (field > MOST) {
            throw new Stop(FeedProblems.tooMany());
        }
        others.put(segment + "-" + name, field);
        String around = lists.get(list);
        names.put(segment + "-" + field, around.isEmpty() ? name : around + "." + name);
        return field;
    }
}
