package org.parley.engine.map;

/**
 * Where a row stands.
 *
 * @param file relative to the trust's folder
 * @param line from 1
 */
public record Site(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
