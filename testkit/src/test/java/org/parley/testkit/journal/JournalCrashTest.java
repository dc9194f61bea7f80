package org.parley.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal.Purpose;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.testkit.disk.FaultyDisk;

/** The process or the machine stops at any moment; by seed, over a simulated disk. */
final class JournalCrashTest {
    private static final int SEEDS = Integer.getInteger("seeds", 60);

    /** So many of the first writes and forces fail, one in each run. */
    private static final int CALLS = 1_000;

    private static final long ONLY = Long.getLong("seed", -1);

    @BeforeAll
    static void quiet() {
        Quiet.faults();
    }

    private interface Try {
        void with(long seed) throws IOException;
    }

    private static void forAll(Try test) {
        for (long seed = ONLY < 0 ? 0 : ONLY; seed < (ONLY < 0 ? SEEDS : ONLY + 1); seed++) {
            try {
                test.with(seed);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("repeat with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    @Tag("slow")
    void afterAPowerCutAtAnyMomentEveryAwaitedEntryIsThere() {
        forAll(seed -> rounds(seed, true));
    }

    @Test
    @Tag("slow")
    void afterAKillAtAnyMomentEveryAwaitedEntryIsThere() {
        forAll(seed -> rounds(seed, false));
    }

    private static void rounds(long seed, boolean power) {
        RandomGenerator random = new Random(seed);
        FaultyDisk disk = new FaultyDisk(random);
        Workload work = new Workload(disk, Workload.SMALL, random);
        for (int round = 0; round < 6; round++) {
            boolean early = random.nextInt(4) == 0;
            if (early) {
                work.dieAt(1 + random.nextInt(60), FaultyDisk.inputOutputError());
            }
            try {
                SegmentJournal journal = work.open();
                if (!early) {
                    work.demandAll(journal);
                    work.dieAt(1 + random.nextInt(250), FaultyDisk.inputOutputError());
                }
                work.run(journal, 5 + random.nextInt(60));
                if (random.nextInt(5) == 0) {
                    disk.heal();
                    journal.close();
                }
            } catch (JournalUnavailable died) {
                assertThat(died).hasMessageMatching("(?s)PAR-(2002|2017).*");
            }
            if (power) {
                disk.crash();
            } else {
                disk.kill();
            }
        }
        SegmentJournal journal = work.open();
        work.demandAll(journal);
        work.run(journal, 10);
        work.demandAll(journal);
        journal.close();
    }

    @Test
    void aMachineThatForgetsWhatWasForcedIsCaught() {
        // the control: without honest forces the same demands must fail for some seed
        int caught = 0;
        for (long seed = 0; seed < 30; seed++) {
            RandomGenerator random = new Random(seed);
            FaultyDisk disk = new FaultyDisk(random);
            Workload work = new Workload(disk, Workload.SMALL, random);
            SegmentJournal journal = work.open();
            disk.lieAboutForces();
            work.run(journal, 60);
            disk.crash();
            try {
                work.demandAll(work.open());
            } catch (RuntimeException | AssertionError lost) {
                caught++;
            }
        }
        assertThat(caught).isGreaterThan(20);
    }

    @Test
    @Tag("slow")
    void afterAFailedWriteOrForceNothingIsEverAcknowledged() throws IOException {
        for (int nth = 1; nth <= CALLS; nth++) {
            RandomGenerator random = new Random(nth);
            FaultyDisk disk = new FaultyDisk(random);
            Workload work = new Workload(disk, Workload.SMALL, random);
            SegmentJournal journal = work.open();
            failOnce(disk, nth);
            work.run(journal, 1_500);
            assertThat(journal.health().trouble()).isPresent();
            int before = work.awaited();
            work.run(journal, 20);
            assertThat(work.awaited()).isEqualTo(before);
            assertThatThrownBy(() ->
                            journal.append(
                                            0,
                                            new byte[0],
                                            new Body.Bytes(new byte[1]),
                                            Purpose.OUTCOME)
                                    .await())
                    .hasMessageContaining("PAR-2002");
            journal.close();
            if (random.nextBoolean()) {
                disk.crash();
            } else {
                disk.kill();
            }
            SegmentJournal again = work.open();
            work.demandAll(again);
            again.close();
            disk.crash();
            work.demandAll(work.open());
        }
    }

    private static void failOnce(FaultyDisk disk, int nth) {
        int[] left = {nth};
        disk.fault((call, name) -> {
            if ((call == FaultyDisk.Call.WRITE || call == FaultyDisk.Call.FORCE)
                    && --left[0] == 0) {
                throw FaultyDisk.inputOutputError();
            }
        });
    }

    @Test
    @Tag("slow")
    void noSpaceAtAnyWriteLosesNothing() throws IOException {
        for (int nth = 1; nth <= CALLS; nth++) {
            RandomGenerator random = new Random(nth);
            FaultyDisk disk = new FaultyDisk(random);
            Workload work = new Workload(disk, Workload.SMALL, random);
            SegmentJournal journal = work.open();
            int[] left = {nth};
            disk.fault((call, name) -> {
                if (call == FaultyDisk.Call.WRITE && --left[0] == 0) {
                    throw FaultyDisk.noSpace();
                }
            });
            work.run(journal, 20 + nth / 2);
            disk.heal();
            work.run(journal, 60);
            disk.crash();
            work.demandAll(work.open());
        }
    }
}
