package org.parley.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One directory on a disk: all that the journal asks of storage, so that a test can hand in a disk
 * that loses, tears or refuses. Names are plain file names. Thread-safe.
 */
public interface Disk {
    /** A new empty file; fails when the name is taken. */
    DiskFile create(String name) throws IOException;

    /** An existing file for reading and writing. */
    DiskFile open(String name) throws IOException;

    /** An existing file for reading only; survives the interruption of a reading thread. */
    DiskFile openToRead(String name) throws IOException;

    /** Renames atomically, replacing a file of that name; durable after {@link #syncDirectory}. */
    void rename(String from, String to) throws IOException;

    /** Removes a file; those who have it open can go on reading it. */
    void delete(String name) throws IOException;

    /** Names of all files, in no particular order. */
    List<String> list() throws IOException;

    /** Whether there is a file of this name. */
    boolean exists(String name) throws IOException;

    /** Bytes that can still be allocated. */
    long freeBytes() throws IOException;

    /** Makes creations, renames and deletions durable. */
    void syncDirectory() throws IOException;

    /** Takes the lock of this name for this process, or empty when another holds it. */
    Optional<Closeable> lock(String name) throws IOException;

    /** Where this is, for people. */
    String place();
}
