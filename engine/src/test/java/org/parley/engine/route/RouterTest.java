package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.wire.fhir.Json;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** Where a message goes by the plan in force, and what no condition may see. */
final class RouterTest {
    private static final byte[] OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Transport NOWHERE =
            new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty());

    /** True of any content of FHIR and of no message. */
    private static final Condition ANY_FHIR =
            new Condition() {
                @Override
                public boolean test(Message message) {
                    return false;
                }

                @Override
                public boolean test(Json body) {
                    return true;
                }

                @Override
                public String text() {
                    return "any";
                }
            };

    private static Router router(Format format, String version) {
        InPort port =
                new InPort(
                        "in",
                        "Owner",
                        NOWHERE,
                        new InPort.Speaks(format, Optional.empty(), StandardCharsets.UTF_8),
                        new InPort.OrderBy.None(),
                        List.of());
        Route.Leg leg =
                new Route.Leg(
                        "out", Condition.always(), Optional.empty(), new Route.IfRejected.Park());
        return new Router(
                new Plan(
                        "Northmoor",
                        version,
                        Map.of("in", port),
                        Map.of(
                                "out",
                                new Destination("out", "Owner", NOWHERE, 1, Duration.ofSeconds(5))),
                        List.of(
                                new Route(
                                        "all",
                                        "because",
                                        List.of("in"),
                                        ANY_FHIR,
                                        Optional.empty(),
                                        List.of(leg)))));
    }

    @Test
    void aConditionAboutFhirIsAskedOnlyOfWhatCameAsFhir() {
        assertThat(router(Format.FHIR, "1").route("in", Optional.empty(), OBJECT))
                .isInstanceOf(Routing.Wanted.class);
        assertThat(router(Format.FHIR, "1").route("in", Optional.empty(), new byte[0]))
                .as("nothing came")
                .isInstanceOf(Routing.Unwanted.class);
        for (Format format : List.of(Format.CSV, Format.BYTES, Format.HL7V2)) {
            assertThat(router(format, "1").route("in", Optional.empty(), OBJECT))
                    .as("%s that looks like FHIR", format)
                    .isInstanceOf(Routing.Unwanted.class);
        }
        assertThat(router(Format.FHIR, "1").route("elsewhere", Optional.empty(), OBJECT))
                .isInstanceOf(Routing.Unwanted.class);
    }

    @Test
    void eachMessageIsRoutedByThePlanInForceAtItsPosition() {
        Router first = router(Format.FHIR, "1");
        Router second = router(Format.FHIR, "2");
        Plans plans = new Plans();
        plans.from(10, first);
        plans.from(20, second);
        assertThat(plans.at(5)).as("the oldest known").isSameAs(first);
        assertThat(plans.at(10)).isSameAs(first);
        assertThat(plans.at(19)).isSameAs(first);
        assertThat(plans.at(20)).isSameAs(second);
        assertThat(plans.at(Long.MAX_VALUE)).isSameAs(second);
        assertThat(plans.current()).isSameAs(second);
    }

    @ParameterizedTest
    @CsvSource({
        "GREATER, false, false, true",
        "LESS, true, false, false",
        "EQUAL, false, true, false",
        "NOT_EQUAL, true, false, true",
        "AT_LEAST, false, true, true",
        "AT_MOST, true, true, false",
    })
    void relationsHold(Relation relation, boolean below, boolean same, boolean above) {
        assertThat(relation.holds(4, 5)).isEqualTo(below);
        assertThat(relation.holds(5, 5)).isEqualTo(same);
        assertThat(relation.holds(6, 5)).isEqualTo(above);
    }

    @ParameterizedTest
    @CsvSource({
        "MSH-9.2, true",
        "MSH-18, false",
        "MSH-18[1], true",
        "MSH-21, false",
        "MSH-21[1], true",
        "PID-3.1, false",
        "PID-3[1].1, false",
    })
    void onlyWhatCannotRepeatHasOneValue(String path, boolean single) {
        assertThat(Values.single(Path.of(path))).isEqualTo(single);
        assertThat(Values.single(Path.of(path).atOccurrence(1)))
                .as("of one segment")
                .isEqualTo(single || path.contains("["));
    }
}
