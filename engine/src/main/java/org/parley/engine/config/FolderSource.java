package org.parley.engine.config;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The files of a folder. Links to folders are not followed, so it always ends. */
final class FolderSource implements Source {
    private final Path folder;
    private final String label;
    private final List<String> names = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    FolderSource(Path folder, String label) {
        this.folder = folder;
        this.label = label;
        try {
            Files.walkFileTree(folder, new Walk());
        } catch (IOException e) {
            troubles.add(new Trouble("", "the folder cannot be read"));
        }
        Collections.sort(names);
    }

    @Override
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    @Override
    public Optional<byte[]> file(String name) {
        if (Collections.binarySearch(names, name) < 0) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) > MAX_FILE_BYTES) {
                troubles.add(new Trouble(name, "it is larger than 4 MiB"));
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            troubles.add(new Trouble(name, "it cannot be read"));
            return Optional.empty();
        }
    }

    @Override
    public Path base() {
        return folder;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean fixtures() {
        return true;
    }

    @Override
    public List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return hidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (names.size() >= MAX_FILES) {
                troubles.add(new Trouble("", "it holds more than 10,000 files"));
                return FileVisitResult.TERMINATE;
            }
            if (!hidden(file) && Files.isRegularFile(file)) {
                names.add(relative(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            troubles.add(new Trouble(relative(file), "it cannot be read"));
            return FileVisitResult.CONTINUE;
        }

        private boolean hidden(Path path) {
            return !path.equals(folder) && String.valueOf(path.getFileName()).startsWith(".");
        }

        private String relative(Path file) {
            return folder.relativize(file).toString().replace('\\', '/');
        }
    }
}
