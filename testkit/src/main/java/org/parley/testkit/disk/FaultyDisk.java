package org.parley.testkit.disk;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.parley.engine.journal.Disk;
import org.parley.engine.journal.DiskFile;

/**
 * A disk in memory with a page cache: what was not forced may be lost or torn by sectors at a power
 * cut, and names that were not synced with it, latest first. Faults come when a test says so.
 * Thread-safe.
 */
public final class FaultyDisk implements Disk {
    private final RandomGenerator random;
    private final Set<String> locks = new HashSet<>();
    private final List<TreeMap<String, Platter>> unsynced = new ArrayList<>();
    private TreeMap<String, Platter> names = new TreeMap<>();
    private TreeMap<String, Platter> durableNames = new TreeMap<>();
    private Fault fault = (call, name) -> {};
    private Spoil spoil = (name, bytes) -> {};
    private long capacity = 1L << 40;
    private int life;
    private int open;
    private boolean lying;

    /** What is done to the disk. */
    public enum Call {
        READ,
        WRITE,
        FORCE,
        CREATE,
        RENAME,
        DELETE,
        SYNC_DIRECTORY
    }

    /** Called before each call; what it throws the caller gets. It may also take its time. */
    public interface Fault {
        void before(Call call, String name) throws IOException;
    }

    /** Called after each read with what was read; it may change it, as a bad cable does. */
    public interface Spoil {
        void read(String name, byte[] bytes);
    }

    /** An empty disk; the generator decides what a power cut leaves. */
    public FaultyDisk(RandomGenerator random) {
        this.random = random;
    }

    /** The exception of a bad sector. */
    public static IOException inputOutputError() {
        return new IOException("Input/output error");
    }

    /** The exception of a full disk. */
    public static IOException noSpace() {
        return new IOException("No space left on device");
    }

    /** From now on faults come as this says. */
    public synchronized void fault(Fault next) {
        fault = next;
    }

    /** From now on what is read may come back as this leaves it. */
    public synchronized void spoil(Spoil next) {
        spoil = next;
    }

    /** Forces succeed and do nothing, as on a disk that lies; for control runs. */
    public synchronized void lieAboutForces() {
        lying = true;
    }

    /** No more faults. */
    public synchronized void heal() {
        fault = (call, name) -> {};
        spoil = (name, bytes) -> {};
        lying = false;
    }

    /** How much fits on it, bytes. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** What a power cut can take. */
    public enum Loss {
        /** All that was written in one call. */
        WRITE,
        /** Some sectors of what was written in one call. */
        PART_OF_A_WRITE,
        /** A change of names. */
        NAME
    }

    /**
     * The power is cut and comes back: open files and locks are gone, faults too.
     *
     * @return what was lost
     */
    public synchronized Set<Loss> crash() {
        Set<Loss> lost = EnumSet.noneOf(Loss.class);
        int kept = random.nextInt(unsynced.size() + 1);
        if (kept < unsynced.size()) {
            lost.add(Loss.NAME);
        }
        names = kept == 0 ? durableNames : unsynced.get(kept - 1);
        durableNames = new TreeMap<>(names);
        names = new TreeMap<>(names);
        unsynced.clear();
        names.values().forEach(platter -> platter.crash(random, lost));
        restart();
        return lost;
    }

    /** The process is killed: what was written stays, open files and locks are gone. */
    public synchronized void kill() {
        restart();
    }

    private void restart() {
        life++;
        open = 0;
        locks.clear();
        heal();
    }

    /** Changes one bit of a file behind everyone's back. */
    public synchronized void flip(String name, long at, int bit) throws IOException {
        find(name).flip(at, bit);
    }

    /** Shortens a file behind everyone's back. */
    public synchronized void truncate(String name, int length) throws IOException {
        find(name).truncate(length);
    }

    /** Length of a file, bytes. */
    public synchronized int size(String name) throws IOException {
        return find(name).size();
    }

    /** Content of a file. */
    public synchronized byte[] bytes(String name) throws IOException {
        Platter platter = find(name);
        byte[] bytes = new byte[platter.size()];
        platter.read(bytes, 0, bytes.length, 0);
        return bytes;
    }

