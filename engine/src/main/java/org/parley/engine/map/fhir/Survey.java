package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Structures;

/**
 * What became of the values of many messages: the share kept for each type of message, the places
 * that no row takes, codes without a row, and rows that never did anything. Holds no values but
 * codes, and those only up to a limit.
 */
public final class Survey {
    /** Most places and codes that are told apart. */
    public static final int MAX_KINDS = 100_000;

    private final FhirMap map;
    private final Map<Site, Integer> rows;
    private final Map<String, Kept> types = new TreeMap<>();
    private final Map<String, Integer> lost = new HashMap<>();
    private final Map<String, Integer> remarks = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Integer> impossible = new TreeMap<>();

    Survey(FhirMap map, Map<Site, Integer> rows) {
        this.map = map;
        this.rows = rows;
    }

    /**
     * How much of the messages of one type was kept.
     *
     * @param messages how many there were
     * @param values leaves with a value
     * @param taken those that some row took
     */
    public record Kept(int messages, long values, long taken) {
        private Kept plus(int moreValues, int moreTaken) {
            return new Kept(messages + 1, values + moreValues, taken + moreTaken);
        }

        /** 0 to 1. */
        public double share() {
            return values == 0 ? 1 : (double) taken / values;
        }
    }

    /** Something and how often it occurred. */
    public record Ranked(String what, int times) {}

    /** Adds one message. */
    public void add(Message message) {
        Recorder recorder = new Recorder(message);
        String type = type(message);
        switch (map.record(message, recorder)) {
            case Mapped.Impossible(var problem) ->
                    impossible.merge(type + ": " + problem.text(), 1, Integer::sum);
            case Mapped.Messages _ -> throw new IllegalStateException("a map to FHIR made v2");
            case Mapped.Content _ -> {
                int[] counts = recorder.counted();
                types.merge(
                        type,
                        new Kept(1, counts[0], counts[1]),
                        (was, _) -> was.plus(counts[0], counts[1]));
                recorder.fired().forEach(row -> rows.computeIfPresent(row, (_, n) -> n + 1));
                recorder.codes().forEach(code -> count(codes, code));
                recorder.lost().forEach(place -> count(lost, type + " " + open(place)));
                for (Explanation.Remark remark : recorder.remarks()) {
                    String words = remark.words();
                    String what = remark.what().isEmpty() ? "" : " (" + remark.what() + ")";
                    count(remarks, open(remark.place()) + ": " + words + what);
                }
            }
        }
    }

    private static void count(Map<String, Integer> counts, String what) {
        if (counts.size() < MAX_KINDS || counts.containsKey(what)) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    private static String type(Message message) {
        String structure = Structures.standard().name(message).orElse("?");
        return message.type() + "^" + message.trigger() + "^" + structure;
    }

    /** The place without which occurrence and repetition it is. */
    private static String open(String place) {
        return place.replaceAll("\\[\\d+]", "");
    }

    /** By type of message, in order of the alphabet. */
    public Map<String, Kept> types() {
        return Map.copyOf(types);
    }

    /** Places that no row takes, most frequent first. */
    public List<Ranked> lost() {
        return ranked(lost);
    }

    /** Codes without a row, values that are not valid and so on, most frequent first. */
    public List<Ranked> remarks() {
        return ranked(remarks);
    }

    /** Codes without a row, with the name of their code table, most frequent first. */
    public List<Ranked> codes() {
        return ranked(codes);
    }

    /** Messages that could not be mapped, by reason. */
    public List<Ranked> impossible() {
        return ranked(impossible);
    }

    /** Rows that never did anything. */
    public List<Site> unfired() {
        List<Site> never = new ArrayList<>();
        rows.forEach((site, times) -> {
            if (times == 0) {
                never.add(site);
            }
        });
        return never;
    }

    /** How many rows there are. */
    public int rows() {
        return rows.size();
    }

    private static List<Ranked> ranked(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Ranked(entry.getKey(), entry.getValue()))
                .toList();
    }
}
