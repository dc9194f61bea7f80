package org.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.engine.EngineHarness.adt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.PolledSender;
import org.parley.engine.journal.MemoryJournal;
import org.parley.engine.ledger.Book;
import org.parley.engine.plan.Route;

final class OneThreadForManyLanesTest {
    private static final String LIMS = "lims.demographics";

    @TempDir Path folder;
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** Answers when it is asked to go on. */
    private final class Slow implements PolledSender {
        private @Nullable Polling polling;
        private @Nullable Outgoing message;

        @Override
        public void attach(Polling with) {
            polling = with;
        }

        @Override
        public @Nullable Answer begin(Outgoing outgoing) {
            message = outgoing;
            Objects.requireNonNull(polling).again().run();
            return null;
        }

        @Override
        public @Nullable Answer goOn() {
            Outgoing under = message;
            message = null;
            if (under == null) {
                return null;
            }
            sent.add(under.controlId());
            return new Answer.Accepted("AA", Duration.ZERO);
        }

        @Override
        public long patience() {
            return NEVER;
        }

        @Override
        public Answer send(Outgoing outgoing) {
            throw new AssertionError("it is polled");
        }

        @Override
        public void close() {}
    }

    @Test
    void largeMessagesOfTwoLanesWaitForOneAnotherAndBothGoOut() {
        try (EngineHarness h =
                new EngineHarness(
                        new KeptJournal(new MemoryJournal(Clock.system())),
                        folder,
                        EngineHarness.plan(
                                "1", Map.of(LIMS, "MSH-9.2 = A01"), new Route.IfRejected.Park()),
                        9L << 20,
                        Optional.of(name -> new Slow()))) {
            String scan = "OBX|1|ED|||" + "A".repeat(2 << 20) + "\r";
            for (int i = 0; i < 16; i++) {
                h.accepted(adt("A01", "L" + i, "patient " + i) + scan);
            }
            h.until(() ->
                    h.engine.book().legs().stream().mapToLong(Book.LegLine::delivered).sum() == 16);
            assertThat(sent).hasSize(16).doesNotHaveDuplicates();
            assertThat(h.engine.book().imbalances()).isEmpty();
        }
    }
}
