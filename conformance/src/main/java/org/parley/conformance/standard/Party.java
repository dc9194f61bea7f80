package org.parley.conformance.standard;

import java.time.LocalDate;
import java.util.Optional;

/** Whom a standard binds. */
public enum Party {
    TRUST("trust", "a trust", Act.ORGANISATIONS),
    GP("gp", "general practice", Act.ORGANISATIONS),
    LABORATORY("laboratory", "a laboratory", Act.ORGANISATIONS),
    PHARMACY("pharmacy", "a pharmacy", Act.ORGANISATIONS),
    SOCIAL_CARE("social-care", "social care", Act.ORGANISATIONS),
    SUPPLIER("supplier", "an IT supplier", Act.SUPPLIERS),
    ENGINE("engine", "a supplier of integration engines", Act.SUPPLIERS);

    private final String word;
    private final String title;
    private final LocalDate boundSince;

    /** Days on which section 250 of the Health and Social Care Act 2012 came to mean "must". */
    private static final class Act {
        /** Health and Care Act 2022, section 95. */
        static final LocalDate ORGANISATIONS = LocalDate.of(2025, 7, 7);

        /** Data (Use and Access) Act 2025, section 121 and schedule 15. */
        static final LocalDate SUPPLIERS = LocalDate.of(2026, 2, 5);
    }

    Party(String word, String title, LocalDate boundSince) {
        this.word = word;
        this.title = title;
        this.boundSince = boundSince;
    }

    /** The word for it in the register. */
    public String word() {
        return word;
    }

    /**
     * Since when it must comply with information standards, Health and Social Care Act 2012 s.250.
     */
    public LocalDate boundSince() {
        return boundSince;
    }

    /** The party of a word. */
    public static Optional<Party> of(String word) {
        for (Party party : values()) {
            if (party.word.equals(word)) {
                return Optional.of(party);
            }
        }
        return Optional.empty();
    }

    /** As it stands in a sentence: {@code a trust}. */
    @Override
    public String toString() {
        return title;
    }
}
