package org.parley.engine.map.fhir;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.fhir.Place.Kind;
import org.parley.wire.hl7v2.Path;

/**
 * Where a table stands while it is compiled: a segment, and for a data type table the value it is
 * about.
 *
 * @param segment the segment's name
 * @param dataType the name that stands for the value in the table's paths, {@code CX}; empty in a
 *     segment table
 * @param field the field that the value is in; 0 when the row is at none
 * @param component its component, 0 for the whole repetition
 * @param subcomponent its subcomponent, 0 for the whole component
 */
record Base(String segment, String dataType, int field, int component, int subcomponent) {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\"']+|.");
    private static final Pattern PATH =
            Pattern.compile("\\b(\\w+)(?:[.-](\\d+)(?:\\.(\\d+))?)?(?![\\w-])");

    static Base of(String segment) {
        return new Base(segment, "", 0, 0, 0);
    }

    /** The text with the data type's own paths written as paths of the segment. */
    String resolved(String text) {
        if (dataType.isEmpty() || !text.contains(dataType)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher pieces = QUOTED.matcher(text);
        while (pieces.find()) {
            String piece = pieces.group();
            boolean quoted = piece.startsWith("\"") || piece.startsWith("'");
            out.append(quoted ? piece : PATH.matcher(piece).replaceAll(this::own));
        }
        return out.toString();
    }

    private String own(MatchResult found) {
        return found.group(1).equals(dataType)
                ? path(found.group(2), found.group(3))
                : Matcher.quoteReplacement(found.group());
    }

    private String path(
            @org.jspecify.annotations.Nullable String one,
            @org.jspecify.annotations.Nullable String two) {
        String field = segment + "-" + this.field;
        String value =
                component == 0
                        ? field
                        : field + "." + component + (subcomponent == 0 ? "" : "." + subcomponent);
        if (one == null) {
            return value;
        }
        if (subcomponent > 0) {
            return one.equals("1") && two == null ? value : value + ".0";
        }
        if (component > 0 && two != null) {
            return value + ".0";
        }
        return value + "." + one + (two == null ? "" : "." + two);
    }

    /** A path as a place seen from here. */
    Place place(Path path) {
        Kind kind;
        boolean own = path.segment().equals(segment);
        boolean here = own && field > 0 && path.field() == field && path.repetition() == 0;
        if (!here && (!own || !dataType.isEmpty())) {
            kind = Kind.ELSEWHERE;
        } else if (here) {
            kind = Kind.VALUE;
        } else {
            kind = Kind.FIELD;
        }
        return new Place(
                kind,
                Place.packed(path.segment()),
                path.field(),
                path.repetition(),
                path.component(),
                path.subcomponent());
    }

    /**
     * The bit of a place among those whose emptiness is known where the table stands: a field of
     * the segment, or a component or subcomponent of the value. 0 for another place.
     */
    long bit(Place place) {
        if (dataType.isEmpty()) {
            return place.kind() == Kind.FIELD ? bit(place.field()) : 0;
        }
        if (place.kind() != Kind.VALUE || subcomponent > 0) {
            return 0;
        }
        if (component == 0) {
            return bit(place.component());
        }
        return place.component() == component ? bit(place.subcomponent()) : 0;
    }

    /** The same of a path in a condition, which may mean any of several. */
    long bit(Path path) {
        boolean plain = path.groups().isEmpty() && path.occurrence() == 0;
        boolean own = plain && path.segment().equals(segment);
        if (!own || (!dataType.isEmpty() && (path.field() != field || path.repetition() > 0))) {
            return 0;
        }
        return bit(place(path));
    }

    /** The bit of the part that must itself have parts for the place to be there; 0 for none. */
    long within(Place place) {
        boolean second = dataType.isEmpty() && place.repetition() > 1;
        return second || below(place.component(), place.subcomponent()) ? bit(place) : 0;
    }

    /** The same of a path in a condition; a count goes over all repetitions. */
    long within(Path path) {
        return below(path.component(), path.subcomponent()) ? bit(path) : 0;
    }

    private boolean below(int component, int subcomponent) {
        return dataType.isEmpty()
                ? component > 1 || subcomponent > 1
                : this.component == 0 && subcomponent > 1;
    }

    private static long bit(int number) {
        return number > 0 && number < Long.SIZE ? 1L << number : 0;
    }

    /** The value at a path, for a table of that data type. */
    Base at(Path path, String type) {
        return new Base(path.segment(), type, path.field(), path.component(), path.subcomponent());
    }
}
