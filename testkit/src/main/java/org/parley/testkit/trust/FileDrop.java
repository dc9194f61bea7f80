package org.parley.testkit.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A system that sends by putting CSV files into a folder: written under another name, then renamed.
 * Each data row is one message to the ledger, named after a digest of its text; it counts as
 * accepted when the engine has taken the file away.
 */
public final class FileDrop implements Sending {
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private final Path folder;
    private final Ledger ledger;
    private final Function<byte[], Optional<String>> mapped;
    private final Map<Path, List<String>> waiting = new LinkedHashMap<>();

    /** Makes the folder if need be. */
    public FileDrop(Path folder, Ledger ledger) {
        this(folder, ledger, _ -> Optional.empty());
    }

    /**
     * Makes the folder if need be.
     *
     * @param mapped the control id that a map gives a row with its header, if it gives one
     */
    public FileDrop(Path folder, Ledger ledger, Function<byte[], Optional<String>> mapped) {
        this.mapped = mapped;
        this.folder = folder;
        this.ledger = ledger;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void offer(Outgoing file) {
        look();
        String[] lines = new String(file.bytes(), StandardCharsets.UTF_8).split("\r?\n", -1);
        List<String> rows =
                java.util.Arrays.stream(lines)
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(line -> row(file, lines[0], line))
                        .toList();
        try {
            Path part = folder.resolve("." + file.controlId() + ".part");
            Files.write(part, file.bytes());
            Path whole = folder.resolve(file.controlId());
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            waiting.put(whole, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean drain(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!look()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        look();
    }

    private String row(Outgoing file, String head, String line) {
        String name = Identity.rowName(line);
        byte[] bytes = (head + "\n" + line).getBytes(StandardCharsets.UTF_8);
        ledger.sending(new Outgoing(file.due(), file.port(), bytes, name, "", Optional.empty()));
        byte[] cut = (head + "\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8);
        mapped.apply(cut).ifPresent(id -> ledger.alias(name, id));
        ledger.attempted(name);
        return name;
    }

    /** Says which files have been taken; true when all are. */
    private synchronized boolean look() {
        waiting.entrySet()
                .removeIf(entry -> {
                    boolean taken = !Files.exists(entry.getKey());
                    if (taken) {
                        entry.getValue().forEach(r -> ledger.told(r, Told.ACCEPTED));
                    }
                    return taken;
                });
        return waiting.isEmpty();
    }
}
