package org.parley.engine.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder of files. Names are relative to it, made of {@link FileNames#plain} parts with {@code /}
 * between. Every failure is an IOException; after one of the connection the next call connects
 * anew. Owned by one thread, save for {@link #close}, which any thread may call.
 */
public interface Folder extends AutoCloseable {
    /** Entries listed at once, at most; more are seen once these are gone. */
    int LISTED = 10_000;

    /**
     * One entry.
     *
     * @param name within its folder
     * @param size bytes
     * @param modified as the folder's machine tells it
     * @param regular false for folders, links and devices
     */
    record Found(String name, long size, Instant modified, boolean regular) {}

    /** For people: a path or an address. */
    String address();

    /** Entries with plain names, at most {@link #LISTED}. {@code ""} is the folder itself. */
    List<Found> list(String sub) throws IOException;

    /** The entry, a link itself and not what it points at. */
    Optional<Found> find(String name) throws IOException;

    /** The bytes of a regular file. */
    InputStream read(String name) throws IOException;

    /** The file itself when it is on this machine. */
    Optional<Path> local(String name);

    /** Makes the sub-folder, or fails when something else has its name. */
    void makeFolder(String sub) throws IOException;

    /**
     * Writes a new file and makes it durable as far as the server lets us.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     */
    void create(String name, byte[] bytes) throws IOException;

    /**
     * Moves a file to a name that nobody else uses. Of several that move the same file one
     * succeeds.
     *
     * @return false when the file is not there any more
     */
    boolean claim(String from, String to) throws IOException;

    /**
     * Gives a finished file its name, in one step, durably.
     *
     * @return false when the name is taken; nothing is overwritten
     */
    boolean publish(String from, String to) throws IOException;

    /** Removes a file if it is there. */
    void delete(String name) throws IOException;

    @Override
    void close();
}
