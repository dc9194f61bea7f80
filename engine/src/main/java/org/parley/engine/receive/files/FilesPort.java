package org.parley.engine.receive.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.engine.clock.Clock;
import org.parley.engine.files.FilesProblems;
import org.parley.engine.files.Folder;
import org.parley.engine.files.Folder.Found;
import org.parley.engine.files.FolderTrouble;
import org.parley.engine.files.Folders;
import org.parley.engine.plan.Layout;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;
import org.parley.engine.receive.PortFailure;
import org.parley.wire.problem.Problem;

/** A port that takes messages from files in a folder, local or on an SFTP server. */
public final class FilesPort implements Port {
    private static final System.Logger LOG = System.getLogger(FilesPort.class.getName());

    private final String name;
    private final Transport.FilesIn in;
    private final Path spool;
    private final Clock clock;
    private final FilesLimits limits;
    private final Folder folder;
    private final Settling settling;
    private final Taking taking;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<Claims> claims = Optional.empty();
    private @Nullable Thread looking;
    private String trouble = "";

    /**
     * A port that does not look yet.
     *
     * @param name of the port, {@code eroster.shifts}
     * @param spool a folder of its own that stays from run to run: it keeps this engine's mark, and
     *     files of an SFTP server while they are taken
     */
    public FilesPort(String name, Transport.FilesIn in, Intake intake, Path spool, Clock clock) {
        this(name, in, intake, spool, clock, Optional.empty(), FilesLimits.STANDARD);
    }

    /** The same, of records that have a layout. */
    public FilesPort(
            String name,
            Transport.FilesIn in,
            Intake intake,
            Path spool,
            Clock clock,
            Optional<Layout> layout) {
        this(name, in, intake, spool, clock, layout, FilesLimits.STANDARD);
    }

    FilesPort(
            String name,
            Transport.FilesIn in,
            Intake intake,
            Path spool,
            Clock clock,
            Optional<Layout> layout,
            FilesLimits limits) {
        this.name = name;
        this.in = in;
        this.spool = spool;
        this.clock = clock;
        this.limits = limits;
        this.folder = Folders.open(in.folder(), limits.act());
        this.settling = new Settling(glob(in.pattern()), limits.settle());
        this.taking =
                new Taking(
                        folder,
                        intake,
                        new Cutting(in.split(), layout, limits),
                        limits,
                        spool,
                        () -> closing.getCount() == 0);
    }

    private static java.util.function.Predicate<String> glob(String pattern) {
        PathMatcher matcher =
                FileSystems.getDefault()
                        .getPathMatcher("glob:" + (pattern.isBlank() ? "*" : pattern));
        return candidate -> {
            try {
                return matcher.matches(Path.of(candidate));
            } catch (InvalidPathException strange) {
                return false;
            }
        };
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(spool);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, "sftp-*.spool")) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
            Claims made = new Claims(folder, spool, clock);
            if (in.folder() instanceof Transport.Where.Local) {
                made.prepare();
            }
            claims = Optional.of(made);
        } catch (IOException failed) {
            throw new PortFailure(FilesProblems.noFolder(folder.address()));
        }
        looking = Thread.ofVirtual().name("files " + name).start(this::run);
    }

    @Override
    public String address() {
        return folder.address();
    }

    @Override
    public void close() {
        closing.countDown();
        Thread thread = looking;
        if (thread != null) {
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        folder.close();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(pause().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopped) {
            LOG.log(Level.WARNING, "A files port was interrupted and stops. port={0}", name);
        }
    }

    private Duration pause() {
        boolean soon = settling.unsettled() && limits.settle().compareTo(in.every()) < 0;
        return soon ? limits.settle() : in.every();
    }

    /** One look: first what was claimed and not finished, then what is new. */
    private void look() {
        try {
            Claims mine = claims.orElseThrow();
            mine.prepare();
            for (String claimed : mine.unfinished()) {
                if (!go(take(claimed, Optional.empty()))) {
                    return;
                }
            }
            List<Found> listed = folder.list("");
            warn(mine, listed);
            for (Found found : settling.whole(listed, clock.nanoTime())) {
                if (closing.getCount() == 0) {
                    return;
                }
                Optional<String> claimed = mine.claim(found);
                if (claimed.isPresent() && !go(take(claimed.get(), Optional.of(found)))) {
                    return;
                }
            }
        } catch (FolderTrouble failed) {
            tell(failed.problem());
        } catch (IOException failed) {
            tell(FilesProblems.cannotRead(folder.address(), failed.getClass().getSimpleName()));
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "A files port met a fault and looks again. port=" + name, fault);
        }
    }

    private Verdict take(String claimed, Optional<Found> found) throws IOException {
        Verdict verdict = taking.take(claimed, found);
        if (verdict instanceof Verdict.Changed) {
            putBack(claimed, found);
        }
        return verdict;
    }

    /** True when the next file may be taken. */
    private boolean go(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Taken taken -> {
                if (taken.tally().refused() > 0) {
                    LOG.log(
                            Level.WARNING,
                            "Parts of a file were refused. port={0} accepted={1} refused={2}",
                            name,
                            taken.tally().accepted(),
                            taken.tally().refused());
                }
                trouble = "";
                yield true;
            }
            case Verdict.Impossible impossible -> {
                LOG.log(Level.ERROR, "{0} port={1}", impossible.problem(), name);
                yield true;
            }
            case Verdict.Changed() -> {
                LOG.log(Level.WARNING, "{0} port={1}", FilesProblems.changed(), name);
                yield true;
            }
            case Verdict.Later later -> {
                if (closing.getCount() > 0) {
                    tell(later.problem());
                }
                yield false;
            }
        };
    }

    /** A claim that is not found whole goes back under its first name, if that is free. */
    private void putBack(String claimed, Optional<Found> found) throws IOException {
        if (found.isPresent() && folder.find(found.get().name()).isEmpty()) {
            folder.publish(claimed, found.get().name());
        }
    }

    private void warn(Claims mine, List<Found> listed) throws IOException {
        boolean odd =
                listed.stream()
                        .anyMatch(f ->
                                !f.regular()
                                        && settling.wants(f.name())
                                        && !List.of(Claims.CLAIMED, Verdict.DONE, Verdict.REFUSED)
                                                .contains(f.name()));
        long others = mine.others();
        if (odd) {
            tell(FilesProblems.notRegular());
        } else if (others > 0) {
            tell(FilesProblems.others(folder.address(), others));
        } else {
            trouble = "";
        }
    }

    /** Once for as long as it lasts. */
    private void tell(Problem problem) {
        if (!problem.toString().equals(trouble)) {
            trouble = problem.toString();
            LOG.log(Level.WARNING, "{0} port={1}", problem, name);
        }
    }
}
