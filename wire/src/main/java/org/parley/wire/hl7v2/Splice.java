package org.parley.wire.hl7v2;

import java.util.Optional;

/**
 * One replacement within a field: these bytes go where that range was.
 *
 * @param from first byte replaced
 * @param end byte after the last
 * @param bytes what goes there, with the separators that were missing
 */
record Splice(int from, int end, byte[] bytes) {
    /** Most separators that one write creates. */
    static final int MAX_CREATED = 10_000;

    /**
     * Where a value goes in a field.
     *
     * @param field the whole field, packed
     * @return empty when there is nothing to do (an empty value for a place that is not there) or
     *     when it cannot be done ({@link #reachable} says no)
     */
    static Optional<Splice> of(byte[] bytes, long field, Delimiters d, Path path, byte[] value) {
        if (path.repetition == 0 && path.component == 0) {
            return Optional.of(new Splice(Locator.from(field), Locator.end(field), value));
        }
        char[] separators = {d.repetition(), d.component(), d.subcomponent()};
        int[] wanted = {Math.max(1, path.repetition), path.component, path.subcomponent};
        long range = field;
        for (int level = 0; level < 3 && wanted[level] > 0; level++) {
            byte separator = (byte) separators[level];
            int from = Locator.from(range);
            int end = Locator.end(range);
            long part = Locator.part(bytes, from, end, separator, wanted[level]);
            if (part == Locator.ABSENT) {
                return value.length == 0
                        ? Optional.empty()
                        : Optional.of(created(bytes, range, level, separators, wanted, value));
            }
            range = part;
        }
        return Optional.of(new Splice(Locator.from(range), Locator.end(range), value));
    }

    private static Splice created(
            byte[] bytes, long range, int level, char[] separators, int[] wanted, byte[] value) {
        int end = Locator.end(range);
        int[] missing = new int[3];
        missing[level] =
                wanted[level]
                        - Locator.parts(bytes, Locator.from(range), end, (byte) separators[level]);
        int length = missing[level] + value.length;
        for (int below = level + 1; below < 3; below++) {
            missing[below] = Math.max(0, wanted[below] - 1);
            length += missing[below];
        }
        byte[] made = new byte[length];
        int at = 0;
        for (int each = level; each < 3; each++) {
            for (int i = 0; i < missing[each]; i++) {
                made[at++] = (byte) separators[each];
            }
        }
        System.arraycopy(value, 0, made, at, value.length);
        return new Splice(end, end, made);
    }

    /** True when the separators that the path needs are declared and not too many. */
    static boolean reachable(Delimiters d, Path path) {
        return reachable(d.repetition(), path.repetition)
                && reachable(d.component(), path.component)
                && reachable(d.subcomponent(), path.subcomponent)
                && path.field <= MAX_CREATED;
    }

    private static boolean reachable(char separator, int wanted) {
        return wanted <= 1 || (separator != Delimiters.NONE && wanted <= MAX_CREATED);
    }

    /** The bytes with this replacement made. */
    byte[] applied(byte[] bytes, int first, int last) {
        byte[] made = new byte[from - first + this.bytes.length + last - end];
        System.arraycopy(bytes, first, made, 0, from - first);
        System.arraycopy(this.bytes, 0, made, from - first, this.bytes.length);
        System.arraycopy(bytes, end, made, from - first + this.bytes.length, last - end);
        return made;
    }
}
