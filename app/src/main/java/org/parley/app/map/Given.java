package org.parley.app.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.JournalInspection;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.hl7v2.Span;
import org.parley.wire.problem.Problem;

/** The messages of a file, of a folder's {@code .hl7} files, or of a journal. */
final class Given {
    private Given() {}

    /**
     * Hears of each message; says how many parts could not be read as one.
     *
     * @param position of the only one wanted, in a journal
     */
    static int each(Path path, Optional<Long> position, Consumer<Message> hears)
            throws IOException {
        if (Files.isDirectory(path.resolve("journal"))) {
            return journal(path.resolve("journal"), position, hears);
        }
        if (!Files.isDirectory(path)) {
            return file(path, hears);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(each -> each.toString().endsWith(".hl7")).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int bad = 0;
        for (Path file : files) {
            bad += file(file, hears);
        }
        return bad;
    }

    private static int file(Path file, Consumer<Message> hears) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int bad = 0;
        for (Batch.OneMessage part : Batch.read(bytes).messages()) {
            Span span = part.span();
            bad += message(Arrays.copyOfRange(bytes, span.from(), span.end()), hears);
        }
        return bad;
    }

    private static int message(byte[] bytes, Consumer<Message> hears) {
        if (Message.read(bytes) instanceof Reading.Good good) {
            hears.accept(good.message());
            return 0;
        }
        return 1;
    }

    private static int journal(Path folder, Optional<Long> position, Consumer<Message> hears)
            throws IOException {
        int[] bad = {0};
        JournalInspection.Visitor visitor =
                new JournalInspection.Visitor() {
                    @Override
                    public boolean entry(Entry entry) {
                        boolean received =
                                HeaderCodec.decode(entry.headers()) instanceof Header.Received;
                        if (received && startsAsV2(entry.body())) {
                            bad[0] += message(entry.body(), hears);
                        }
                        return true;
                    }

                    @Override
                    public void progress(String file, long done, long total) {}

                    @Override
                    public void damage(Problem problem) {
                        bad[0]++;
                        System.err.println("DAMAGED: " + problem);
                    }
                };
        JournalInspection.Filter filter =
                new JournalInspection.Filter(
                        position.orElse(0L),
                        position.map(at -> at + 1).orElse(Long.MAX_VALUE),
                        Instant.MIN,
                        Instant.MAX,
                        OptionalInt.empty());
        new JournalInspection(FileDisk.existing(folder)).walk(filter, visitor);
        return bad[0];
    }

    private static boolean startsAsV2(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 8), StandardCharsets.ISO_8859_1);
        return start.contains("MSH");
    }
}
