package org.parley.app.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.parley.engine.clock.Clock;

/**
 * Who looked into which message, when and why: {@code views.log}, one JSON object a line, only ever
 * appended to, on disk before anything is shown. Holds nothing of what a message says.
 */
final class AuditLog {
    /** Name of the file within the folder. */
    static final String FILE = "views.log";

    private final Path folder;
    private final Clock clock;

    AuditLog(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Notes that somebody is about to see a message. */
    synchronized void note(long position, String person, String reason) throws IOException {
        String line =
                "{\"at\":"
                        + Json.text(clock.now().toString())
                        + ",\"message\":"
                        + position
                        + ",\"person\":"
                        + Json.text(person)
                        + ",\"reason\":"
                        + Json.text(reason)
                        + "}\n";
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
