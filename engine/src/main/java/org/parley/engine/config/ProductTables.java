package org.parley.engine.config;

import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.fhir.Library;

/**
 * The tables that come with Parley, as a part of the configuration: those that its maps read are
 * among its files, so another table is another version, and a configuration made again of its files
 * has the tables that it was released with.
 */
final class ProductTables {
    /** What the names of such files begin with; a trust's own cannot. */
    static final String PREFIX = "product:";

    private final Map<String, byte[]> files;
    private final boolean released;

    /**
     * @param files of the configuration; tables that are read are put among them
     */
    ProductTables(Map<String, byte[]> files) {
        this.files = files;
        this.released = files.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /** The tables of maps to FHIR. */
    Library there() {
        return noting(Library.standard());
    }

    /** The tables of maps from FHIR. */
    Library back() {
        return noting(Library.back());
    }

    private Library noting(Library shipped) {
        return new Library() {
            @Override
            public String folder() {
                return shipped.folder();
            }

            @Override
            public Optional<byte[]> read(String file) {
                String name = PREFIX + shipped.folder() + file;
                if (released) {
                    return Optional.ofNullable(files.get(name));
                }
                Optional<byte[]> bytes = shipped.read(file);
                bytes.ifPresent(found -> files.put(name, found));
                return bytes;
            }
        };
    }
}
