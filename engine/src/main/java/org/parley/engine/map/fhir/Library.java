package org.parley.engine.map.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where the product's own tables are read from. */
public interface Library {
    /** The bytes of {@code messages/NAME.csv} and so on; empty when there is no such table. */
    Optional<byte[]> read(String file);

    /** What stands before a file's name when a mistake in it is told. */
    default String folder() {
        return "tables/";
    }

    /** The tables that come with Parley. */
    static Library standard() {
        return file -> resource("tables/" + file);
    }

    /** The tables that come with Parley for the way back, from FHIR to v2. */
    static Library back() {
        return new Library() {
            @Override
            public String folder() {
                return "back/";
            }

            @Override
            public Optional<byte[]> read(String file) {
                return resource(folder() + file);
            }
        };
    }

    private static Optional<byte[]> resource(String file) {
        try (InputStream in = Library.class.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
