package org.parley.engine.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a configuration as one body: count, then name (UTF), length (int) and bytes of each,
 * by name.
 */
public final class ReleaseFiles {
    private static final int MAX_FILES = 100_000;

    private ReleaseFiles() {}

    /** Packs files by relative name. */
    public static byte[] pack(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(files.size());
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                out.writeUTF(file.getKey());
                out.writeInt(file.getValue().length);
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Unpacks what {@link #pack} packed; the journal's checksum has already vouched for it. */
    public static Map<String, byte[]> unpack(byte[] body) {
        Map<String, byte[]> files = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            int count = in.readInt();
            if (count < 0 || count > MAX_FILES) {
                throw new IOException("a release of " + count + " files");
            }
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                byte[] content = in.readNBytes(in.readInt());
                files.put(name, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(files);
    }
}
