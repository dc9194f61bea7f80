package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;

class SimpleTrustTest {
    private static final String SYSTEMS =
            """
            system: pas
            is: Patient administration
            owner: Chief operating officer
            sends:
              adt: { over: mllp, listen: "${pas.adt}", speaks: hl7v2 2.4, order-by: PID-3.1 }
            ---
            system: lims
            receives:
              demographics: { over: mllp, to: "127.0.0.1:7001", answer-within: 5 s }
            """;

    private static final String ROUTE =
            """
            route: admissions
            why: Every system knows where every patient is.
            from: pas.adt
            when: MSH-9.2 in (A01, A02)
            promise: 99.9 % within 5 s
            to:
              - send: lims.demographics
                map: pas-to-lims
                if-rejected: retry 3
            """;

    private static Source trust() {
        return Trusts.files(
                "trust.yaml", "trust: northmoor\nis: Northmoor\n",
                "systems.yaml", SYSTEMS,
                "routes/admissions.yaml", ROUTE,
                "maps/pas-to-lims.csv", "to,from\n",
                "env/local.yaml", "pas: { adt: 6001 }\n");
    }

    @Test
    void aTrustBecomesAPlan() {
        Plan plan = Trusts.good(Trusts.read(trust())).plan();

        assertThat(plan.trust()).isEqualTo("northmoor");
        InPort port = plan.port("pas.adt").orElseThrow();
        assertThat(port.owner()).isEqualTo("Chief operating officer");
        assertThat(port.transport())
                .isEqualTo(
                        new Transport.MllpIn(
                                "127.0.0.1",
                                6001,
                                false,
                                64L << 20,
                                100,
                                Duration.ofHours(1),
                                Optional.empty(),
                                List.of()));
        assertThat(port.speaks())
                .isEqualTo(
                        new InPort.Speaks(
                                InPort.Format.HL7V2, Optional.of("2.4"), StandardCharsets.UTF_8));
        assertThat(port.order()).isInstanceOf(InPort.OrderBy.By.class);
        assertThat(plan.destination("lims.demographics").orElseThrow().owner())
                .isEqualTo("Chief information officer");
        Route route = plan.routes().get(0);
        assertThat(route.promise()).contains(new Route.Promise(0.999, Duration.ofSeconds(5)));
        assertThat(route.legs().get(0).ifRejected()).isEqualTo(new Route.IfRejected.Retry(3));
        assertThat(route.legs().get(0).map().orElseThrow().name()).isEqualTo("pas-to-lims");
    }

    @Test
    void aPlanIsMadeAgainFromTheFilesAlone() {
        Environment given = Trusts.NOTHING.with(Map.of("pas.adt", "0.0.0.0:6002"));
        Loaded first = Trusts.good(Trusts.read(trust(), given));
        Loaded again =
                Trusts.good(
                        Trusts.read(Source.of(first.files(), Path.of("/trust")), Trusts.NOTHING));

        assertThat(plain(again.plan())).isEqualTo(plain(first.plan()));
        assertThat(again.version()).isEqualTo(first.version()).hasSize(64);
        assertThat(
                        ((Transport.MllpIn) again.plan().port("pas.adt").orElseThrow().transport())
                                .port())
                .isEqualTo(6002);
        assertThat(first.version()).isNotEqualTo(Trusts.good(Trusts.read(trust())).version());
    }

    /** A plan as text without the identities of its conditions, which are not data. */
    private static String plain(Plan plan) {
        return plan.toString().replaceAll("@[0-9a-f]+", "");
    }
}
