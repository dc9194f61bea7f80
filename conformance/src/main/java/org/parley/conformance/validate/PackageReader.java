package org.parley.conformance.validate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** Reads a FHIR package: a gzipped tar of JSON files. Nothing is written to disk. */
public final class PackageReader {
    /** Most files in a package. */
    public static final int MAX_FILES = 50_000;

    /** Longest file in a package, in bytes. */
    public static final int MAX_FILE_BYTES = 64 * 1024 * 1024;

    /** Most bytes of all files together, unpacked. */
    public static final long MAX_BYTES = 1024L * 1024 * 1024;

    private static final int BLOCK = 512;

    private final JsonReader reader = new JsonReader();
    private final List<Json.Members> resources = new ArrayList<>();
    private Manifest manifest;
    private int files;
    private long total;

    private PackageReader(String name) {
        manifest = Manifest.named(name);
    }

    /** Reads a package; throws {@link IOException} with a plain sentence when it is none. */
    public static LoosePackage read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file.getFileName()));
        } catch (IOException broken) {
            throw new IOException(
                    "The package " + file + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /** Reads a package from a stream. */
    public static LoosePackage read(InputStream in, String name) throws IOException {
        PackageReader packed = new PackageReader(name);
        try (InputStream unzipped =
                new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16)) {
            packed.entries(unzipped);
        }
        return new LoosePackage(packed.manifest, packed.resources);
    }

    private void entries(InputStream in) throws IOException {
        String longName = "";
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return;
            }
            long size = size(header);
            char kind = (char) header[156];
            total += size;
            if (++files > MAX_FILES || size > MAX_FILE_BYTES || total > MAX_BYTES) {
                throw new IOException(
                        "The package is larger than its limits ("
                                + MAX_FILES
                                + " files, "
                                + MAX_FILE_BYTES
                                + " bytes a file, "
                                + MAX_BYTES
                                + " bytes in all).");
            }
            byte[] content = in.readNBytes((int) size);
            if (content.length < size) {
                throw new IOException("The package ends in the middle of a file.");
            }
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (kind == 'L') {
                longName = text(content, 0, content.length);
            } else if (kind == '0' || kind == 0) {
                String path = longName.isEmpty() ? text(header, 0, 100) : longName;
                longName = "";
                take(path, content);
            }
        }
    }

    private static long size(byte[] header) throws IOException {
        long size = 0;
        for (int i = 124; i < 136; i++) {
            int digit = header[i] - '0';
            if (digit >= 0 && digit < 8) {
                size = size * 8 + digit;
            } else if (header[i] != ' ' && header[i] != 0) {
                throw new IOException("The package is no tar file.");
            }
        }
        return size;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private void take(String path, byte[] content) {
        if (!path.endsWith(".json") || path.contains("/examples/") || path.contains("/example/")) {
            return;
        }
        if (reader.read(content) instanceof JsonReading.Read read
                && read.root() instanceof Json.Members members) {
            if (path.equals("package/package.json")) {
                manifest = Manifest.of(members);
            } else if (members.text("resourceType") != null) {
                resources.add(members);
            }
        }
    }
}
