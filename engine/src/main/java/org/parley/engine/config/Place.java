package org.parley.engine.config;

/**
 * Where something is written.
 *
 * @param file name relative to the trust's folder, with {@code /}
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1");
        }
    }

    /** The first character of a file. */
    static Place top(String file) {
        return new Place(file, 1, 1);
    }

    /** So many characters further right. */
    Place right(int characters) {
        return new Place(file, line, column + characters);
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
