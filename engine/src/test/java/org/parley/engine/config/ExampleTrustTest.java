package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Transport;
import org.parley.engine.route.Router;
import org.parley.engine.route.Routing;
import org.parley.wire.hl7v2.Message;

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
                        "eroster.shifts");
        assertThat(plan.destinations())
                .containsOnlyKeys(
                        "lims.demographics",
                        "lims.orders",
                        "epr.all",
                        "wardapp.messages",
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

    @Test
    void everyMessageOfItsTestsGoesWhereItsTestsSay() throws IOException {
        Loaded loaded = Trusts.good(Configuration.read(TRUST, "local", Trusts.NOTHING));
        var router = new Router(loaded.plan());
        for (TestDocument test : loaded.tests()) {
            RouteDocument route =
                    loaded.routes().stream()
                            .filter(r -> r.name().equals(test.route()))
                            .findFirst()
                            .orElseThrow();
            var sent = new ArrayList<String>();
            for (String file : test.given()) {
                if (file.endsWith(".hl7")) {
                    sent.addAll(targets(router, route.from().getFirst(), file));
                }
            }
            for (TestDocument.Expectation then : test.then()) {
                boolean hl7 = test.given().getFirst().endsWith(".hl7");
                int due = then.count().orElse(0) + then.parked().orElse(0);
                assertThat(hl7 ? Collections.frequency(sent, then.at()) : due)
                        .as("%s: at %s", test.name(), then.at())
                        .isEqualTo(due);
            }
        }
    }

    private static List<String> targets(Router router, String port, String file)
            throws IOException {
        byte[] bytes = Files.readAllBytes(TRUST.resolve(file));
        Message message =
                switch (Message.read(bytes)) {
                    case org.parley.wire.hl7v2.Reading.Good good -> good.message();
                    case org.parley.wire.hl7v2.Reading.Bad bad ->
                            throw new AssertionError(file + ": " + bad.problems());
                };
        assertThat(message.warnings()).as(file).isEmpty();
        return switch (router.route(port, Optional.of(message))) {
            case Routing.Wanted wanted ->
                    wanted.targets().stream().map(t -> t.leg().destination()).toList();
            case Routing.Filtered _, Routing.Unwanted _ -> List.of();
        };
    }
}
