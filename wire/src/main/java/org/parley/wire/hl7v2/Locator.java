package org.parley.wire.hl7v2;

/**
 * Finds fields, repetitions and components as ranges packed in a long (from in the upper half, end
 * in the lower); {@link #ABSENT} when there is none.
 */
final class Locator {
    static final long ABSENT = -1;

    private Locator() {}

    static long pack(int from, int end) {
        return (long) from << 32 | end;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int end(long range) {
        return (int) range;
    }

    /** True for MSH, BHS and FHS, whose first field is the separator itself. */
    static boolean header(int name) {
        return name == StandardNames.MSH || name == StandardNames.BHS || name == StandardNames.FHS;
    }

    /** A whole field with its repetitions. */
    static long field(byte[] bytes, int from, int end, Delimiters delimiters, int field) {
        int afterName = from + 3;
        int number = field;
        if (header(Bytes.name(bytes, from))) {
            if (field == 1) {
                return afterName < end ? pack(afterName, afterName + 1) : ABSENT;
            }
            number = field - 1;
        }
        return part(bytes, afterName, end, (byte) delimiters.field(), number + 1);
    }

    /** What a path's repetition, component and subcomponent name within a field; 0 is the first. */
    static long within(byte[] bytes, long field, Delimiters delimiters, Path path) {
        return within(bytes, field, delimiters, Math.max(1, path.repetition), path);
    }

    static long within(byte[] bytes, long field, Delimiters d, int repetition, Path path) {
        long range = part(bytes, from(field), end(field), (byte) d.repetition(), repetition);
        if (path.component > 0 && range != ABSENT) {
            range = part(bytes, from(range), end(range), (byte) d.component(), path.component);
        }
        if (path.subcomponent > 0 && range != ABSENT) {
            range =
                    part(
                            bytes,
                            from(range),
                            end(range),
                            (byte) d.subcomponent(),
                            path.subcomponent);
        }
        return range;
    }

    /** The n-th part between separators; a NUL separator is none, so that all is part 1. */
    static long part(byte[] bytes, int from, int end, byte separator, int number) {
        if (separator == 0) {
            return number == 1 ? pack(from, end) : ABSENT;
        }
        int start = from;
        if (number > 1) {
            int before = Bytes.nth(bytes, from, end, separator, number - 1);
            if (before < 0) {
                return ABSENT;
            }
            start = before + 1;
        }
        int stop = Bytes.indexOf(bytes, start, end, separator);
        return pack(start, stop < 0 ? end : stop);
    }

    /** How many parts there are: separators and one more. */
    static int parts(byte[] bytes, int from, int end, byte separator) {
        return separator == 0 ? 1 : Bytes.count(bytes, from, end, separator) + 1;
    }
}
