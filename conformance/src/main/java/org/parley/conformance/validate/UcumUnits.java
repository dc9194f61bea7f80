package org.parley.conformance.validate;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Units;

/** Units of measure by UCUM, read when first asked for. */
public final class UcumUnits implements Units {
    private static final int MAX_LENGTH = 100;
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<String, Boolean> valid = new ConcurrentHashMap<>();
    private volatile Optional<UcumEssenceService> ucum = Optional.empty();

    private synchronized UcumEssenceService service() {
        if (ucum.isEmpty()) {
            try (InputStream in =
                    UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
                if (in == null) {
                    throw new IllegalStateException("the units of UCUM are not on the class path");
                }
                ucum = Optional.of(new UcumEssenceService(in));
            } catch (IOException | UcumException unreadable) {
                throw new IllegalStateException("the units of UCUM cannot be read", unreadable);
            }
        }
        return ucum.get();
    }

    /** Whether this is a unit of UCUM. */
    public boolean valid(String unit) {
        if (unit.isEmpty() || unit.length() > MAX_LENGTH) {
            return false;
        }
        Boolean known = valid.get(unit);
        if (known == null) {
            synchronized (this) {
                known = service().validate(unit) == null;
            }
            if (valid.size() < MAX_REMEMBERED) {
                valid.put(unit, known);
            }
        }
        return known;
    }

    /** Which of two Quantities is greater; null when their units do not compare. */
    @Nullable Integer compare(Json.Members a, Json.Members b) {
        if (!(a.get("value") instanceof Json.Num left)
                || !(b.get("value") instanceof Json.Num right)
                || left.literal().length() > MAX_LENGTH
                || right.literal().length() > MAX_LENGTH) {
            return null;
        }
        String unit = a.text("code");
        String other = b.text("code");
        String system = a.text("system");
        if (unit == null || other == null || system == null || !system.equals(b.text("system"))) {
            return null;
        }
        if (unit.equals(other)) {
            return Fixed.compare(left, right);
        }
        if (!system.equals("http://unitsofmeasure.org")) {
            return null;
        }
        Optional<Amount> one = canonical(new BigDecimal(left.literal()), unit);
        Optional<Amount> two = canonical(new BigDecimal(right.literal()), other);
        return one.isEmpty() || two.isEmpty() || !one.get().unit().equals(two.get().unit())
                ? null
                : (Integer) one.get().value().compareTo(two.get().value());
    }

    @Override
    public synchronized Optional<Amount> canonical(BigDecimal value, String unit) {
        if (unit.isEmpty() || unit.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Pair pair =
                    service().getCanonicalForm(new Pair(new Decimal(value.toPlainString()), unit));
            return Optional.of(
                    new Amount(new BigDecimal(pair.getValue().asDecimal()), pair.getCode()));
        } catch (UcumException unknown) {
            return Optional.empty();
        }
    }
}
