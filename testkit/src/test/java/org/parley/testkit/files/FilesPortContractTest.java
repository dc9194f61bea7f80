package org.parley.testkit.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.Ports;
import org.parley.testkit.contract.PortContract;

/** The answer is where the file goes: done or refused. */
final class FilesPortContractTest extends PortContract {
    private final AtomicInteger names = new AtomicInteger();

    @Override
    protected Port port(Intake toward, Path scratch) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("in"));
        var in =
                new InPort(
                        "eroster.shifts",
                        "tests",
                        new Transport.FilesIn(
                                new Transport.Where.Local(folder),
                                Duration.ofMillis(10),
                                "*",
                                Transport.Split.WHOLE),
                        new InPort.Speaks(InPort.Format.BYTES, Optional.empty(), UTF_8),
                        new InPort.OrderBy.None(),
                        List.of());
        return Ports.open(in, toward, scratch.resolve("spool"), Clock.system());
    }

    @Override
    protected byte[] message(int number) {
        return ("file " + number + "\u0000é").getBytes(UTF_8);
    }

    @Override
    protected Peer peer(Port started, Path scratch) {
        Path folder = scratch.resolve("in");
        Queue<String> sent = new ArrayDeque<>();
        return new Peer() {
            @Override
            public void send(byte[] message) throws IOException {
                String name = "m%05d.bin".formatted(names.incrementAndGet());
                Path hidden = Files.write(folder.resolve("." + name), message);
                Files.createFile(folder.resolve(name + ".done"));
                Files.move(hidden, folder.resolve(name));
                sent.add(name);
            }

            @Override
            public Optional<Reply> reply(Duration atMost) throws Exception {
                long end = System.nanoTime() + atMost.toNanos();
                do {
                    if (lies("done")) {
                        sent.remove();
                        return Optional.of(Reply.POSITIVE);
                    }
                    if (lies("refused")) {
                        sent.remove();
                        return Optional.of(Reply.NEGATIVE);
                    }
                    Thread.sleep(2);
                } while (System.nanoTime() < end);
                return Optional.empty();
            }

            private boolean lies(String where) throws IOException {
                try (Stream<Path> files = Files.list(folder.resolve(where))) {
                    return files.anyMatch(f -> f.toString().endsWith("-" + sent.element()));
                }
            }

            @Override
            public void close() {}
        };
    }
}
