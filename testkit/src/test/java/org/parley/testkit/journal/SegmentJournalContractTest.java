package org.parley.testkit.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.Journal;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.contract.JournalContract;

final class SegmentJournalContractTest extends JournalContract {
    @Override
    protected Journal open(Path directory) throws IOException {
        return SegmentJournal.open(
                FileDisk.at(directory),
                JournalSettings.defaults()
                        .withSegmentBytes(256 << 10)
                        .withTailBytes(64 << 10)
                        .withReserveBytes(1 << 20),
                Clock.system(),
                RandomGenerator.getDefault(),
                Thread.ofPlatform().daemon().factory());
    }
}
