package org.parley.conformance.standard;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A standard, as far as it is known.
 *
 * @param id the number people know it by, {@code DAPB4101}
 * @param version empty when not known
 * @param binds whom it binds
 * @param days what happened or will happen when
 * @param follows the standards that it replaces, by id
 * @param asks what it asks, in one sentence
 * @param measured by what it can be measured
 * @param sure what of it was read
 * @param doubt what is not certain about this entry; empty when nothing
 * @param source where the facts are from
 */
public record Standard(
        String id,
        String title,
        String version,
        Kind kind,
        Set<Party> binds,
        Map<Event, Day> days,
        List<String> follows,
        String asks,
        Set<Means> measured,
        Read sure,
        String doubt,
        String source) {
    /** What sort of standard it is. */
    public enum Kind {
        /** Under section 250 of the Health and Social Care Act 2012. */
        INFORMATION_STANDARD,
        /** A collection of data that providers must submit. */
        DATA_COLLECTION,
        /** What a buyer asks a supplier. */
        ASSURANCE,
        /** What systems do without a law that says so. */
        PRACTICE,
        /** By an international body. */
        INTERNATIONAL,
        DRAFT
    }

    /** What can happen to a standard. */
    public enum Event {
        AGREED,
        EFFECTIVE,
        CONFORM_BY,
        DEPRECATED,
        RETIRED
    }

    /** By what it can be measured. */
    public enum Means {
        /** What systems send. */
        TRAFFIC,
        /** Questions put to a system. */
        PROBE,
        /** Papers that somebody must show. */
        EVIDENCE
    }

    /** What of the standard was read before this entry was written. */
    public enum Read {
        TEXT,
        EXCERPTS,
        TITLE
    }

    public Standard {
        binds = Set.copyOf(binds);
        days = Map.copyOf(days);
        follows = List.copyOf(follows);
        measured = Set.copyOf(measured);
    }

    /** When something happened or will happen to it; empty when that is not known. */
    public Optional<Day> when(Event event) {
        return Optional.ofNullable(days.get(event));
    }

    private boolean happened(Event event, LocalDate day) {
        return when(event).map(known -> known.hasCome(day)).orElse(false);
    }

    private boolean isAhead(Event event, LocalDate day) {
        return when(event).map(known -> !known.hasCome(day)).orElse(false);
    }

    /** What it is on a day; one whose days are not known counts as in force. */
    public Standing on(LocalDate day) {
        if (happened(Event.RETIRED, day)) {
            return Standing.RETIRED;
        }
        if (happened(Event.DEPRECATED, day)) {
            return Standing.DEPRECATED;
        }
        return switch (kind) {
            case DRAFT -> Standing.DRAFT;
            case PRACTICE, INTERNATIONAL -> Standing.CUSTOM;
            case INFORMATION_STANDARD, DATA_COLLECTION, ASSURANCE -> {
                if (isAhead(Event.AGREED, day) || isAhead(Event.EFFECTIVE, day)) {
                    yield Standing.AHEAD;
                }
                yield isAhead(Event.CONFORM_BY, day) ? Standing.TO_BE_MET : Standing.IN_FORCE;
            }
        };
    }

    /** Whether the law makes a party comply with it on a day. */
    public boolean mustBeMetBy(Party party, LocalDate day) {
        return kind == Kind.INFORMATION_STANDARD
                && binds.contains(party)
                && on(day) == Standing.IN_FORCE
                && !day.isBefore(party.boundSince());
    }
}
