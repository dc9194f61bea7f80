package org.parley.engine.receive;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Entry;

/**
 * Which messages came with which Idempotency-Key, so that a repeat is answered with the position of
 * the first. Keeps the newest; what was forgotten is taken as new.
 */
public final class IdempotencyKeys {
    /** Keys kept, over all ports. */
    static final int MAX_KEYS = 200_000;

    private final LinkedHashMap<String, Known> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > MAX_KEYS;
                }
            };

    /**
     * The first message with a key.
     *
     * @param digest CRC32C of its bytes, length above
     */
    record Known(long position, long digest) {}

    /** Length and CRC32C of some bytes in one number; 0 when a spooled file cannot be read. */
    static long digest(Body body) {
        CRC32C crc = new CRC32C();
        switch (body) {
            case Body.Bytes bytes -> crc.update(bytes.array(), bytes.offset(), bytes.size());
            case Body.Spooled spooled -> {
                try (InputStream in = Files.newInputStream(spooled.file())) {
                    byte[] chunk = new byte[64 * 1024];
                    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                        crc.update(chunk, 0, n);
                    }
                } catch (IOException unreadable) {
                    return 0;
                }
            }
        }
        return body.length() << 32 | crc.getValue();
    }

    /** A message with a key is in the journal. */
    public void remember(String port, String key, Entry entry) {
        remember(port, key, entry.position(), digest(new Body.Bytes(entry.body())));
    }

    synchronized void remember(String port, String key, long position, long digest) {
        known.putIfAbsent(name(port, key), new Known(position, digest));
    }

    synchronized Optional<Known> find(String port, String key) {
        return Optional.ofNullable(known.get(name(port, key)));
    }

    private static String name(String port, String key) {
        return port + '\n' + key;
    }

    /** Into a checkpoint. */
    public synchronized void write(DataOutput out) throws IOException {
        out.writeInt(known.size());
        for (var entry : known.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().position());
            out.writeLong(entry.getValue().digest());
        }
    }

    /** Out of a checkpoint. */
    public synchronized void read(DataInput in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            known.put(in.readUTF(), new Known(in.readLong(), in.readLong()));
        }
    }
}