    /** A disk with the same content, nothing open, no faults. */
    public synchronized FaultyDisk copy() {
        FaultyDisk copy = new FaultyDisk(random);
        names.forEach((name, platter) -> copy.names.put(name, platter.copy()));
        copy.durableNames = new TreeMap<>(copy.names);
        return copy;
    }

    private Platter find(String name) throws IOException {
        Platter platter = names.get(name);
        if (platter == null) {
            throw new NoSuchFileException(name);
        }
        return platter;
    }

    private void changed() {
        unsynced.add(new TreeMap<>(names));
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        fault.before(Call.CREATE, name);
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        names.put(name, new Platter());
        changed();
        return new Handle(name, find(name));
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        return new Handle(name, find(name));
    }

    @Override
    public synchronized DiskFile openToRead(String name) throws IOException {
        return new Handle(name, find(name));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        fault.before(Call.RENAME, from);
        Platter platter = find(from);
        names.remove(from);
        names.put(to, platter);
        changed();
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        fault.before(Call.DELETE, name);
        if (names.remove(name) != null) {
            changed();
        }
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public synchronized long freeBytes() {
        return Math.max(0, capacity - used());
    }

    /** How many files the living process has open. */
    public synchronized int openFiles() {
        return open;
    }

    /** Bytes of all files. */
    public synchronized long used() {
        long sum = 0;
        for (Map.Entry<String, Platter> file : names.entrySet()) {
            sum += file.getValue().size();
        }
        return sum;
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        fault.before(Call.SYNC_DIRECTORY, ".");
        durableNames = new TreeMap<>(names);
        unsynced.clear();
    }

    @Override
    public synchronized Optional<Closeable> lock(String name) {
        int mine = life;
        return locks.add(name)
                ? Optional.of(() -> {
                    synchronized (FaultyDisk.this) {
                        if (mine == life) {
                            locks.remove(name);
                        }
                    }
                })
                : Optional.empty();
    }

    @Override
    public String place() {
        return "a simulated disk";
    }

    private final class Handle implements DiskFile {
        private final String name;
        private final Platter platter;
        private final int born = life;
        private boolean closed;

        Handle(String name, Platter platter) {
            this.name = name;
            this.platter = platter;
            open++;
        }

        private void check(Call call) throws IOException {
            if (born != life) {
                throw new FileNotFoundException("the process that opened it is dead");
            }
            if (closed) {
                throw new IOException("the file is closed");
            }
            fault.before(call, name);
        }

        @Override
        public long size() {
            synchronized (FaultyDisk.this) {
                return platter.size();
            }
        }

        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            synchronized (FaultyDisk.this) {
                check(Call.READ);
                byte[] bytes = new byte[into.remaining()];
                int count = platter.read(bytes, 0, bytes.length, at);
                spoil.read(name, bytes);
                into.put(bytes, 0, count);
                return count;
            }
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            synchronized (FaultyDisk.this) {
                byte[] bytes = new byte[from.remaining()];
                from.get(bytes);
                long longer = Math.max(0, at + bytes.length - platter.size());
                if (longer > freeBytes()) {
                    throw noSpace();
                }
                try {
                    check(Call.WRITE);
                } catch (IOException e) {
                    // a write that fails may have done a part of its work
                    if (born == life && random.nextBoolean()) {
                        platter.write(java.util.Arrays.copyOf(bytes, bytes.length / 2), (int) at);
                    }
                    throw e;
                }
                platter.write(bytes, (int) at);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyDisk.this) {
                try {
                    check(Call.FORCE);
                } catch (IOException e) {
                    // as Linux does: the bytes stay in memory, and nothing writes them any more
                    if (born == life && random.nextBoolean()) {
                        platter.forget();
                    }
                    throw e;
                }
                if (!lying) {
                    platter.force();
                }
            }
        }

        @Override
        public void close() {
            synchronized (FaultyDisk.this) {
                if (!closed && born == life) {
                    open--;
                }
                closed = true;
            }
        }
    }
}
