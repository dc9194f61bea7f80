package org.parley.testkit.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger =
            new Ledger(
                    List.of("lims.demographics", "epr.all"),
                    Expectation.everythingTo("lims.demographics", "epr.all"));

    @Test
    void aPerfectRunIsClean() {
        for (int i = 0; i < 1_000; i++) {
            Outgoing m = accepted("A" + i, "H" + i % 10);
            arrives(m, 0);
            arrives(m, 1);
        }
        Reckoning r = ledger.reckon();
        assertThat(r.clean()).as("%s", r).isTrue();
        assertThat(r.accepted()).isEqualTo(1_000);
        assertThat(r.at("epr.all").arrived()).isEqualTo(1_000);
        assertThat(r.at("epr.all").due()).isEqualTo(1_000);
        assertThat(ledger.settled()).isTrue();
    }

    @Test
    void findsAPlantedLossAndNamesIt() {
        arrives(accepted("A1", "H1"), 0);
        Reckoning r = ledger.reckon();
        assertThat(r.lost()).isEqualTo(1);
        assertThat(r.at("epr.all").lost()).isEqualTo(1);
        assertThat(r.examples()).contains("lost at epr.all: A1");
        assertThat(ledger.settled()).isFalse();
    }

    @Test
    void whatTheEngineHoldsIsNotLost() {
        arrives(accepted("A1", "H1"), 0);
        Reckoning r = ledger.reckon((d, id) -> d.equals("epr.all") && id.equals("A1"));
        assertThat(r.lost()).isZero();
        assertThat(r.held()).isEqualTo(1);
    }

    @Test
    void findsADuplicateButForgivesWhatWasSentTwice() {
        Outgoing once = accepted("A1", "H1");
        arrives(once, 0);
        arrives(once, 0);
        assertThat(ledger.reckon().duplicates()).isEqualTo(1);

        Outgoing again = accepted("A2", "H1");
        ledger.attempted("A2");
        arrives(again, 0);
        arrives(again, 0);
        assertThat(ledger.reckon().duplicates()).isEqualTo(1);
    }

    @Test
    void forgivesARepeatThatTheReceiverItselfCaused() {
        Outgoing m = accepted("A1", "H1");
        arrives(m, 0, Answered.NO);
        arrives(m, 0);
        arrives(m, 1, Answered.MAYBE);
        arrives(m, 1);
        Reckoning r = ledger.reckon();
        assertThat(r.clean()).as("%s", r).isTrue();
    }

    @Test
    void findsDisorderPerPatientAndPortOnly() {
        Outgoing first = accepted("A1", "H1");
        Outgoing other = accepted("A2", "H2");
        Outgoing second = accepted("A3", "H1");
        arrives(other, 0);
        arrives(second, 0);
        arrives(first, 0);
        assertThat(ledger.reckon().outOfOrder()).isEqualTo(1);
    }

    @Test
    void aMergeIsInTheOrderOfBothPatients() {
        Outgoing before = accepted("A1", "H2");
        Outgoing merge = outgoing("A2", "H1", Optional.of("H2"));
        accept(merge);
        arrives(merge, 0);
        arrives(before, 0);
        assertThat(ledger.reckon().outOfOrder()).isEqualTo(1);
    }

    @Test
    void findsWhatNobodySent() {
        arrives(outgoing("X1", "H1", Optional.empty()), 0);
        Outgoing refused = outgoing("A1", "H1", Optional.empty());
        ledger.sending(refused);
        ledger.told("A1", Told.REFUSED);
        arrives(refused, 1);
        assertThat(ledger.reckon().invented()).isEqualTo(2);
    }

    @Test
    void findsChangedBytes() {
        Outgoing m = accepted("A1", "H1");
        byte[] changed = m.bytes().clone();
        changed[5] ^= 1;
        ledger.arrived(
                0,
                Hash.of("A1"),
                () -> "A1",
                Hash.digest(changed, 0, changed.length),
                Answered.YES);
        assertThat(ledger.reckon().wrongBytes()).isEqualTo(1);
    }

    @Test
    void findsWhatWentWhereNoRouteSendsIt() {
        Ledger one = new Ledger(List.of("a.x", "b.y"), Expectation.everythingTo("a.x"));
        Outgoing m = outgoing("A1", "H1", Optional.empty());
        one.sending(m);
        one.attempted("A1");
        one.told("A1", Told.ACCEPTED);
        one.arrived(
                1,
                Hash.of("A1"),
                () -> "A1",
                Hash.digest(m.bytes(), 0, m.bytes().length),
                Answered.YES);
        assertThat(one.reckon().misrouted()).isEqualTo(1);
        assertThat(one.reckon().lost()).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsDoneAndStaysSmall() {
        int many = Ledger.REMEMBERED * 2;
        for (int i = 0; i < many; i++) {
            Outgoing m = accepted("A" + i, "H" + i % 100);
            arrives(m, 0);
            if (i != 5) {
                arrives(m, 1);
            }
        }
        Reckoning r = ledger.reckon();
        assertThat(r.accepted()).isEqualTo(many);
        assertThat(r.lost()).isEqualTo(1);
        assertThat(r.at("epr.all").due()).isEqualTo(many);
        assertThat(r.duplicates() + r.outOfOrder() + r.invented()).isZero();
    }

    private Outgoing accepted(String id, String key) {
        Outgoing m = outgoing(id, key, Optional.empty());
        accept(m);
        return m;
    }

    private void accept(Outgoing m) {
        ledger.sending(m);
        ledger.attempted(m.controlId());
        ledger.told(m.controlId(), Told.ACCEPTED);
    }

    private void arrives(Outgoing m, int destination) {
        arrives(m, destination, Answered.YES);
    }

    private void arrives(Outgoing m, int destination, Answered answered) {
        ledger.arrived(
                destination,
                Hash.of(m.controlId()),
                m::controlId,
                Hash.digest(m.bytes(), 0, m.bytes().length),
                answered);
    }

    private static Outgoing outgoing(String id, String key, Optional<String> other) {
        byte[] bytes =
                ("MSH|^~\\&|A|B|C|D|20260105||ADT^A01|" + id + "|P|2.4\r")
                        .getBytes(StandardCharsets.US_ASCII);
        return new Outgoing(Instant.EPOCH, "pas.adt", bytes, id, key, other);
    }
}
