package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.util.Optional;

/** What units of measure mean. */
public interface Units {
    /** A value in base units. */
    record Amount(BigDecimal value, String unit) {}

    /** The value in base units; empty when the unit is unknown. */
    Optional<Amount> canonical(BigDecimal value, String unit);
}
