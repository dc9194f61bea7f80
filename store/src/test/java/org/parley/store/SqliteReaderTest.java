package org.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The promises of a reader on SQLite. */
final class SqliteReaderTest extends ReaderContract {
    @TempDir(factory = InMemory.class)
    Path folder;

    /** In memory where there is such a folder: what is tested is not how fast a disk is. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "parley")
                    : Files.createTempDirectory("parley");
        }
    }

    @Override
    Database database() {
        return new Database.Sqlite(folder.resolve("tables"));
    }

    @Override
    Database another() {
        return new Database.Sqlite(folder.resolve("others"));
    }
}
