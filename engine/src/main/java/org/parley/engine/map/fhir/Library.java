package org.parley.engine.map.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where the product's own tables are read from. */
public interface Library {
    /** The bytes of {@code messages/NAME.csv} and so on; empty when there is no such table. */
    Optional<byte[]> read(String file);

    /** The tables that come with Parley. */
    static Library standard() {
        return file -> {
            try (InputStream in = Library.class.getResourceAsStream("tables/" + file)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
