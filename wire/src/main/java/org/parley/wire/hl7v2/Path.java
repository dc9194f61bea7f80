package org.parley.wire.hl7v2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a place in a message: {@code PID-3.1}, {@code PID-3[2].4.2}, {@code OBX[3]-5}, {@code
 * ORDER_OBSERVATION[2].OBX-5}. All numbers count from 1, as in the standard; {@code PID.3.1} means
 * {@code PID-3.1}. Immutable; make it once and keep it.
 *
 * <p>A group stands for any depth below what is before it, so {@code ORDER_OBSERVATION[2].OBX-5}
 * need not name the groups between, and {@code OBX[2]} after a group is the second OBX within it.
 *
 * <p>Reading one value, what a path does not pin is the first one there is. Writing, a field path
 * without repetition means the whole field with all its repetitions, and a component path without
 * repetition means the first repetition.
 */
public final class Path {
    /** Longest text that is a path, in characters. */
    public static final int MAX_LENGTH = 256;

    /** Largest number in a path. */
    public static final int MAX_NUMBER = 99_999_999;

    /**
     * One group on the way to a segment.
     *
     * @param name as the standard names it
     * @param occurrence which one, 0 for any
     */
    public record Group(String name, int occurrence) {}

    /** The answer to parsing a text. */
    public sealed interface Parse {
        /**
         * A path.
         *
         * @param path the path
         */
        record Ok(Path path) implements Parse {}

        /**
         * Not a path.
         *
         * @param reason what is wrong, a plain sentence
         * @param at index of the character where it went wrong
         */
        record Wrong(String reason, int at) implements Parse {}
    }

    private @Nullable String text;
    private final List<Group> groups;
    private final String segment;
    final int name;
    final int occurrence;
    final int field;
    final int repetition;
    final int component;
    final int subcomponent;

    Path(List<Group> groups, String segment, int occurrence, int... numbers) {
        this.groups = List.copyOf(groups);
        this.segment = segment;
        this.name = Bytes.name(segment);
        this.occurrence = occurrence;
        this.field = numbers.length > 0 ? numbers[0] : 0;
        this.repetition = numbers.length > 1 ? numbers[1] : 0;
        this.component = numbers.length > 2 ? numbers[2] : 0;
        this.subcomponent = numbers.length > 3 ? numbers[3] : 0;
    }

    /** Parses a path that a person wrote. */
    public static Parse parse(String text) {
        return new PathParser(text).parse();
    }

    /**
     * A path known to be right, for use in code.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Path of(String text) {
        return switch (parse(text)) {
            case Parse.Ok ok -> ok.path();
            case Parse.Wrong wrong ->
                    throw new IllegalArgumentException("'" + text + "': " + wrong.reason());
        };
    }

    /** The groups on the way, outermost first; empty for a plain path. */
    public List<Group> groups() {
        return groups;
    }

    /** The segment's name, {@code PID}. */
    public String segment() {
        return segment;
    }

    /** The segment's name as a number, a byte for each letter. */
    public int packedSegment() {
        return name;
    }

    /**
     * True when it names groups or an occurrence, so that it means the same wherever it is read.
     */
    public boolean absolute() {
        return occurrence > 0 || !groups.isEmpty();
    }

    /** Which occurrence of the segment (within its group when there is one), 0 when not given. */
    public int occurrence() {
        return occurrence;
    }

    /** The field's number, 0 when the path names a segment. */
    public int field() {
        return field;
    }

    /** Which repetition of the field, 0 when not given. */
    public int repetition() {
        return repetition;
    }

    /** The component's number, 0 when not given. */
    public int component() {
        return component;
    }

    /** The subcomponent's number, 0 when not given. */
    public int subcomponent() {
        return subcomponent;
    }

    /** The same place in that occurrence of the segment. */
    public Path atOccurrence(int which) {
        return new Path(groups, segment, which, field, repetition, component, subcomponent);
    }

    /** The same place in that repetition of the field. */
    public Path atRepetition(int which) {
        return new Path(groups, segment, occurrence, field, which, component, subcomponent);
    }

    private String write() {
        StringBuilder out = new StringBuilder();
        for (Group group : groups) {
            number(out.append(group.name()), group.occurrence()).append('.');
        }
        number(out.append(segment), occurrence);
        if (field > 0) {
            number(out.append('-').append(field), repetition);
        }
        if (component > 0) {
            out.append('.').append(component);
        }
        if (subcomponent > 0) {
            out.append('.').append(subcomponent);
        }
        return out.toString();
    }

    private static StringBuilder number(StringBuilder out, int number) {
        return number > 0 ? out.append('[').append(number).append(']') : out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && path.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The path in its usual form; parsing it gives an equal path. */
    @Override
    public String toString() {
        // Made when asked for: maps make many paths that nobody reads. A race makes equal texts.
        String known = text;
        if (known == null) {
            known = write();
            text = known;
        }
        return known;
    }
}
