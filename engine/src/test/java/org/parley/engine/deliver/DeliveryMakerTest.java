package org.parley.engine.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.Preparation.Loaded;
import org.parley.engine.deliver.Preparation.Prepared;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.plan.Condition;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Mapping;
import org.parley.engine.plan.Plan;
import org.parley.engine.plan.Route;
import org.parley.engine.plan.Transport;
import org.parley.engine.route.Plans;
import org.parley.engine.route.Router;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;

/** What goes over the wire for a message, by which plan, and what cannot be made. */
final class DeliveryMakerTest {
    private static final long AT = 40;
    private static final long ACT = 90;
    private static final long ID = Item.id(AT, 1);
    private static final byte[] MESSAGE = message("C7");

    private final FewEntries journal = new FewEntries();
    private final Outbox outbox = new Outbox("lims", 1);
    private final Plans plans = new Plans();
    private final LoadBudget budget = LoadBudget.ofHeap(12L << 20);
    private final DeliveryMaker maker = new DeliveryMaker(outbox, 0, journal, plans, budget);

    DeliveryMakerTest() {
        outbox.leg("another");
        outbox.leg("admissions");
    }

    private static byte[] message(String controlId) {
        return bytes("MSH|^~\\&|A|B|C|D|20260101||ADT^A01|" + controlId + "|P|2.5\rPID|1\r");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Message read(byte[] bytes) {
        return ((Reading.Good) Message.read(bytes)).message();
    }

    private static Entry received(byte[] body) {
        Header header = new Header.Received("in", "peer", List.of(5L, 6L), Optional.empty());
        return new Entry(AT, 3, Instant.EPOCH, HeaderCodec.encode(header), body);
    }

    private static Entry act(byte[] body) {
        Header header =
                new Header.Act(
                        new Header.DeliveryRef(AT, "lims", "admissions"),
                        Header.Deed.EDIT,
                        "somebody",
                        "because");
        return new Entry(ACT, 3, Instant.EPOCH, HeaderCodec.encode(header), body);
    }

    private void plan(long from, Format format, Optional<Mapping> map) {
        InPort port =
                new InPort(
                        "in",
                        "Owner",
                        new Transport.MllpOut("127.0.0.1", 1, false, Optional.empty()),
                        new InPort.Speaks(format, Optional.empty(), StandardCharsets.UTF_8),
                        new InPort.OrderBy.None(),
                        List.of());
        Route.Leg leg =
                new Route.Leg("lims", Condition.always(), map, new Route.IfRejected.Retry(4));
        Route route =
                new Route(
                        "admissions",
                        "because",
                        List.of("in"),
                        Condition.always(),
                        Optional.empty(),
                        List.of(leg));
        plans.from(
                from,
                new Router(
                        new Plan(
                                "Northmoor",
                                "v" + from,
                                Map.of("in", port),
                                Map.of(),
                                List.of(route))));
    }

    private static Optional<Mapping> map(Function<Message, Mapping.Mapped> how) {
        return Optional.of(
                new Mapping() {
                    @Override
                    public Mapped apply(Message message) {
                        return how.apply(message);
                    }

                    @Override
                    public String name() {
                        return "it";
                    }
                });
    }

    private Prepared.Ready ready(Entry entry, boolean known) {
        return (Prepared.Ready) maker.prepare(ID, entry, known ? read(entry.body()) : null);
    }

    private Problem impossible(Entry entry) {
        return ((Prepared.Impossible) maker.prepare(ID, entry, null)).problem();
    }

    private static List<String> names(Prepared.Ready ready) {
        return ready.parts().stream().map(Sender.Outgoing::controlId).toList();
    }

    private void sentAgain() {
        outbox.owe(AT, 1, received(MESSAGE), new long[] {}, Optional.empty());
        outbox.park(AT, 1, 3, false);
        outbox.oweAgain(AT, 1, 3, new long[] {}, false, ACT);
    }

    @Test
    void aReadThatFailsTwiceDoesNotLoseTheMessage() {
        journal.put(received(MESSAGE));
        journal.damagedReads = 2;
        assertThat(maker.load(ID))
                .isInstanceOfSatisfying(
                        Loaded.Message.class,
                        found -> {
                            assertThat(found.entry().body()).isEqualTo(MESSAGE);
                            assertThat(found.keys()).containsExactly(5, 6);
                        });
        assertThat(journal.reads).isEqualTo(3);
    }

    @Test
    void damageIsToldAfterThreeReadsAndAGoodReadIsNotRepeated() {
        journal.put(received(MESSAGE));
        journal.damagedReads = 4;
        assertThat(maker.load(ID)).isEqualTo(new Loaded.Lost(LaneHarness.NO));
        assertThat(journal.reads).isEqualTo(3);
        journal.damagedReads = 0;
        maker.load(ID);
        assertThat(journal.reads).isEqualTo(4);
    }

    @Test
    void whatIsGoneOrNoMessageIsSaidByItsCode() {
        assertThat(((Loaded.Lost) maker.load(ID)).problem().code()).isEqualTo("PAR-5001");
        Entry other = act(new byte[0]);
        journal.put(new Entry(AT, 0, Instant.EPOCH, other.headers(), other.body()));
        assertThat(((Loaded.Lost) maker.load(ID)).problem().code()).isEqualTo("PAR-5002");
    }

    @Test
    void aMessageWithoutAMapGoesOutByteForByteUnderItsOwnControlId() {
        plan(0, Format.HL7V2, Optional.empty());
        for (boolean known : new boolean[] {false, true}) {
            Prepared.Ready ready = ready(received(MESSAGE), known);
            assertThat(ready.parts().getFirst().bytes()).isEqualTo(MESSAGE);
            assertThat(ready.parts().getFirst().hl7v2()).isTrue();
            assertThat(names(ready)).containsExactly("C7");
            assertThat(ready.ifRejected()).isEqualTo(new Route.IfRejected.Retry(4));
        }
    }

    @Test
    void whatHasNoControlIdIsNamedAfterItsDelivery() {
        plan(0, Format.HL7V2, Optional.empty());
        assertThat(names(ready(received(message("")), false))).containsExactly("parley-40-1");
        Prepared.Ready unreadable = ready(received(bytes("no message")), false);
        assertThat(names(unreadable)).containsExactly("parley-40-1");
        assertThat(unreadable.parts().getFirst().hl7v2()).isTrue();
    }

    @Test
    void whatThePortDoesNotReadAsHl7GoesOutUnderTheDeliverysName() {
        plan(0, Format.BYTES, Optional.empty());
        for (boolean known : new boolean[] {false, true}) {
            Prepared.Ready ready = ready(received(MESSAGE), known);
            assertThat(ready.parts().getFirst().bytes()).isEqualTo(MESSAGE);
            assertThat(ready.parts().getFirst().hl7v2()).isFalse();
            assertThat(names(ready)).containsExactly("parley-40-1");
        }
    }

    @Test
    void theMessageReadAtThePortIsMappedWhenItIsAtHandAndTheBytesOtherwise() {
        List<Message> mapped = new ArrayList<>();
        plan(
                0,
                Format.HL7V2,
                map(message -> {
                    mapped.add(message);
                    return new Mapping.Mapped.Messages(List.of(message));
                }));
        Message atHand = read(MESSAGE);
        maker.prepare(ID, received(MESSAGE), atHand);
        maker.prepare(ID, received(MESSAGE), null);
        assertThat(mapped).hasSize(2);
        assertThat(mapped.getFirst()).isSameAs(atHand);
        assertThat(mapped.getLast()).isNotSameAs(atHand);
    }

    @Test
    void severalMessagesOfOneAreNumberedAndOneAloneIsNot() {
        plan(
                0,
                Format.HL7V2,
                map(message ->
                        new Mapping.Mapped.Messages(
                                List.of(read(message("")), read(message("own")), message))));
        assertThat(names(ready(received(message("")), false)))
                .containsExactly("parley-40-1-1", "own", "parley-40-1-3");
        plan(
                1,
                Format.HL7V2,
                map(message -> new Mapping.Mapped.Messages(List.of(read(message(""))))));
        assertThat(names(ready(received(MESSAGE), false))).containsExactly("parley-40-1");
    }

    @Test
    void whatAMapCannotMakeIsParkedWithItsReason() {
        plan(0, Format.HL7V2, map(message -> new Mapping.Mapped.Impossible(LaneHarness.NO)));
        assertThat(impossible(received(MESSAGE))).isEqualTo(LaneHarness.NO);
        plan(1, Format.HL7V2, map(message -> new Mapping.Mapped.Messages(List.of())));
        assertThat(impossible(received(MESSAGE)).code()).isEqualTo("PAR-5005");
        plan(2, Format.HL7V2, map(message -> new Mapping.Mapped.Content(bytes("{}"))));
        Prepared.Ready content = ready(received(MESSAGE), false);
        assertThat(content.parts().getFirst().bytes()).isEqualTo(bytes("{}"));
        assertThat(content.parts().getFirst().hl7v2()).isFalse();
        assertThat(impossible(new Entry(AT, 0, Instant.EPOCH, act(MESSAGE).headers(), MESSAGE)))
                .extracting(Problem::code)
                .isEqualTo("PAR-5006");
    }

    @Test
    void aLegThatIsNoMoreIsSaidByItsCode() {
        plan(0, Format.HL7V2, Optional.empty());
        assertThat(((Prepared.Impossible) maker.prepare(Item.id(AT, 0), received(MESSAGE), null)))
                .extracting(made -> made.problem().code())
                .isEqualTo("PAR-5003");
    }

    @Test
    void whatAPersonWroteIsSentAsItStandsByThePlanOfTheirAct() {
        plan(0, Format.HL7V2, map(message -> new Mapping.Mapped.Impossible(LaneHarness.NO)));
        sentAgain();
        journal.put(act(message("EDITED")));
        Prepared.Ready edited = ready(received(MESSAGE), false);
        assertThat(edited.parts().getFirst().bytes()).isEqualTo(message("EDITED"));
        assertThat(names(edited)).containsExactly("EDITED");
        plan(ACT, Format.BYTES, Optional.empty());
        assertThat(names(ready(received(MESSAGE), false)))
                .as("bytes that nobody maps have no control id")
                .containsExactly("parley-40-1");
        plan(ACT, Format.CSV, map(message -> new Mapping.Mapped.Impossible(LaneHarness.NO)));
        assertThat(names(ready(received(MESSAGE), false)))
                .as("edited is what the map would have made")
                .containsExactly("EDITED");
    }

    @Test
    void whatIsSentAgainAsItIsIsReadAnewByThePlanOfTheAct() {
        List<Message> mapped = new ArrayList<>();
        plan(0, Format.HL7V2, map(message -> new Mapping.Mapped.Impossible(LaneHarness.NO)));
        plan(
                ACT,
                Format.HL7V2,
                map(message -> {
                    mapped.add(message);
                    return new Mapping.Mapped.Messages(List.of(message));
                }));
        sentAgain();
        journal.put(act(new byte[0]));
        Message atHand = read(MESSAGE);
        assertThat(maker.prepare(ID, received(MESSAGE), atHand)).isInstanceOf(Prepared.Ready.class);
        assertThat(mapped).hasSize(1);
        assertThat(mapped.getFirst()).as("as an older plan read it").isNotSameAs(atHand);
    }

    @Test
    void anActThatIsGoneIsSaidByItsCode() {
        plan(0, Format.HL7V2, Optional.empty());
        sentAgain();
        assertThat(impossible(received(MESSAGE)).code()).isEqualTo("PAR-5004");
    }

    @Test
    void aLargeMessageWaitsForMemoryAndItsLaneIsWokenWhenThereIsSome() {
        List<String> woken = new ArrayList<>();
        outbox.serve(0, () -> woken.add("lane"));
        DeliveryMaker other = new DeliveryMaker(outbox, 0, journal, plans, budget);
        assertThat(other.reserve(60L << 20)).as("all there is").isTrue();
        assertThat(maker.reserve(100)).as("a small one").isTrue();
        assertThat(maker.reserve(60L << 20)).isFalse();
        assertThat(woken).isEmpty();
        other.release();
        assertThat(woken).containsExactly("lane");
        assertThat(maker.reserve(60L << 20)).isTrue();
        assertThat(other.reserve(60L << 20)).isFalse();
        maker.release();
        assertThat(other.reserve(60L << 20)).isTrue();
    }
}
