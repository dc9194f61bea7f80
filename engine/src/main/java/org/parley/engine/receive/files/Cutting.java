package org.parley.engine.receive.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.journal.Body;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Transport;
import org.parley.wire.hl7v2.Batch;

/** Cuts a file that is on this machine into messages. */
record Cutting(Transport.Split split, Optional<Layout> layout, FilesLimits limits) {
    private static final int IN_MEMORY_BYTES = 1 << 20;

    /** The most bytes that such a file may have. */
    long limit() {
        return switch (split) {
            case WHOLE -> limits.wholeBytes();
            case HL7V2, LIST_ITEMS -> limits.hl7Bytes();
            case CSV_ROWS -> limits.csvBytes();
        };
    }

    /** The messages of the file; it must not change while they are used. */
    Parts cut(Path file) throws IOException {
        return switch (split) {
            case WHOLE -> whole(file);
            case HL7V2 -> hl7(bytes(file));
            case CSV_ROWS ->
                    layout.isPresent()
                            ? new FeedParts(layout.get(), open(file))
                            : new CsvParts(open(file));
            case LIST_ITEMS ->
                    layout.isPresent() ? new FeedParts(layout.get(), open(file)) : whole(file);
        };
    }

    private static Parts whole(Path file) throws IOException {
        long size = Files.size(file);
        Body body =
                size <= IN_MEMORY_BYTES
                        ? new Body.Bytes(bytes(file))
                        : new Body.Spooled(file, size);
        var trouble =
                size == 0
                        ? Optional.of(FilesProblems.empty())
                        : Optional.<org.parley.wire.problem.Problem>empty();
        return new ListedParts("file", List.of(new Part(1, body, trouble)));
    }

    /**
     * Messages stand whatever their envelope says; what is wrong with the envelope is one more
     * message, to refuse, so that it is in the book: a count that does not agree may mean that
     * something is missing.
     */
    private static Parts hl7(byte[] bytes) {
        List<Part> parts = new ArrayList<>();
        Batch batch = Batch.read(bytes);
        for (Batch.OneMessage message : batch.messages()) {
            int from = message.span().from();
            Body body = new Body.Bytes(bytes, from, message.span().end() - from);
            parts.add(new Part(message.line(), body, Optional.empty()));
        }
        for (var problem : batch.problems()) {
            parts.add(new Part(1, envelope(batch), Optional.of(problem)));
        }
        return new ListedParts("message", parts);
    }

    private static Body envelope(Batch batch) {
        if (batch.messages().isEmpty()) {
            return new Body.Bytes(batch.bytes());
        }
        var rest = new ByteArrayOutputStream();
        for (Batch.Piece piece : batch.pieces()) {
            switch (piece) {
                case Batch.OneMessage message -> {}
                case Batch.Envelope envelope -> rest.writeBytes(batch.copy(envelope));
                case Batch.Junk junk -> rest.writeBytes(batch.copy(junk));
            }
            rest.write('\r');
        }
        return new Body.Bytes(rest.toByteArray());
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }
}
