package org.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.SteppedEngine;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.receive.Intake;

/**
 * What waits when a version ends is there when the next begins, in order, whatever the next thinks
 * of the last one's checkpoint: it is only a shortcut, the journal is the truth.
 */
final class UpgradeTest {
    private static final int MESSAGES = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-03-26T08:00:00Z"));

    @BeforeEach
    void anEarlierVersionLeavesAQueue() throws IOException {
        SteppedTrust trust = new SteppedTrust(folder, clock);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
        for (int i = 0; i < MESSAGES; i++) {
            Intake.Pending pending =
                    SteppedTrust.offer(engine, SteppedTrust.message(i, "20260326", i % 7));
            assertThat(pending.await()).isInstanceOf(Intake.Taken.Accepted.class);
        }
        while (engine.fold() || journal.step()) {
            // until all is known
        }
        engine.close();
    }

    private interface Change {
        byte[] of(byte[] checkpoint);
    }

    private void waitsAllTheSame(Change change) throws IOException {
        Path checkpoint = folder.resolve("ledger.checkpoint");
        byte[] was = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, change.of(was));
        SteppedTrust trust = new SteppedTrust(folder, clock);
        SegmentJournal journal = trust.open();
        SteppedEngine engine = trust.start(journal);
        for (String destination : engine.lanes().keySet()) {
            assertThat(SteppedTrust.waiting(engine, destination))
                    .as(destination)
                    .isEqualTo(MESSAGES);
        }
        assertThat(engine.ledger().position()).isEqualTo(journal.end());
        assertThat(engine.book().imbalances()).isEmpty();
        engine.close();
    }

    @Test
    void aCheckpointOfAnotherFormCostsNothing() throws IOException {
        for (byte form : new byte[] {0, 1, 3, 127}) {
            waitsAllTheSame(was -> {
                was[11] = form;
                return was;
            });
        }
    }

    @Test
    void aCheckpointThatIsCutOrDamagedCostsNothing() throws IOException {
        for (int part = 0; part < 16; part++) {
            int of16 = part;
            waitsAllTheSame(was -> java.util.Arrays.copyOf(was, was.length * of16 / 16));
            waitsAllTheSame(was -> {
                was[was.length * of16 / 16] ^= 4;
                return was;
            });
        }
    }
}
