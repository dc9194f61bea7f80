package org.parley.engine.trial;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.parley.engine.config.Source;

/** A folder with some of its files replaced, added, or (when empty) taken away. */
record Overlay(Source folder, Map<String, String> over) implements Source {
    @Override
    public List<String> names() {
        var names = new TreeSet<>(folder.names());
        over.forEach((name, text) -> {
            if (text.isEmpty()) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    @Override
    public Optional<byte[]> file(String name) {
        return over.containsKey(name)
                ? Optional.of(over.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8))
                : folder.file(name);
    }

    @Override
    public Path base() {
        return folder.base();
    }

    @Override
    public String label() {
        return folder.label();
    }

    @Override
    public boolean fixtures() {
        return true;
    }

    @Override
    public List<Trouble> troubles() {
        return folder.troubles();
    }
}
