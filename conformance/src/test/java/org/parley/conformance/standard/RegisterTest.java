package org.parley.conformance.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.conformance.standard.Standard.Event;
import org.parley.conformance.standard.Standard.Kind;

final class RegisterTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private final Register register = Register.load();

    private Standard standard(String id) {
        return register.find(id).orElseThrow(() -> new AssertionError(id));
    }

    @Test
    void everyEntryIsWhole() {
        assertThat(register.all()).hasSizeGreaterThanOrEqualTo(39);
        assertThat(register.all()).extracting(Standard::id).doesNotHaveDuplicates();
        for (Standard each : register.all()) {
            assertThat(each.title()).as(each.id()).isNotBlank();
            assertThat(each.asks()).as(each.id()).endsWith(".");
            assertThat(each.source()).as(each.id()).isNotBlank();
            assertThat(each.binds()).as(each.id()).isNotEmpty();
            assertThat(each.measured().isEmpty())
                    .as("%s is measured unless it is retired", each.id())
                    .isEqualTo(each.on(TODAY) == Standing.RETIRED);
            assertThat(each.doubt().isEmpty() || each.doubt().endsWith(".")).as(each.id()).isTrue();
            each.follows().forEach(this::standard);
        }
    }

    @Test
    void nothingIsDueBeforeItIsInForceOrInForceBeforeItWasAgreed() {
        List<Event> order = List.of(Event.AGREED, Event.EFFECTIVE, Event.CONFORM_BY);
        for (Standard each : register.all()) {
            List<LocalDate> days =
                    order.stream()
                            .flatMap(event -> each.when(event).stream())
                            .map(Day::from)
                            .toList();
            assertThat(days).as(each.id()).isSorted();
        }
    }

    @Test
    void theDayDecidesWhatAStandardIs() {
        Standard workforce = standard("DAPB1067");
        assertThat(workforce.on(LocalDate.of(2025, 2, 28))).isEqualTo(Standing.AHEAD);
        assertThat(workforce.on(LocalDate.of(2025, 3, 1))).isEqualTo(Standing.TO_BE_MET);
        assertThat(workforce.on(LocalDate.of(2026, 2, 28))).isEqualTo(Standing.TO_BE_MET);
        assertThat(workforce.on(LocalDate.of(2026, 3, 1))).isEqualTo(Standing.IN_FORCE);

        Standard edifact = standard("ISB1557");
        assertThat(edifact.on(LocalDate.of(2024, 3, 31))).isEqualTo(Standing.IN_FORCE);
        assertThat(edifact.on(LocalDate.of(2024, 4, 1))).isEqualTo(Standing.DEPRECATED);
        assertThat(register.replacing("ISB1557"))
                .extracting(Standard::id)
                .containsExactly("DAPB4101");

        Standard tests = standard("DAPB4017");
        assertThat(tests.on(LocalDate.of(2023, 11, 6))).isEqualTo(Standing.IN_FORCE);
        assertThat(tests.on(LocalDate.of(2023, 11, 7))).isEqualTo(Standing.RETIRED);
        assertThat(standard("API-UKCORE-VS").on(TODAY)).isEqualTo(Standing.DRAFT);
        assertThat(standard("IHE-PAM").on(TODAY)).isEqualTo(Standing.CUSTOM);
        assertThat(standard("ISB0149").on(TODAY)).isEqualTo(Standing.IN_FORCE);
    }

    @Test
    void organisationsMustComplySinceJuly2025AndSuppliersSinceFebruary2026() {
        Standard pathology = standard("dapb4101");
        assertThat(pathology.mustBeMetBy(Party.TRUST, LocalDate.of(2025, 7, 6))).isFalse();
        assertThat(pathology.mustBeMetBy(Party.TRUST, LocalDate.of(2025, 7, 7))).isTrue();
        assertThat(pathology.mustBeMetBy(Party.ENGINE, LocalDate.of(2026, 2, 4))).isFalse();
        assertThat(pathology.mustBeMetBy(Party.ENGINE, LocalDate.of(2026, 2, 5))).isTrue();
        assertThat(pathology.mustBeMetBy(Party.SOCIAL_CARE, TODAY)).isFalse();
    }

    @Test
    void onlyAnInformationStandardThatIsDueMustBeMet() {
        for (Standard each : register.all()) {
            for (Party party : Party.values()) {
                if (each.mustBeMetBy(party, TODAY)) {
                    assertThat(each.kind()).isEqualTo(Kind.INFORMATION_STANDARD);
                    assertThat(each.on(TODAY)).isEqualTo(Standing.IN_FORCE);
                    assertThat(register.asking(party, TODAY)).contains(each);
                }
            }
        }
        assertThat(standard("DAPB1067").mustBeMetBy(Party.TRUST, LocalDate.of(2026, 2, 28)))
                .isFalse();
        assertThat(standard("ISB1557").mustBeMetBy(Party.GP, TODAY)).isFalse();
        assertThat(standard("IHE-PAM").mustBeMetBy(Party.TRUST, TODAY)).isFalse();
    }

    @Test
    void aDayMayBeKnownByItsMonthOrItsYear() {
        assertThat(new Day("2024-04-15")).hasToString("15 April 2024");
        assertThat(new Day("2024-04")).hasToString("April 2024");
        assertThat(new Day("2018").from()).isEqualTo(LocalDate.of(2018, 1, 1));
        assertThatThrownBy(() -> new Day("2024-13")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> new Day("soon")).isInstanceOf(DateTimeException.class);
    }
}
