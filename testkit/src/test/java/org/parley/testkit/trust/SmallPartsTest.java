package org.parley.testkit.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
    @Test
    void theMapOfLongsIsAMap() {
        SplittableRandom random = new SplittableRandom(5);
        LongMap map = new LongMap(4);
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            long key = 1 + random.nextLong(5_000);
            if (random.nextInt(3) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                map.put(key, i);
                model.put(key, i);
            }
            long other = 1 + random.nextLong(5_000);
            assertThat(map.get(other)).isEqualTo(model.getOrDefault(other, -1));
        }
        assertThat(map.size()).isEqualTo(model.size());
    }

    @Test
    void framesComeOneByteAtATimeAndSeveralAtOnce() throws IOException {
        byte[] wire =
                "noise\u000Bone\u001C\r\u000Btwo\u001C\u000B\u001C\r"
                        .getBytes(StandardCharsets.ISO_8859_1);
        InputStream slow =
                new ByteArrayInputStream(wire) {
                    @Override
                    public synchronized int read(byte[] b, int off, int len) {
                        return super.read(b, off, Math.min(1, len));
                    }
                };
        for (InputStream in : new InputStream[] {slow, new ByteArrayInputStream(wire)}) {
            FrameReader frames = new FrameReader(in);
            assertThat(next(frames)).isEqualTo("one");
            assertThat(next(frames)).isEqualTo("two");
            assertThat(next(frames)).isEmpty();
            assertThat(frames.next()).isFalse();
        }
    }

    @Test
    void aCutFrameIsSaidToBeCut() {
        FrameReader frames =
                new FrameReader(
                        new ByteArrayInputStream(
                                "\u000Bone".getBytes(StandardCharsets.ISO_8859_1)));
        Assertions.assertThatThrownBy(frames::next).isInstanceOf(EOFException.class);
    }

    @Test
    void aFrameMayBeLargerThanTheBuffer() throws IOException {
        String large = "x".repeat(300_000);
        FrameReader frames =
                new FrameReader(
                        new ByteArrayInputStream(
                                ("\u000Ba\u001C\r\u000B" + large + "\u001C\r")
                                        .getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(next(frames)).isEqualTo("a");
        assertThat(next(frames)).isEqualTo(large);
    }

    @Test
    void theHeaderIsReadWithAnySeparator() {
        assertThat(header("MSH|^~\\&|A|B|C|D|1||ADT^A01|id 1|P|2.4|||AL|NE\r").controlId())
                .isEqualTo("id 1");
        assertThat(header("MSH|^~\\&|A|B|C|D|1||ADT^A01|id 1|P|2.4|||AL|NE\r").enhanced()).isTrue();
        assertThat(header("MSH$*!@%$A$B$C$D$1$$ADT*A01$id2$P$2.4\r").controlId()).isEqualTo("id2");
        assertThat(header("MSH|^~\\&|A|B|C|D|1||ADT^A01|id3").controlId()).isEqualTo("id3");
        assertThat(header("garbage").controlId()).isEmpty();
        assertThat(header("MSH|^~").controlId()).isEmpty();
        assertThat(header("").controlId()).isEmpty();
    }

    @Test
    void latenciesAreRightWithinAFewPerCent() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 1_000; i++) {
            latencies.note(i * 1_000_000L);
        }
        assertThat(latencies.millis(0.5)).isCloseTo(500, within(20.0));
        assertThat(latencies.millis(0.99)).isCloseTo(990, within(35.0));
        assertThat(new Latencies().millis(0.5)).isZero();
    }

    private static Header header(String m) {
        byte[] bytes = m.getBytes(StandardCharsets.ISO_8859_1);
        return Header.of(bytes, 0, bytes.length);
    }

    private static String next(FrameReader frames) throws IOException {
        assertThat(frames.next()).isTrue();
        return new String(
                frames.buffer(),
                frames.from(),
                frames.to() - frames.from(),
                StandardCharsets.ISO_8859_1);
    }
}
