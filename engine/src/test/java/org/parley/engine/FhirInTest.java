package org.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.MemoryJournal;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.back.BackMaps;
import org.parley.engine.map.fhir.back.FhirConditions;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake.Taken;

/** FHIR comes in, is journaled and routed, and goes out as HL7 v2. */
final class FhirInTest {
    private static final String EPR = "epr.all";

    @TempDir Path folder;

    private static Mapping map() {
        MapSource nothing =
                new MapSource() {
                    @Override
                    public Optional<byte[]> read(String file) {
                        return Optional.empty();
                    }

                    @Override
                    public List<String> files() {
                        return List.of();
                    }
                };
        return switch (BackMaps.compile(List.of(), nothing, Library.back())) {
            case BackMaps.Compilation.Ok ok -> ok.map();
            case BackMaps.Compilation.Wrong wrong -> throw new AssertionError(wrong.problems());
        };
    }

    private static Condition condition(String text) {
        return switch (FhirConditions.parse(text)) {
            case FhirConditions.Parse.Ok ok -> ok.condition();
            case FhirConditions.Parse.No no -> throw new AssertionError(no.reason());
        };
    }

    private static Plan plan() {
        Transport nowhere = new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());
        InPort port =
                new InPort(
                        EngineHarness.PORT,
                        "Nursing",
                        nowhere,
                        new InPort.Speaks(
                                InPort.Format.FHIR, Optional.empty(), StandardCharsets.UTF_8),
                        new InPort.OrderBy.Patient(),
                        List.of(new InPort.Ignore(condition("Consent valued"), "not for us")));
        Route.Leg leg =
                new Route.Leg(
                        EPR, Condition.always(), Optional.of(map()), new Route.IfRejected.Park());
        Route route =
                new Route(
                        "bookings",
                        "because",
                        List.of(EngineHarness.PORT),
                        condition("Patient.active = true"),
                        Optional.empty(),
                        List.of(leg));
        Destination epr = new Destination(EPR, "Records", nowhere, 2, Duration.ofSeconds(5));
        return new Plan(
                "Northmoor",
                "1",
                Map.of(EngineHarness.PORT, port),
                Map.of(EPR, epr),
                List.of(route));
    }

    @Test
    void aPatientOfFhirReachesTheRecordAsAnAdtAndTheBookBalances() {
        try (EngineHarness h =
                new EngineHarness(new MemoryJournal(Clock.system()), folder, plan())) {
            h.accepted(
                    "{\"resourceType\":\"Patient\",\"id\":\"p\",\"meta\":{\"versionId\":\"1\",\"lastUpdated\":"
                            + "\"2026-03-02T09:00:00Z\"},\"active\":true,\"name\":[{\"family\":\"Ash\"}]}");
            h.accepted("{\"resourceType\":\"Consent\",\"id\":\"c\"}");
            long unwanted = h.accepted("{\"resourceType\":\"Patient\",\"active\":false}");
            assertThat(h.take("MSH|^~\\&|not FHIR")).isInstanceOf(Taken.Refused.class);
            assertThat(h.take("{\"a\":1}")).isInstanceOf(Taken.Refused.class);
            h.until(() -> !h.arrived.getOrDefault(EPR, List.of()).isEmpty());
            h.engine.settle(Duration.ofSeconds(10));
            assertThat(h.arrived.get(EPR))
                    .singleElement()
                    .asString()
                    .startsWith("MSH|^~\\&|PARLEY||||20260302090000+0000||ADT^A28^ADT_A05|")
                    .contains("\rPID|1||||Ash\r");
            assertThat(h.engine.book().imbalances()).isEmpty();
            assertThat(h.engine.book().ports().getFirst().filtered()).isEqualTo(1);
            assertThat(h.engine.ledger().parked(10).getFirst().ref().position())
                    .isEqualTo(unwanted);
        }
    }
}
