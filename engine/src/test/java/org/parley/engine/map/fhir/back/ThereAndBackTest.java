package org.parley.engine.map.fhir.back;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Defaults;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** What is left of a message that goes to FHIR and comes back. */
final class ThereAndBackTest {
    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final Set<String> TYPES =
            Set.of(
                    "ADT", "ORU", "ORM", "OML", "SIU", "MDM", "OUL", "OMG", "OMI", "OMP", "RDE",
                    "RDS", "RAS");

    private static final double OURS = 0.955;
    private static final double CORPUS_SHARE = 0.86;

    private static FhirMap there() {
        MapSource none = Back.source(Map.of());
        return switch (FhirMaps.compile(List.of(), none, Library.standard(), Settings.usual())) {
            case FhirMaps.Compilation.Ok(FhirMap map) -> map;
            case FhirMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    /** Values of four characters and more, without their punctuation, and where each stands. */
    private static Map<String, String> leaves(Message message) {
        Map<String, String> leaves = new TreeMap<>();
        for (int i = 0; i < message.segments(); i++) {
            String name = message.segmentName(i);
            String[] fields = message.decoded(message.segmentSpan(i)).split("\\|", -1);
            for (int field = name.equals("MSH") ? 2 : 1; field < fields.length; field++) {
                for (String value : fields[field].split("[~^&\\n]", -1)) {
                    String plain = plain(value);
                    if (plain.length() >= 4) {
                        leaves.putIfAbsent(
                                plain, name + "-" + (name.equals("MSH") ? field + 1 : field));
                    }
                }
            }
        }
        return leaves;
    }

    private static String plain(String value) {
        String text = value.strip().toLowerCase(java.util.Locale.ROOT);
        boolean time = text.matches("\\d{8,14}(\\.\\d+)?([+-]\\d{4})?");
        return time ? text.substring(0, 8) : text.replaceAll("\\s+", " ");
    }

    private record Kept(int all, int kept, Map<String, Integer> lost) {}

    private static Kept kept(FhirMap there, BackMap back, List<Message> messages) {
        int all = 0;
        int kept = 0;
        Map<String, Integer> lost = new TreeMap<>();
        for (Message message : messages) {
            if (!(there.apply(message) instanceof Mapped.Content(byte[] json))) {
                continue;
            }
            Set<String> after = new HashSet<>();
            String parked = "";
            switch (back.apply(json, Defaults.usual())) {
                case Mapped.Messages(var made) ->
                        made.forEach(one -> after.addAll(leaves(one).keySet()));
                case Mapped.Impossible(var problem) ->
                        parked =
                                "^"
                                        + message.trigger()
                                        + " parked "
                                        + problem.text().replace(',', ' ');
                case Mapped.Content other -> throw new AssertionError(other);
            }
            String whole = String.join("\n", after);
            for (Map.Entry<String, String> leaf : leaves(message).entrySet()) {
                all++;
                if (after.contains(leaf.getKey()) || whole.contains(leaf.getKey())) {
                    kept++;
                } else {
                    String where = parked.isEmpty() ? " " + leaf.getValue() : parked;
                    lost.merge(message.type() + where, 1, Integer::sum);
                }
            }
        }
        return new Kept(all, kept, lost);
    }

    private static List<Message> messages(Path folder) throws IOException {
        return all(folder).stream().filter(message -> TYPES.contains(message.type())).toList();
    }

    private static List<Message> all(Path folder) throws IOException {
        List<Message> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = bytes[i] == '\n' ? (byte) '\r' : bytes[i];
                }
                if (bytes.length < 200_000
                        && Message.read(bytes) instanceof Reading.Good(Message message)) {
                    all.add(message);
                }
            }
        }
        return all;
    }

    @Test
    void ourOwnGoldenMessagesComeBackWithTheirValues() throws IOException {
        List<Message> messages = messages(Path.of("src/test/resources/fhir"));
        assertThat(messages).isNotEmpty();
        Kept kept = kept(there(), Back.standard(), messages);
        System.out.println("There and back, golden messages: " + kept);
        assertThat((double) kept.kept() / kept.all()).isGreaterThan(OURS);
    }

    @Test
    void ourOwnGoldenMessagesComeBackAsTheEventsThatTheyWere() throws IOException {
        FhirMap there = there();
        BackMap back = Back.standard();
        List<String> others = new ArrayList<>();
        for (Message message : messages(Path.of("src/test/resources/fhir"))) {
            if (!(there.apply(message) instanceof Mapped.Content(byte[] json))) {
                continue;
            }
            String was = message.type() + "^" + message.trigger();
            String is =
                    switch (back.apply(json, Defaults.usual())) {
                        case Mapped.Messages(List<Message> made) ->
                                String.join(
                                        ", ",
                                        made.stream()
                                                .map(m -> m.type() + "^" + m.trigger())
                                                .toList());
                        case Mapped.Impossible(var problem) -> problem.text();
                        case Mapped.Content other -> throw new AssertionError(other);
                    };
            if (!is.equals(was)) {
                others.add(was + " is " + is);
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void whatHasNoWayBackIsParkedAndNeverAnotherEvent() throws IOException {
        FhirMap there = there();
        BackMap back = Back.standard();
        Set<String> parked = new TreeSet<>();
        for (Message message : all(Path.of("src/test/resources/fhir"))) {
            if (!(there.apply(message) instanceof Mapped.Content(byte[] json))) {
                continue;
            }
            String was = message.type() + "^" + message.trigger();
            switch (back.apply(json, Defaults.usual())) {
                case Mapped.Messages(List<Message> made) ->
                        assertThat(made)
                                .as(was)
                                .allMatch(m -> (m.type() + "^" + m.trigger()).equals(was));
                case Mapped.Impossible(var problem) -> {
                    assertThat(problem.text()).contains("The Bundle tells the event");
                    parked.add(message.type());
                }
                case Mapped.Content other -> throw new AssertionError(other);
            }
        }
        assertThat(parked).contains("BAR", "DFT", "MFN").doesNotContainAnyElementsOf(TYPES);
    }

    @Test
    @Tag("slow")
    void theCorpusComesBackWithItsValues() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println("NOT RUN: ../shared/corpus is not there.");
            return;
        }
        List<Message> messages = messages(CORPUS);
        Kept kept = kept(there(), Back.standard(), messages);
        System.out.println("There and back, corpus, " + messages.size() + " messages: " + kept);
        assertThat((double) kept.kept() / kept.all()).isGreaterThan(CORPUS_SHARE);
    }
}
