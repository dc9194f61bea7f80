package org.parley.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.parley.engine.deliver.FewEntries;
import org.parley.engine.journal.Entry;

final class DecisionsTest {
    private final FewEntries journal = new FewEntries();

    @Test
    void aReadThatFailsTwiceDoesNotUndoWhatAPersonDecided() {
        Entry message = new Entry(5, 0, Instant.EPOCH, new byte[0], new byte[0]);
        journal.put(message);
        journal.damagedReads = 2;
        assertThat(Decisions.intact(journal, 5)).contains(message);
        assertThat(journal.reads).isEqualTo(3);
    }

    @Test
    void damageDoesNotStopTheFold() {
        journal.damagedReads = 3;
        assertThat(Decisions.intact(journal, 5)).isEmpty();
        assertThat(journal.damagedReads).isZero();
        assertThat(Decisions.intact(journal, 5)).as("gone").isEmpty();
    }
}
