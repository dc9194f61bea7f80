package org.parley.engine.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files in memory. */
record FilesSource(Map<String, byte[]> files, Path base) implements Source {
    @Override
    public List<String> names() {
        return files.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name)).filter(b -> b.length <= MAX_FILE_BYTES);
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public boolean fixtures() {
        return false;
    }

    @Override
    public List<Trouble> troubles() {
        return files.entrySet().stream()
                .filter(e -> e.getValue().length > MAX_FILE_BYTES)
                .map(e -> new Trouble(e.getKey(), "it is larger than 4 MiB"))
                .toList();
    }
}
