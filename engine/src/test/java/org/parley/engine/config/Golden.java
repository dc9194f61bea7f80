package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text kept beside its input; {@code -Daccept=true} writes it anew. */
final class Golden {
    private Golden() {}

    static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("accept")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
            }
            assertThat(file).as("write it with -Daccept=true").exists();
            assertThat(actual)
                    .as("%s (-Daccept=true rewrites it)", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
