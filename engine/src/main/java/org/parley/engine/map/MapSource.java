package org.parley.engine.map;

import java.util.List;
import java.util.Optional;

/** The files that maps are made of, by name relative to the trust's folder. */
public interface MapSource {
    /** The bytes of {@code maps/NAME.csv}, {@code maps/NAME.java} or {@code codes/NAME.csv}. */
    Optional<byte[]> read(String file);

    /** All such files there are, for "did you mean". */
    List<String> files();
}
