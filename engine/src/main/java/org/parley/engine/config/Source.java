package org.parley.engine.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of a configuration come from: a folder, or the files that a release in the
 * journal carries. Never throws; what cannot be read is absent or a {@link Trouble}.
 */
public interface Source {
    /** Bytes of one file. */
    int MAX_FILE_BYTES = 4 << 20;

    /** Files of one configuration. */
    int MAX_FILES = 10_000;

    /**
     * Names of all files, sorted, relative, with {@code /}. Nothing whose name begins with a dot.
     */
    List<String> names();

    /** The bytes of one file; empty when there is none, or it is too large or unreadable. */
    Optional<byte[]> file(String name);

    /** Relative folders in the configuration are inside this one. */
    Path base();

    /** The folder's name as the person gave it, shown before file names; may be empty. */
    String label();

    /** Whether messages for tests are here too; a release in the journal does not carry them. */
    boolean fixtures();

    /** What could not be read, and why. */
    List<Trouble> troubles();

    /**
     * A file that could not be read.
     *
     * @param name relative, with {@code /}
     * @param why a clause, lower case, no full stop
     */
    record Trouble(String name, String why) {}

    /** The files of a folder, read when asked. */
    static Source folder(Path folder) {
        return new FolderSource(folder, folder.toString());
    }

    /** The files of a folder, shown under another name. */
    static Source folder(Path folder, String label) {
        return new FolderSource(folder, label);
    }

    /**
     * Files in memory, such as {@link Loaded#files()} of an earlier reading.
     *
     * @param base relative folders in the configuration are inside this one
     */
    static Source of(Map<String, byte[]> files, Path base) {
        return new FilesSource(Map.copyOf(files), base);
    }
}
