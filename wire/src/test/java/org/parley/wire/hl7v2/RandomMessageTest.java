package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Properties over random messages; a failure names the seed, {@code -Dseed=} repeats it. */
class RandomMessageTest {
    private static final int RUNS = 400;
    private static final String SIGNS = "|^~\\&#aA1 \"é€\r\n\t$*.XH\u000b";

    private static void forAll(Consumer<Random> property) {
        String given = System.getProperty("seed");
        long first = given == null ? 20_260_105L : Long.parseLong(given);
        for (long seed = first; seed < first + (given == null ? RUNS : 1); seed++) {
            try {
                property.accept(new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dseed=" + seed + ": " + e, e);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            out.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return out.toString();
    }

    /** As it reads after writing: every line break is a line feed. */
    private static String settled(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Path path(Random random) {
        String segment = List.of("PID", "NK1", "PV1", "ZU1", "OBX", "ZZ9").get(random.nextInt(6));
        StringBuilder out = new StringBuilder(segment);
        if (random.nextInt(4) == 0) {
            out.append('[').append(1 + random.nextInt(3)).append(']');
        }
        out.append('-').append(1 + random.nextInt(9));
        if (random.nextInt(3) == 0) {
            out.append('[').append(1 + random.nextInt(3)).append(']');
        }
        if (random.nextBoolean()) {
            out.append('.').append(1 + random.nextInt(4));
            if (random.nextBoolean()) {
                out.append('.').append(1 + random.nextInt(3));
            }
        }
        return Path.of(out.toString());
    }

    private static byte[] message(Random random) {
        char[] signs = random.nextInt(3) == 0 ? "$*!@%".toCharArray() : "|^~\\&".toCharArray();
        StringBuilder out = new StringBuilder("MSH").append(signs[0]).append(signs, 1, 4);
        String header = "|A|B|C|D|20260105||ADT^A01|7|P|2.4||||||UNICODE UTF-8";
        out.append(header.replace('|', signs[0]).replace('^', signs[1]));
        String end = List.of("\r", "\n", "\r\n").get(random.nextInt(3));
        for (int i = random.nextInt(7); i >= 0; i--) {
            out.append(end).append(List.of("PID", "NK1", "PV1", "ZU1").get(random.nextInt(4)));
            for (int field = random.nextInt(7); field > 0; field--) {
                out.append(signs[0]);
                for (int part = random.nextInt(5); part > 0; part--) {
                    out.append("vé7\"").append(signs[1 + random.nextInt(4)]);
                }
            }
            out.append(signs[0]);
        }
        return out.append(random.nextBoolean() ? end : "")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsReadAndAllElseStaysAsItWas() {
        forAll(random -> {
            byte[] bytes = message(random);
            Message m = Samples.good(bytes);
            Path path = path(random);
            String text = text(random);
            Message changed = m.edit().set(path, text).done();
            assertThat(changed.textOrEmpty(path)).isEqualTo(settled(text));
            assertThat(Samples.good(changed.bytes()).textOrEmpty(path)).isEqualTo(settled(text));
            assertThat(changed.delimiters()).isEqualTo(m.delimiters());
            Span segment = m.span(Path.of(path.segment())).orElse(new Span(0, 3));
            assertThat(Arrays.copyOf(changed.bytes(), segment.from() + 3))
                    .isEqualTo(Arrays.copyOf(bytes, segment.from() + 3));
            assertThat(m.bytes()).isSameAs(bytes);
            byte[] old = m.raw(path).orElse(new byte[0]);
            if (path.repetition() + path.component() > 0) {
                Message again = changed.edit().setRaw(path, old).done();
                assertThat(again.raw(path).orElse(new byte[0])).isEqualTo(old);
                if (m.presence(path) != Presence.ABSENT) {
                    assertThat(again.bytes()).isEqualTo(bytes);
                }
            }
        });
    }

    @Test
    void manyChangesInOneEditAreAsManyEditsOfOne() {
        forAll(random -> {
            Message m = Samples.good(message(random));
            Edit together = m.edit();
            Message each = m;
            for (int i = random.nextInt(12); i >= 0; i--) {
                Path path = path(random);
                String text = text(random);
                together.set(path, text);
                each = each.edit().set(path, text).done();
            }
            assertThat(together.done().bytes()).isEqualTo(each.bytes());
        });
    }

    @Test
    void otherDelimitersAndBackKeepEveryText() {
        forAll(random -> {
            Message m = Samples.good(message(random));
            Delimiters other = new Delimiters('!', '$', '|', '%', '~', Delimiters.NONE);
            Message there = m.inDelimiters(other);
            Message read = Samples.good(there.bytes());
            assertThat(read.delimiters()).isEqualTo(other);
            for (int i = 0; i < 20; i++) {
                Path path = Path.of(path(random) + "");
                if (path.subcomponent() > 0) {
                    assertThat(read.texts(path)).isEqualTo(m.texts(path));
                }
                assertThat(read.presence(path)).isEqualTo(m.presence(path));
            }
        });
    }

    @Test
    void garbageAndMutatedMessagesNeverThrow() {
        forAll(random -> {
            byte[] bytes = message(random);
            if (random.nextInt(4) == 0) {
                random.nextBytes(bytes);
                bytes = random.nextBoolean() ? bytes : withHeader(bytes);
            } else {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    int at = random.nextInt(random.nextBoolean() ? 30 : bytes.length);
                    bytes[at] =
                            random.nextBoolean()
                                    ? (byte) random.nextInt(256)
                                    : (byte) SIGNS.charAt(random.nextInt(12));
                }
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            survive(bytes, random);
        });
    }

    private static byte[] withHeader(byte[] bytes) {
        byte[] header = "MSH|^~\\&|".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, bytes, 0, header.length);
        return bytes;
    }

    private static void survive(byte[] bytes, Random random) {
        byte[] before = bytes.clone();
        Batch batch = Batch.read(bytes);
        batch.messages().forEach(each -> Message.read(batch.copy(each)));
        Acknowledgement.read(bytes);
        byte[] answer =
                Acknowledgement.compose(
                        bytes,
                        "AE",
                        java.util.Optional.of(Problems.empty()),
                        java.time.Instant.EPOCH,
                        "1");
        assertThat(Acknowledgement.read(answer).map(Acknowledgement::code)).hasValue("AE");
        if (Message.read(bytes) instanceof Reading.Good(Message m)) {
            m.warnings();
            StructureCheck.of(m);
            Edit edit = m.edit();
            List<Path> paths = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                paths.add(path(random));
            }
            for (Path path : paths) {
                m.texts(path);
                m.presence(path);
                m.count(path);
                edit.set(path, text(random)).copy(path, m, path(random));
            }
            edit.deleteSegments(Path.of("NK1"))
                    .addSegment("PID", "NK1")
                    .set(Path.of("MSH-18"), "8859/1");
            edit.done().warnings();
            m.inDelimiters(Delimiters.usual());
        }
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void aHundredThousandResultsTakeLinearTime() {
        StringBuilder out =
                new StringBuilder(Samples.ADMISSION.replace("ADT^A01^ADT_A01", "ORU^R01"));
        for (int i = 1; i <= 100_000; i++) {
            out.append("OBR|").append(i).append("\rOBX|1|NM|K||").append(i).append('\r');
        }
        Message m = Samples.good(out.toString());
        for (int i = 1; i <= 100_000; i += 7) {
            String wanted = String.valueOf(i);
            assertThat(m.textOrEmpty(Path.of("OBX[" + i + "]-5"))).isEqualTo(wanted);
            assertThat(m.textOrEmpty(Path.of("ORDER_OBSERVATION[" + i + "].OBX-5")))
                    .isEqualTo(wanted);
        }
        assertThat(m.texts(Path.of("OBX-5"))).hasSize(100_000);
        Edit edit = m.edit();
        for (int i = 1; i <= 2_000; i++) {
            edit.set(Path.of("OBX[" + i + "]-5"), "x");
        }
        assertThat(edit.done().texts(Path.of("OBX-5")).get(1_999)).isEqualTo("x");
    }
}
