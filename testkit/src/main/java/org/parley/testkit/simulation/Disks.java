package org.parley.testkit.simulation;

import java.io.IOException;
import org.parley.engine.journal.Disk;
import org.parley.testkit.disk.FaultyDisk;
import org.parley.testkit.disk.FaultyDisk.Call;

/** The disks of the machine and what goes wrong with them while the engine runs. */
final class Disks {
    /** Room enough for everything. */
    private static final long PLENTY = 1L << 40;

    private final Stage stage;
    private final boolean lying;
    private final FaultyDisk journal;
    private final FaultyDisk ledger;
    private long calls;
    private long dieAt = Long.MAX_VALUE;
    private long lastBad;
    private boolean dead;
    private boolean gone;
    private boolean opening;
    private long roomSince = Long.MIN_VALUE / 2;

    /**
     * @param lying forces do nothing: for control runs, which must fail
     */
    Disks(Stage stage, boolean lying) {
        this.stage = stage;
        this.lying = lying;
        this.journal = new FaultyDisk(stage.random.split());
        this.ledger = new FaultyDisk(stage.random.split());
    }

    Disk journal() {
        return journal;
    }

    Disk ledger() {
        return ledger;
    }

    /** A process starts: what it does to the disks may fail again. */
    void begin() {
        dead = false;
        gone = false;
        opening = true;
        lastBad = 0;
        dieAt = Long.MAX_VALUE;
        for (FaultyDisk disk : new FaultyDisk[] {journal, ledger}) {
            disk.fault(this::before);
            disk.spoil(this::spoil);
            if (lying) {
                disk.lieAboutForces();
            }
        }
    }

    /** It has started. */
    void begun() {
        opening = false;
    }

    /** The process dies at this disk call from now. */
    void dieAfter(long more) {
        dieAt = calls + more;
    }

    /** The process died in the middle of a call; nothing it does counts any more. */
    boolean dead() {
        return dead;
    }

    /** Nothing can be read or written any more, but the process lives. */
    boolean gone() {
        return gone;
    }

    /** Something went wrong with them in this life. */
    boolean wentWrong() {
        return lastBad > 0 || isFull();
    }

    /** Full now, or a moment ago: the engine looks again ten times a second. */
    private boolean isFull() {
        return journal.freeBytes() < PLENTY / 2 || stage.now() - roomSince < 6 * Stage.SECOND;
    }

    private void before(Call call, String name) throws IOException {
        if (dead) {
            throw new IOException("the process is dead");
        }
        if (gone) {
            throw FaultyDisk.inputOutputError();
        }
        if (++calls >= dieAt && !stage.healed()) {
            if (stage.possible(Fault.POWER) && stage.random.nextInt(3) == 0) {
                gone = true;
                stage.struck(Fault.DISK_GONE);
                bad(call, name);
            }
            dead = true;
            stage.struck(Fault.DEATH_IN_DISK_CALL);
            stage.note(() -> "dies at " + call + " of " + name);
            throw new IOException("the process dies");
        }
        switch (call) {
            case READ -> {
                if (stage.strikes(Fault.READ_ERROR, 3_000)) {
                    bad(call, name);
                }
            }
            case FORCE, SYNC_DIRECTORY -> {
                if (stage.strikes(Fault.FORCE_ERROR, 1_500)) {
                    bad(call, name);
                }
            }
            case WRITE, CREATE, RENAME, DELETE -> {
                if (stage.strikes(Fault.WRITE_ERROR, 1_500)) {
                    bad(call, name);
                }
            }
        }
    }

    private void bad(Call call, String name) throws IOException {
        lastBad = calls;
        stage.note(() -> "disk error at " + call + " of " + name);
        throw FaultyDisk.inputOutputError();
    }

    /** Not while recovering: bytes that nothing proves durable are judged by what is read. */
    private void spoil(String name, byte[] bytes) {
        if (!opening && bytes.length > 0 && stage.strikes(Fault.BIT_FLIP, 1_000)) {
            lastBad = calls;
            stage.note(() -> "a bit turns in " + name);
            bytes[stage.random.nextInt(bytes.length)] ^= (byte) (1 << stage.random.nextInt(8));
        }
    }

    /** Leaves so many bytes free. */
    void fill(long free) {
        journal.capacity(journal.used() + free);
        ledger.capacity(ledger.used() + free);
    }

    void makeRoom() {
        journal.capacity(PLENTY);
        ledger.capacity(PLENTY);
        roomSince = stage.now();
    }

    /** The process is gone; with the power, what was not forced may be too. */
    void end(boolean power) {
        if (power) {
            crash(journal);
            crash(ledger);
        } else {
            journal.kill();
            ledger.kill();
        }
    }

    private void crash(FaultyDisk disk) {
        for (FaultyDisk.Loss loss : disk.crash()) {
            stage.struck(
                    switch (loss) {
                        case WRITE -> Fault.LOST_WRITE;
                        case PART_OF_A_WRITE -> Fault.TORN_WRITE;
                        case NAME -> Fault.LOST_NAME;
                    });
        }
    }

    /** The ledger has to fold the journal from its start. */
    void forgetCheckpoint() {
        try {
            ledger.delete("ledger.checkpoint");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
