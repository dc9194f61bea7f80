package org.parley.engine.map.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Site;
import org.parley.engine.map.Table;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/**
 * What became of each value of a message: looked up in the Bundle that was made, not in what the
 * map says of itself. Times must be there to the minute and second that was said.
 */
final class Retention {
    /** Shorter ones are found by chance, in characters. */
    static final int LONG_ENOUGH = 4;

    private static final int MAX_ROWS = 500_000;
    private static final Pattern TIME =
            Pattern.compile("(\\d{6}|\\d{8}|\\d{12}|\\d{14})(\\.\\d+)?([+-]\\d{4})?");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern BASE64 =
            Pattern.compile("\"data\":\"([A-Za-z0-9+/=\\r\\n]{4,})\"");

    private final FhirMap map;
    private final Set<Site> translating;

    Retention(FhirMap map) {
        this.map = map;
        this.translating = translating(map);
    }

    /** What became of a value. */
    enum Fate {
        /** It stands in the Bundle. */
        KEPT,
        /** A row with a code table or a constant writes what it means. */
        SAID_OTHERWISE,
        /** A row leaves it out and says why. */
        LEFT_OUT,
        /** A row took it and it is not in the Bundle. */
        GONE,
        /** No row took it. */
        ON_NO_ROW
    }

    /**
     * One value.
     *
     * @param place without numbers of segments and repetitions: {@code PID-3.4.1}
     * @param counts whether it is long enough to be looked for
     * @param row the last that took it; empty when none did
     */
    record Leaf(String place, boolean counts, Fate fate, String row) {}

    /** All values of a message. */
    List<Leaf> of(Message message) {
        Recorder recorder = new Recorder(message);
        if (!(map.record(message, recorder) instanceof Mapped.Content(byte[] json))) {
            throw new AssertionError(map.apply(message));
        }
        Said said = Said.in(new String(json, StandardCharsets.UTF_8));
        Map<String, List<Explanation.Made>> made = new HashMap<>();
        for (Explanation.Made one : recorder.made()) {
            for (String source : one.sources()) {
                made.computeIfAbsent(source, _ -> new ArrayList<>()).add(one);
            }
        }
        Set<String> flagged = new HashSet<>();
        recorder.remarks().forEach(remark -> flagged.add(remark.place()));
        Set<String> untaken = new HashSet<>(recorder.lost());
        List<Leaf> leaves = new ArrayList<>();
        new Positions(message)
                .leaves((place, from, end) -> {
                    String value = plain(message.decoded(new Span(from, end)));
                    List<Explanation.Made> by = made.getOrDefault(place, List.of());
                    Fate fate;
                    if (untaken.contains(place)) {
                        fate = Fate.ON_NO_ROW;
                    } else if (said.has(value)) {
                        fate = Fate.KEPT;
                    } else if (!flagged.contains(place) && by.stream().anyMatch(this::translates)) {
                        fate = Fate.SAID_OTHERWISE;
                    } else if (recorder.leftOut(from, end)) {
                        fate = Fate.LEFT_OUT;
                    } else {
                        fate = Fate.GONE;
                    }
                    String row = by.isEmpty() ? "" : by.getLast().row().toString();
                    boolean counts = value.length() >= LONG_ENOUGH;
                    leaves.add(new Leaf(place.replaceAll("\\[\\d+]", ""), counts, fate, row));
                });
        return leaves;
    }

    /** True when what a row writes is not the value itself but what it means. */
    private boolean translates(Explanation.Made one) {
        return !one.target().equals("-") && translating.contains(one.row());
    }

    private static Set<Site> translating(FhirMap map) {
        Set<Site> found = new HashSet<>();
        for (String file : map.survey().unfired().stream().map(Site::file).distinct().toList()) {
            byte[] bytes =
                    Library.standard().read(file.substring("tables/".length())).orElseThrow();
            Table table = Table.read(file, bytes, List.of(), List.of(), MAX_ROWS, new Mistakes());
            for (Table.Line line : table.lines()) {
                if (!line.cell("code").isEmpty() || !line.cell("value").isEmpty()) {
                    found.add(line.site());
                }
            }
        }
        return found;
    }

    private static String plain(String value) {
        return value.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** The texts of a Bundle. */
    private record Said(Set<String> texts, String all) {
        static Said in(String json) {
            StringBuilder all = new StringBuilder(json.length());
            Set<String> texts = new HashSet<>();
            Matcher data = BASE64.matcher(json);
            while (data.find()) {
                byte[] bytes = Base64.getMimeDecoder().decode(data.group(1));
                all.append(plain(new String(bytes, StandardCharsets.UTF_8))).append('\n');
            }
            Matcher string = STRING.matcher(json);
            int behind = 0;
            while (string.find()) {
                all.append(json, behind, string.start());
                String text = plain(unescaped(string.group(1)));
                texts.add(text);
                if (text.startsWith("urn:") && text.indexOf('%') >= 0) {
                    text =
                            plain(
                                    URLDecoder.decode(
                                            text.replace("+", "%2B"), StandardCharsets.UTF_8));
                }
                all.append('\n').append(text).append('\n');
                behind = string.end();
            }
            return new Said(texts, all.toString());
        }

        private static String unescaped(String text) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char next = text.charAt(++i);
                if (next == 'u') {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    out.append("nrtbf".indexOf(next) >= 0 ? ' ' : next);
                }
            }
            return out.toString();
        }

        boolean has(String value) {
            return texts.contains(value) || all.contains(value) || hasTime(value);
        }

        private boolean hasTime(String value) {
            Matcher time = TIME.matcher(value);
            if (!time.matches()) {
                return false;
            }
            String d = time.group(1);
            StringBuilder out = new StringBuilder();
            out.append(d, 0, 4).append('-').append(d, 4, 6);
            if (d.length() > 6) {
                out.append('-').append(d, 6, 8);
            }
            if (d.length() > 8) {
                out.append('t').append(d, 8, 10).append(':').append(d, 10, 12);
            }
            if (d.length() > 12) {
                out.append(':').append(d, 12, 14);
            }
            return all.contains(out);
        }
    }
}
