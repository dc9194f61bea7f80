package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.fhir.Retention.Fate;
import org.parley.engine.map.fhir.Retention.Leaf;
import org.parley.engine.route.KnownFields;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.hl7v2.Structures;

/**
 * How much of every HL7 message of the shared corpus is in its Bundle, and that no value is on no
 * row. The rest, by path, is written to {@code target/retention.txt}.
 */
@Tag("slow")
final class RetentionTest {
    private static final Path CORPUS = Path.of("../../shared/corpus");
    private static final Path OURS = Path.of("src/test/resources/fhir");
    private static final Path REST = Path.of("target/retention.txt");

    /** Of all values of four characters or more. */
    private static final double OVERALL = 0.995;

    /** Of those of one type of message. */
    private static final double EACH_TYPE = 0.98;

    /** A type with fewer says little, in values. */
    private static final long ENOUGH = 40;

    /** Messages without a type. */
    private static final int NO_MESSAGES = 1;

    /** What became of the values of one type of message. */
    private static final class Kept {
        long messages;
        long values;
        long kept;
        long leftOut;

        double share() {
            return values == 0 ? 1 : (double) kept / values;
        }

        void add(Leaf leaf) {
            if (leaf.counts()) {
                values++;
                kept += leaf.fate() == Fate.KEPT || leaf.fate() == Fate.SAID_OTHERWISE ? 1 : 0;
                leftOut += leaf.fate() == Fate.LEFT_OUT ? 1 : 0;
            }
        }

        void add(Kept other) {
            messages += other.messages;
            values += other.values;
            kept += other.kept;
            leftOut += other.leftOut;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%6.2f %%  %d of %d, %d left out for a reason; %d messages",
                    100 * share(),
                    kept,
                    values,
                    leftOut,
                    messages);
        }
    }

    private final Map<String, Kept> types = new TreeMap<>();
    private final Map<String, Integer> rest = new TreeMap<>();
    private final Map<String, Integer> onNoRow = new TreeMap<>();
    private int unknown;

    @Test
    void ninetyNineOfAHundredValuesAreKeptAndEachIsAccountedFor() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println("SKIPPED: the shared corpus is not at " + CORPUS.toAbsolutePath());
        }
        Assumptions.assumeTrue(Files.isDirectory(CORPUS));
        Retention retention = new Retention(Compiled.standard());
        for (Path file : files(CORPUS)) {
            Batch batch = Batch.read(Files.readAllBytes(file));
            for (Batch.OneMessage one : batch.messages()) {
                if (Message.read(batch.copy(one)) instanceof Reading.Good(Message message)) {
                    add(retention, message);
                }
            }
        }
        Kept all = new Kept();
        types.values().forEach(all::add);
        report(all);
        assertThat(all.messages).isGreaterThan(2_900);
        assertThat(unknown).as("messages of no type").isLessThanOrEqualTo(NO_MESSAGES);
        assertThat(all.share()).as("kept of all").isGreaterThanOrEqualTo(OVERALL);
        types.forEach((type, kept) -> {
            if (kept.values >= ENOUGH) {
                assertThat(kept.share()).as(type).isGreaterThanOrEqualTo(EACH_TYPE);
            }
        });
        assertThat(onNoRow).as("values on no row").isEmpty();
    }

    @Test
    void noValueOfOurOwnMessagesIsOnNoRow() throws IOException {
        Retention retention = new Retention(Compiled.standard());
        int messages = 0;
        for (Path file : files(OURS)) {
            add(retention, GoldenTest.message(file));
            messages++;
        }
        assertThat(messages).isGreaterThan(100);
        assertThat(onNoRow).as("values on no row").isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().matches(".*\\.(hl7|txt)")).sorted().toList();
        }
    }

    private void add(Retention retention, Message message) {
        String structure = Structures.standard().name(message).orElse("");
        if (structure.isEmpty()) {
            unknown++;
            return;
        }
        String type = message.type() + "^" + message.trigger() + "^" + structure;
        Kept kept = types.computeIfAbsent(type, _ -> new Kept());
        kept.messages++;
        for (Leaf leaf : retention.of(message)) {
            kept.add(leaf);
            String place = type + " " + leaf.place();
            boolean gone = leaf.fate() == Fate.LEFT_OUT || leaf.fate() == Fate.GONE;
            if (leaf.counts() && gone) {
                rest.merge(leaf.fate() + " " + place + " " + leaf.row(), 1, Integer::sum);
            }
            if (leaf.fate() == Fate.ON_NO_ROW && !beyond(leaf.place())) {
                onNoRow.merge(place, 1, Integer::sum);
            }
        }
    }

    /** True for fields that no version of the standard has. */
    private static boolean beyond(String path) {
        return KnownFields.doubt(org.parley.wire.hl7v2.Path.of(path)).isPresent();
    }

    private void report(Kept all) throws IOException {
        List<String> lines = new ArrayList<>();
        types.forEach((type, kept) -> lines.add(kept + "  " + type));
        lines.add(all + "  all");
        lines.add("");
        rest.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> lines.add(entry.getValue() + "  " + entry.getKey()));
        Files.write(REST, lines);
        System.out.println("Kept of the corpus: " + all + ". By type and path: " + REST);
    }
}
