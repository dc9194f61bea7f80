package org.parley.engine.map;

import java.util.Optional;

/** Compiles, checks and loads a trust's own class. */
final class JavaMaps {
    private JavaMaps() {}

    static Optional<JavaMap> load(String name, byte[] source, Mistakes mistakes) {
        mistakes.add(
                new Site("maps/" + name + ".java", 0),
                0,
                "PAR-4160",
                "The class of " + source.length + " bytes is not compiled by this version.",
                "Use a mapping table.");
        return Optional.empty();
    }
}
