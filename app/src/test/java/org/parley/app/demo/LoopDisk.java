package org.parley.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real file system in a file, whose power can be cut; needs root and a few Debian packages. */
final class LoopDisk implements AutoCloseable {
    private static final String SIZE = "3G";

    private final Path image;
    private final Path place;

    /** Why there can be none of this kind here; empty when there can. */
    static Optional<String> missing(String kind) throws IOException, InterruptedException {
        for (String tool : List.of("mkfs." + kind, "xfs_io", "losetup", "mount", "umount")) {
            if (!found(tool)) {
                return Optional.of(
                        "no " + tool + "; install the Debian packages xfsprogs, e2fsprogs");
            }
        }
        return attempt("losetup", "-f") ? Optional.empty() : Optional.of("no loop device; be root");
    }

    private static boolean found(String tool) throws IOException, InterruptedException {
        return attempt("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin command -v " + tool);
    }

    /** Makes one and mounts it. */
    LoopDisk(Path folder, String kind) throws IOException, InterruptedException {
        image = folder.resolve(kind + ".img");
        place = Files.createDirectory(folder.resolve(kind));
        run("truncate", "-s", SIZE, image.toString());
        run("mkfs." + kind, "-q", image.toString());
        mount();
    }

    Path place() {
        return place;
    }

    /** Cuts the power: nothing that is only in memory reaches the disk any more. */
    void cut() throws IOException, InterruptedException {
        run("xfs_io", "-x", "-c", "shutdown", place.toString());
    }

    /** Brings the power back, when nobody uses it any more. */
    void restore() throws IOException, InterruptedException {
        run("umount", place.toString());
        mount();
    }

    private void mount() throws IOException, InterruptedException {
        run("mount", "-o", "loop", image.toString(), place.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (!attempt(command)) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static boolean attempt(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(String.join(" ", command) + ": " + said);
        }
        return code == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", place.toString());
            Files.deleteIfExists(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
