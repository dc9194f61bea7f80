package org.parley.wire.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameDecoderTest {
    /**
     * What is on the wire ({@code <}, {@code >}, {@code !} stand for VT, FS, CR), what comes out.
     */
    record Case(String wire, List<String> frames, List<FrameFault> faults) {
        @Override
        public String toString() {
            return wire;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("<MSH|a>!", List.of("MSH|a"), List.of()),
                new Case("<MSH|a!PID>!<MSH|b>!", List.of("MSH|a!PID", "MSH|b"), List.of()),
                new Case("<anything at all>!", List.of("anything at all"), List.of()),
                new Case("MSH|a>!", List.of("MSH|a"), List.of(FrameFault.START_MISSING)),
                new Case("FHS|a>!", List.of("FHS|a"), List.of(FrameFault.START_MISSING)),
                new Case(
                        "<MSH|a>!MSH|b>!<MSH|c>!",
                        List.of("MSH|a", "MSH|b", "MSH|c"),
                        List.of(FrameFault.START_MISSING)),
                new Case("<<MSH|a>!", List.of("MSH|a"), List.of(FrameFault.START_DOUBLED)),
                new Case(
                        "<MSH|a><MSH|b>!",
                        List.of("MSH|a", "MSH|b"),
                        List.of(FrameFault.CR_MISSING)),
                new Case("<MSH|a>\n", List.of("MSH|a"), List.of(FrameFault.CR_MISSING)),
                new Case("<MSH|a>", List.of("MSH|a"), List.of(FrameFault.CR_MISSING)),
                new Case("<MSH|a>>!", List.of("MSH|a"), List.of(FrameFault.END_DOUBLED)),
                new Case(
                        "<MSH|a>!>!<MSH|b>!",
                        List.of("MSH|a", "MSH|b"),
                        List.of(FrameFault.END_DOUBLED)),
                new Case("<MSH|a>!!", List.of("MSH|a"), List.of(FrameFault.PADDING)),
                new Case(
                        "<MSH|a>! \0<MSH|b>!",
                        List.of("MSH|a", "MSH|b"),
                        List.of(FrameFault.PADDING, FrameFault.PADDING)),
                new Case("<MSH|a<b>!", List.of("MSH|a<b"), List.of(FrameFault.START_INSIDE)),
                new Case("<MSH|a<>!", List.of("MSH|a<"), List.of(FrameFault.START_INSIDE)),
                new Case("<MSH|a<MS>!", List.of("MSH|a<MS"), List.of(FrameFault.START_INSIDE)),
                new Case("<>!<MSH|b>!", List.of("EMPTY ", "MSH|b"), List.of(FrameFault.EMPTY)),
                new Case(
                        "hello>!<MSH|b>!",
                        List.of("NO_MESSAGE hello", "MSH|b"),
                        List.of(FrameFault.NO_MESSAGE)),
                new Case("GET /<MSH|b>!", List.of("UNFRAMED GET /"), List.of(FrameFault.UNFRAMED)),
                new Case(
                        "<MSH|a>!MSH|b<MSH|c>!",
                        List.of("MSH|a", "UNFRAMED MSH|b"),
                        List.of(FrameFault.UNFRAMED)),
                new Case(
                        "<MSH|a!<MSH|b>!",
                        List.of("END_MISSING MSH|a!"),
                        List.of(FrameFault.END_MISSING)),
                new Case(
                        "<MSH|a>b>!<MSH|c>!",
                        List.of("END_INSIDE MSH|a>b"),
                        List.of(FrameFault.END_INSIDE)),
                new Case("<MSH|a", List.of("CUT MSH|a"), List.of(FrameFault.CUT)),
                new Case("<MSH|a!PID<MS", List.of("CUT MSH|a!PID<MS"), List.of(FrameFault.CUT)),
                new Case("<", List.of(), List.of(FrameFault.CUT)),
                new Case("MSH|a", List.of("CUT MSH|a"), List.of(FrameFault.CUT)),
                new Case("", List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFaultHasOneMeaningHoweverTheBytesAreSplit(Case given) throws IOException {
        for (int piece : new int[] {1, 2, 3, 5, 1000}) {
            Decoded decoded = decode(bytes(given.wire()), piece, FrameLimits.upTo(1 << 20));
            assertThat(decoded.frames).as("pieces of %d", piece).isEqualTo(given.frames());
            assertThat(decoded.faults).as("pieces of %d", piece).isEqualTo(given.faults());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void framesSplitAtRandomComeOutAsTheyWentIn(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            byte[] content = content(random);
            sent.add(text(content));
            wire.writeBytes(Mllp.frame(content));
        }
        InputStream in = new ByteArrayInputStream(wire.toByteArray());
        Decoded decoded =
                decode(
                        new InputStream() {
                            @Override
                            public int read() {
                                throw new UnsupportedOperationException();
                            }

                            @Override
                            public int read(byte[] into, int at, int length) throws IOException {
                                return in.read(into, at, 1 + random.nextInt(length));
                            }
                        },
                        FrameLimits.upTo(1 << 20),
                        Spool.none());
        assertThat(decoded.frames).as("seed %d", seed).isEqualTo(sent);
        assertThat(decoded.faults).isEmpty();
    }

    private static byte[] content(Random random) {
        int length = 1 + (random.nextInt(20) == 0 ? random.nextInt(40_000) : random.nextInt(3_000));
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            byte next = (byte) random.nextInt(256);
            content[i] = next == Mllp.VT || next == Mllp.FS ? (byte) 'x' : next;
        }
        return content;
    }

    @Test
    void aFrameBeyondMemoryGoesToASpoolFileByteForByte(@TempDir Path folder) throws IOException {
        byte[] content = content(new Random(7), 3 << 20);
        FrameLimits limits = FrameLimits.upTo(8 << 20);
        try (FrameDecoder decoder =
                new FrameDecoder(limits, () -> folder.resolve("one"), fault -> {})) {
            Frame frame = first(decoder, new ByteArrayInputStream(Mllp.frame(content)));
            assertThat(frame.content()).isInstanceOf(Frame.Content.File.class);
            assertThat(frame.length()).isEqualTo(content.length);
            assertThat(Files.readAllBytes(folder.resolve("one"))).isEqualTo(content);
            assertThat(decoder.bufferSize()).isLessThanOrEqualTo(64 << 10);
        }
    }

    @Test
    void aFrameBeyondTheLimitIsReadPastAndTheNextOneIsTaken(@TempDir Path folder)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(Mllp.frame(content(new Random(1), 5 << 20)));
        wire.writeBytes(Mllp.frame(bytes("MSH|next")));
        wire.writeBytes(Mllp.frame(content(new Random(1), 300)));
        Decoded decoded =
                decode(
                        new ByteArrayInputStream(wire.toByteArray()),
                        FrameLimits.upTo(2 << 20),
                        () -> folder.resolve("one"));
        assertThat(decoded.frames).hasSize(3);
        assertThat(decoded.frames.get(0)).startsWith("TOO_LARGE ").hasSize(10 + (64 << 10));
        assertThat(decoded.frames.get(1)).isEqualTo("MSH|next");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSmallLimitHoldsForFramesInMemoryToo() throws IOException {
        Decoded decoded = decode(bytes("<MSH|12345678>!<MSH|1>!"), 1000, FrameLimits.upTo(8));
        assertThat(decoded.frames).containsExactly("TOO_LARGE MSH|12345678", "MSH|1");
    }

    @Test
    void aFrameThatNeverEndsIsGivenUp(@TempDir Path folder) throws IOException {
        FrameLimits limits = new FrameLimits(256, 1024, 2048, 16, 4096);
        byte[] endless = new byte[1 << 20];
        endless[0] = Mllp.VT;
        ByteArrayInputStream in = new ByteArrayInputStream(endless);
        Decoded decoded = decode(in, limits, () -> folder.resolve("one"));
        assertThat(decoded.frames).singleElement().asString().startsWith("TOO_LARGE");
        assertThat(in.available()).as("read no further").isGreaterThan(endless.length / 2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void garbageWithoutEndIsGivenUpAfterWhatIsKept() throws IOException {
        byte[] endless = bytes("x".repeat(1 << 20));
        Decoded decoded = decode(endless, 4096, FrameLimits.upTo(64 << 20));
        assertThat(decoded.frames).singleElement().asString().startsWith("UNFRAMED");
        assertThat(decoded.frames.getFirst().length()).isLessThan(130 << 10);
    }

    @Test
    void aFrameThatCannotBeSpooledIsRefusedAndTheNextOneIsTaken() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(Mllp.frame(content(new Random(1), 2 << 20)));
        wire.writeBytes(Mllp.frame(bytes("MSH|next")));
        Decoded decoded =
                decode(
                        new ByteArrayInputStream(wire.toByteArray()),
                        FrameLimits.upTo(8 << 20),
                        Spool.none());
        assertThat(decoded.frames.get(0)).startsWith("NOT_SPOOLED");
        assertThat(decoded.frames.get(1)).isEqualTo("MSH|next");
    }

    @Test
    void aCutSpooledFrameKeepsAllItsBytesAndAClosedDecoderNone(@TempDir Path folder)
            throws IOException {
        byte[] cut = new byte[(2 << 20) + 1];
        cut[0] = Mllp.VT;
        try (FrameDecoder decoder =
                new FrameDecoder(
                        FrameLimits.upTo(8 << 20), () -> folder.resolve("one"), fault -> {})) {
            Frame frame = first(decoder, new ByteArrayInputStream(cut));
            assertThat(frame.refusal()).contains(FrameFault.CUT);
            assertThat(frame.length()).isEqualTo(2 << 20);
        }
        Files.delete(folder.resolve("one"));
        InputStream in = new ByteArrayInputStream(cut);
        try (FrameDecoder decoder =
                new FrameDecoder(
                        FrameLimits.upTo(8 << 20), () -> folder.resolve("two"), fault -> {})) {
            while (decoder.poll() == null && fill(decoder, in) > 0) {
                // reads on
            }
            assertThat(folder.resolve("two")).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLongRunOfEndsIsRefusedInBoundedMemory() throws IOException {
        byte[] ends = new byte[4 << 20];
        java.util.Arrays.fill(ends, Mllp.FS);
        ends[0] = Mllp.VT;
        ends[1] = 'a';
        Decoded decoded = decode(ends, 4096, FrameLimits.upTo(1 << 20));
        assertThat(decoded.frames).singleElement().asString().startsWith("END_INSIDE");
        assertThat(decoded.largestBuffer).isLessThanOrEqualTo(2 << 20);
    }

    @Test
    void anEndWithoutCrCanBeTakenWhenNothingMoreComes() throws IOException {
        try (FrameDecoder decoder =
                new FrameDecoder(FrameLimits.upTo(100), Spool.none(), fault -> {})) {
            decoder.take(ByteBuffer.wrap(bytes("<MSH|a>")));
            assertThat(decoder.poll()).isNull();
            assertThat(decoder.awaitsCr()).isTrue();
            assertThat(show(decoder.endWithoutCr())).isEqualTo("MSH|a");
            decoder.take(ByteBuffer.wrap(bytes("!<MSH|b>!")));
            Frame next = decoder.poll();
            assertThat(next).isNotNull();
            assertThat(decoder.awaitsCr()).isFalse();
        }
    }

    @Test
    void memoryIsGivenBack() throws IOException {
        byte[] content = content(new Random(3), 500_000);
        try (FrameDecoder decoder =
                new FrameDecoder(FrameLimits.upTo(1 << 20), Spool.none(), fault -> {})) {
            Frame frame = first(decoder, new ByteArrayInputStream(Mllp.frame(content)));
            assertThat(frame.length()).isEqualTo(500_000);
            assertThat(decoder.bufferSize()).isGreaterThan(500_000);
            decoder.shrink();
            assertThat(decoder.bufferSize()).isEqualTo(4096);
        }
    }

    static byte[] content(Random random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        for (int i = 0; i < length; i++) {
            if (content[i] == Mllp.VT || content[i] == Mllp.FS) {
                content[i] = 'x';
            }
        }
        return content;
    }

    /** Gives what the stream has, once; as a port does. */
    private static int fill(FrameDecoder decoder, InputStream in) throws IOException {
        byte[] piece = new byte[4096];
        int read = in.read(piece, 0, piece.length);
        if (read > 0) {
            decoder.take(ByteBuffer.wrap(piece, 0, read));
        }
        return read;
    }

    private static Frame first(FrameDecoder decoder, InputStream in) throws IOException {
        while (true) {
            Frame frame = decoder.poll();
            if (frame == null && fill(decoder, in) < 0) {
                frame = decoder.finish(FrameFault.CUT);
                assertThat(frame).isNotNull();
            }
            if (frame != null) {
                return frame;
            }
        }
    }

    private static final class Decoded {
        final List<String> frames = new ArrayList<>();
        final List<FrameFault> faults = new ArrayList<>();
        int largestBuffer;
    }

    private static Decoded decode(byte[] wire, int piece, FrameLimits limits) throws IOException {
        return decode(
                new ByteArrayInputStream(wire) {
                    @Override
                    public int read(byte[] into, int at, int length) {
                        return super.read(into, at, Math.min(piece, length));
                    }
                },
                limits,
                Spool.none());
    }

    private static Decoded decode(InputStream in, FrameLimits limits, Spool spool)
            throws IOException {
        Decoded decoded = new Decoded();
        try (FrameDecoder decoder = new FrameDecoder(limits, spool, decoded.faults::add)) {
            boolean open = true;
            while (open && !decoder.done()) {
                Frame frame = decoder.poll();
                if (frame == null && !decoder.done() && fill(decoder, in) < 0) {
                    frame = decoder.finish(FrameFault.CUT);
                    open = false;
                }
                decoded.largestBuffer = Math.max(decoded.largestBuffer, decoder.bufferSize());
                if (frame != null) {
                    decoded.frames.add(show(frame));
                }
            }
        }
        return decoded;
    }

    private static String show(Frame frame) throws IOException {
        byte[] bytes =
                switch (frame.content()) {
                    case Frame.Content.Bytes memory -> memory.array();
                    case Frame.Content.File file -> {
                        byte[] all = Files.readAllBytes(file.path());
                        Files.delete(file.path());
                        yield all;
                    }
                };
        return frame.refusal().map(fault -> fault + " ").orElse("") + text(bytes);
    }

    private static byte[] bytes(String wire) {
        return wire.replace('<', '\u000b')
                .replace('>', '\u001c')
                .replace('!', '\r')
                .getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1)
                .replace('\u000b', '<')
                .replace('\u001c', '>')
                .replace('\r', '!');
    }
}
