package org.parley.engine.receive.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.files.Folder;
import org.parley.engine.files.Folder.Found;
import org.parley.engine.receive.Intake;

/** Takes one claimed file from its first byte to its report. */
final class Taking {
    private static final int KEY_DIGITS = 40;

    private final Folder folder;
    private final Intake intake;
    private final Cutting cutting;
    private final FilesLimits limits;
    private final Path spool;
    private final BooleanSupplier closing;

    Taking(
            Folder folder,
            Intake intake,
            Cutting cutting,
            FilesLimits limits,
            Path spool,
            BooleanSupplier closing) {
        this.folder = folder;
        this.intake = intake;
        this.cutting = cutting;
        this.limits = limits;
        this.spool = spool;
        this.closing = closing;
    }

    /**
     * Takes the file.
     *
     * @param claimed its path, {@code claimed/ENGINE/NAME}
     * @param seen how it looked before it was claimed, if we know
     */
    Verdict take(String claimed, Optional<Found> seen) throws IOException {
        Optional<Found> is = folder.find(claimed);
        if (is.isEmpty() || !is.get().regular()) {
            throw new IOException("a claimed file is gone");
        }
        if (seen.isPresent() && !same(seen.get(), is.get())) {
            return new Verdict.Changed();
        }
        String name = claimed.substring(claimed.lastIndexOf('/') + 1);
        if (is.get().size() > cutting.limit()) {
            var problem = FilesProblems.tooLarge(cutting.limit());
            finish(claimed, Verdict.REFUSED, Report.impossible(name, is.get(), problem));
            return new Verdict.Impossible(problem);
        }
        Optional<Path> fetched = Optional.empty();
        try {
            if (folder.local(claimed).isEmpty()) {
                fetched = Optional.of(Files.createTempFile(spool, "sftp-", ".spool"));
            }
            String digest = digest(claimed, fetched);
            Path file = fetched.or(() -> folder.local(claimed)).orElseThrow();
            Optional<Found> after = folder.find(claimed);
            boolean untouched = after.filter(a -> same(a, is.get())).isPresent();
            if (!untouched || Files.size(file) != is.get().size()) {
                return new Verdict.Changed();
            }
            Progress progress = new Progress(spool, name, digest);
            Verdict verdict = offerAll(name, digest, file, progress);
            if (verdict instanceof Verdict.Taken taken) {
                byte[] report = Report.taken(name, is.get(), digest, taken.tally());
                finish(claimed, taken.folder(), report);
                progress.forget();
            }
            return verdict;
        } finally {
            if (fetched.isPresent()) {
                Files.deleteIfExists(fetched.get());
            }
        }
    }

    private Verdict offerAll(String name, String digest, Path file, Progress progress)
            throws IOException {
        try (Parts parts = cutting.cut(file)) {
            Tally tally = progress.read(parts.unit());
            String key = digest.substring(0, KEY_DIGITS) + "-" + stamp(name) + "-";
            return new Offering(intake, limits.window(), tally, progress)
                    .offer(parts, name, number -> key + number, closing);
        }
    }

    /** The part of a claimed name that no other claim has; keeps keys within their length. */
    private static String stamp(String name) {
        int second = name.indexOf('-', name.indexOf('-') + 1);
        return second > 0 ? name.substring(0, second) : name;
    }

    /** The report first: a file in its place without one would tell nothing. */
    private void finish(String claimed, String where, byte[] report) throws IOException {
        String place = where + "/" + claimed.substring(claimed.lastIndexOf('/') + 1);
        folder.delete(place + Report.SUFFIX);
        folder.create(place + Report.SUFFIX, report);
        if (!folder.claim(claimed, place)) {
            throw new IOException("a claimed file went away before it was put in its place");
        }
    }

    /** Reads the file once, into the spool when it is elsewhere. */
    private String digest(String claimed, Optional<Path> into) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = folder.read(claimed);
                OutputStream out =
                        new DigestOutputStream(
                                into.isPresent()
                                        ? Files.newOutputStream(
                                                into.get(), LinkOption.NOFOLLOW_LINKS)
                                        : OutputStream.nullOutputStream(),
                                sha256)) {
            byte[] piece = new byte[64 * 1024];
            long left = cutting.limit() + 1;
            for (int some = in.read(piece); some >= 0 && left > 0; some = in.read(piece)) {
                out.write(piece, 0, some);
                left -= some;
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static boolean same(Found one, Found other) {
        return one.size() == other.size() && one.modified().equals(other.modified());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
