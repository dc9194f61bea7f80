package org.parley.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;

/** An engine that breaks a promise is found out, whatever the test says. */
class PromisesTest {
    private static final long KEY = 42;

    private static final InPort PORT =
            new InPort(
                    "pas.adt",
                    "Operations",
                    new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty()),
                    new InPort.Speaks(
                            InPort.Format.HL7V2, Optional.empty(), StandardCharsets.UTF_8),
                    new InPort.OrderBy.Patient(),
                    List.of());

    private static Visit visit(long position, boolean accepted) {
        return new Visit(
                "epr.all", "admissions", position, new byte[0], position, position, true, accepted);
    }

    private static Course course(long received, long delivered, long strays, List<Visit> visits) {
        var taken = new TreeMap<Long, Integer>(Map.of(0L, 0, 1L, 1));
        Book.LegLine leg =
                new Book.LegLine(
                        "admissions",
                        "epr.all",
                        "Owner",
                        2,
                        delivered,
                        0,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty());
        return new Course(
                PORT,
                List.of(given("first"), given("second")),
                taken,
                Map.of(),
                Map.of(0L, List.of(KEY), 1L, List.of(KEY)),
                1_000,
                visits,
                Map.of(),
                new Book(
                        2,
                        List.of(new Book.PortLine("pas.adt", received, 0, 0, received, 0)),
                        List.of(leg)),
                List.of(),
                strays,
                Optional.empty());
    }

    private static Given given(String label) {
        return new Given(label, new byte[0], Optional.empty());
    }

    @Test
    void aCourseThatKeepsThemHasNothingBroken() {
        assertThat(Promises.broken(course(2, 2, 0, List.of(visit(0, true), visit(1, true)))))
                .isEmpty();
    }

    @Test
    void aMessageThatTheBookLacksIsFound() {
        assertThat(Promises.broken(course(1, 2, 0, List.of(visit(0, true), visit(1, true)))))
                .containsExactly("2 messages were given, but the book has 1");
    }

    @Test
    void aBookThatDoesNotBalanceIsFound() {
        assertThat(Promises.broken(course(2, 1, 0, List.of(visit(0, true), visit(1, true)))))
                .singleElement()
                .asString()
                .startsWith("the book does not balance: route admissions to epr.all");
    }

    @Test
    void aDeliveryThatTheReceiverDoesNotHaveIsFound() {
        assertThat(Promises.broken(course(2, 2, 0, List.of(visit(0, true), visit(1, false)))))
                .containsExactly(
                        "the book says that epr.all has 2 messages by the route admissions,"
                                + " but it has 1");
    }

    @Test
    void anOutcomeThatWasNotOwedIsFound() {
        assertThat(Promises.broken(course(2, 2, 1, List.of(visit(0, true), visit(1, true)))))
                .containsExactly("1 deliveries had an outcome, but were not owed");
    }

    @Test
    void twoMessagesOfOneKeyInTheWrongOrderAreFound() {
        assertThat(Promises.broken(course(2, 2, 0, List.of(visit(1, true), visit(0, true)))))
                .containsExactly("order: at epr.all, first came after second of the same key");
    }

    @Test
    void aMessageThatComesTwiceBeforeTheNextIsInOrder() {
        List<Visit> visits = List.of(visit(0, false), visit(0, true), visit(1, true));
        assertThat(Promises.broken(course(2, 2, 0, visits))).isEmpty();
    }
}
