package org.parley.testkit.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.files.FilesSender;
import org.parley.engine.plan.Transport;
import org.parley.testkit.contract.SenderContract;

/** A folder can only accept or be gone. */
final class FilesSenderContractTest extends SenderContract {
    @TempDir private Path top;

    @Override
    protected Optional<Receiver> receiver(Behaviour behaviour) throws IOException {
        return behaviour == Behaviour.ACCEPTS
                ? Optional.of(new Inbox(Files.createDirectory(top.resolve("out"))))
                : Optional.empty();
    }

    @Override
    protected Sender sender(Receiver to, Duration answerWithin) {
        var where = new Transport.Where.Local(((Inbox) to).folder());
        return new FilesSender(
                "gp.docs", new Transport.FilesOut(where, ".hl7"), answerWithin, Clock.system());
    }

    @Override
    protected Outgoing message(int number) {
        return new Outgoing(("text " + number).getBytes(UTF_8), "c%04d".formatted(number), false);
    }

    private record Inbox(Path folder) implements Receiver {
        private List<Path> files() {
            if (!Files.exists(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<byte[]> got() {
            List<byte[]> all = new ArrayList<>();
            for (Path file : files()) {
                try {
                    all.add(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            for (Path file : files()) {
                Files.delete(file);
            }
            Files.deleteIfExists(folder);
        }
    }
}
