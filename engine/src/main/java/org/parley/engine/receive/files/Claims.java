package org.parley.engine.receive.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.engine.clock.Clock;
import org.parley.engine.files.FileNames;
import org.parley.engine.files.Folder;
import org.parley.engine.files.Folder.Found;

/**
 * Files that are ours. {@code NAME} becomes {@code claimed/ENGINE/TIME-NUMBER-NAME}; ENGINE is kept
 * with the engine's data, so that after a restart it finds its own claims and only those.
 */
final class Claims {
    static final String CLAIMED = "claimed";

    /** How many folders on the way to the mark may be new. */
    private static final int FOLDERS_MADE = 4;

    private static final String OWNER_FILE = "engine";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Folder folder;
    private final Clock clock;
    private final String owner;
    private final AtomicLong number = new AtomicLong();

    Claims(Folder folder, Path spool, Clock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.owner = owner(spool, clock);
    }

    /** Makes the sub-folders. */
    void prepare() throws IOException {
        for (String sub : List.of(CLAIMED, Verdict.DONE, Verdict.REFUSED)) {
            folder.makeFolder(sub);
        }
        folder.makeFolder(CLAIMED + "/" + owner);
    }

    /** What we had claimed and not finished, oldest first. */
    List<String> unfinished() throws IOException {
        return folder.list(CLAIMED + "/" + owner).stream()
                .filter(Found::regular)
                .map(Found::name)
                .sorted(Comparator.naturalOrder())
                .map(this::path)
                .toList();
    }

    /** How many other engines have claims here. */
    long others() throws IOException {
        return folder.list(CLAIMED).stream().filter(f -> !f.name().equals(owner)).count();
    }

    /** Claims the file; empty when another engine, or its sender, was quicker. */
    Optional<String> claim(Found found) throws IOException {
        String stamp = TIME.format(clock.now()) + "-" + owner + number.incrementAndGet();
        String claimed = path(stamp + "-" + FileNames.tame(found.name()));
        if (!folder.claim(found.name(), claimed)) {
            return Optional.empty();
        }
        folder.delete(found.name() + Settling.MARKER);
        return Optional.of(claimed);
    }

    private String path(String name) {
        return CLAIMED + "/" + owner + "/" + name;
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static String owner(Path spool, Clock clock) throws IOException {
        Path file = spool.resolve(OWNER_FILE);
        if (!Files.exists(file)) {
            String from = spool.toAbsolutePath() + " " + clock.now() + " " + clock.nanoTime();
            String made = FileNames.digest(from.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Path written = Files.createTempFile(spool, OWNER_FILE, ".new");
            Files.writeString(written, made);
            force(written, StandardOpenOption.WRITE);
            Files.move(written, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            // without it our claims would be nobody's: durable, with the folders it is in, before
            // there are any
            Path folder = spool.toAbsolutePath();
            for (int up = 0; up < FOLDERS_MADE && folder != null; up++) {
                force(folder, StandardOpenOption.READ);
                folder = folder.getParent();
            }
        }
        String owner = Files.readString(file).strip();
        if (!owner.matches("[0-9a-f]{12}")) {
            throw new IOException("the file " + file + " does not hold an engine's mark");
        }
        return owner;
    }
}
