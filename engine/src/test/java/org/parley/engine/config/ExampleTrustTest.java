package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Transport;

/** The example trust is right, without so much as a warning. */
class ExampleTrustTest {
    private static final Path TRUST = Path.of("../trust");

    @Test
    void northmoorHasNoLints() {
        Configuration read = Configuration.read(TRUST, "local", Trusts.NOTHING);

        assertThat(Trusts.rendered(read)).isEmpty();
        Plan plan = Trusts.good(read).plan();
        assertThat(plan.ports())
                .containsOnlyKeys(
                        "pas.adt",
                        "pas.appointments",
                        "lims.results",
                        "epr.orders",
                        "epr.documents",
                        "epr.prescribing",
                        "devices.readings",
                        "eroster.shifts",
                        "wardapp.bookings");
        assertThat(plan.destinations())
                .containsOnlyKeys(
                        "lims.demographics",
                        "lims.orders",
                        "epr.all",
                        "wardapp.fhir",
                        "gp.results",
                        "gp.documents",
                        "workforce.rosters");
    }

    @Test
    void itsAddressesCanBeReplacedByProgram() {
        Environment given =
                Trusts.NOTHING.with(Map.of("pas.adt", "0", "lims.demographics", "127.0.0.1:40001"));

        Plan plan = Trusts.good(Configuration.read(TRUST, "local", given)).plan();

        assertThat(((Transport.MllpIn) plan.port("pas.adt").orElseThrow().transport()).port())
                .isZero();
        assertThat(
                        ((Transport.MllpOut)
                                        plan.destination("lims.demographics")
                                                .orElseThrow()
                                                .transport())
                                .port())
                .isEqualTo(40_001);
    }
}
