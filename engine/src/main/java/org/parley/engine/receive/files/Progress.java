package org.parley.engine.receive.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far the taking of a claimed file has come, kept beside the engine's mark, so that a file of
 * millions of rows need not be handed over again from its start: refused messages have no keys that
 * the intake remembers, and it remembers only so many of the others. What it tells was durable
 * before it was written; when it is lost or damaged the file is taken from its start.
 */
final class Progress {
    /** Messages between two notes. */
    static final int NOTED_EVERY = 5_000;

    private static final String PREFIX = "progress-";

    private final Path note;
    private final String digest;

    /**
     * The progress of one file.
     *
     * @param claimed its name among the claims
     * @param digest of its bytes; what is noted of other bytes does not count
     */
    Progress(Path spool, String claimed, String digest) {
        this.note = spool.resolve(PREFIX + claimed);
        this.digest = digest;
    }

    /** What is done, in the order of the file; nothing when nothing is known. */
    Tally read(String unit) {
        if (Files.exists(note)) {
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(note)))) {
                if (in.readUTF().equals(digest)) {
                    return Tally.read(unit, in);
                }
            } catch (IOException | IllegalArgumentException damaged) {
                System.getLogger(Progress.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "A note of progress cannot be read; its file is taken from its"
                                        + " start. note={0}",
                                note.getFileName());
            }
        }
        return new Tally(unit);
    }

    /** Notes what is done. */
    void write(Tally tally) throws IOException {
        Path written = note.resolveSibling(note.getFileName() + ".new");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
            out.writeUTF(digest);
            tally.write(out);
        }
        Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file is in its place. */
    void forget() throws IOException {
        Files.deleteIfExists(note);
    }
}
