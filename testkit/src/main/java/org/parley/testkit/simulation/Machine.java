package org.parley.testkit.simulation;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.engine.Parts;
import org.parley.engine.deliver.SteppedLanes;
import org.parley.engine.journal.JournalDamaged;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.journal.JournalUnavailable;
import org.parley.engine.journal.SegmentJournal;
import org.parley.engine.plan.Plan;
import org.parley.wire.problem.Problem;

/** The machine: its disks, the engine's process, and whoever starts it again. */
final class Machine {
    private final Stage stage;
    private final Oracle oracle;
    private final Disks disks;
    private final JournalSettings settings;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Receiver> receivers = new TreeMap<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private Configuration configuration;
    private int configurations;
    private @Nullable Life life;
    private int lives;

    /** The disk is gone, the process soon will be. */
    private boolean dying;

    Machine(Stage stage, Oracle oracle, boolean lyingDisk) {
        this.stage = stage;
        this.oracle = oracle;
        this.disks = new Disks(stage, lyingDisk);
        this.settings =
                JournalSettings.defaults()
                        .withSegmentBytes(stage.random.nextBoolean() ? 16 << 10 : 64 << 10)
                        .withTailBytes(stage.random.nextBoolean() ? 3 << 10 : 64 << 10)
                        .withReserveBytes(64 << 10)
                        .withPack(stage.random.nextBoolean());
        this.configuration = nextConfiguration();
        for (String name : Configuration.EVERY_DESTINATION) {
            Receiver receiver = new Receiver(stage, name);
            receivers.put(name, receiver);
            receiver.live();
        }
    }

    private Configuration nextConfiguration() {
        Configuration next = new Configuration(configurations++, stage.random);
        plans.put(next.version(), next.plan());
        return next;
    }

    void connect(Line line) {
        lines.add(line);
    }

    Configuration configuration() {
        return configuration;
    }

    int lives() {
        return lives;
    }

    // ---- the process

    /** Starts the engine, now. */
    void rise() {
        disks.begin();
        dying = false;
        boolean hard = stage.possible(Fault.POWER) || stage.possible(Fault.KILL);
        if (hard && stage.random.nextInt(6) == 0) {
            disks.dieAfter(stage.between(1, 120));
        }
        Life born = birth();
        disks.begun();
        life = born;
        lives++;
        if (disks.dead() || born == null) {
            died(disks.dead() && choosePower());
            return;
        }
        stage.note(() -> "life " + lives + " begins with " + configuration.version());
        disks.dieAfter(hard ? nextDeath() : Long.MAX_VALUE / 2);
        born.begin();
        superviseLater(born);
        if (hard) {
            stage.after(
                    stage.between(Stage.SECOND, 120 * Stage.SECOND),
                    () -> within(born, () -> dieNow(born)));
        }
    }

    private @Nullable Life birth() {
        try {
            SegmentJournal journal =
                    SegmentJournal.openStepped(
                            disks.journal(), settings, stage.clock, stage.random.split());
            return new Life(
                    stage,
                    this,
                    oracle,
                    journal,
                    plan(configuration),
                    configuration,
                    parts(journal));
        } catch (JournalUnavailable | JournalDamaged | UncheckedIOException e) {
            if (!disks.dead() && !disks.wentWrong()) {
                throw new Violation("the engine does not start", e);
            }
            stage.note(() -> "does not start: " + e);
            return null;
        }
    }

    private Plan plan(Configuration of) {
        return java.util.Objects.requireNonNull(plans.get(of.version()));
    }

    private long nextDeath() {
        return stage.between(1, stage.random.nextBoolean() ? 100 : 3_000);
    }

    private Parts parts(SegmentJournal journal) {
        return new Parts(
                disks.ledger(),
                journal,
                stage.clock,
                new SplittableRandom(stage.random.nextLong()),
                (port, intake) -> {
                    throw new IllegalStateException("a stepped engine opens no port");
                },
                destination -> {
                    throw new IllegalStateException("a stepped engine opens no connection");
                },
                files -> Optional.ofNullable(plans.get(Configuration.versionOf(files))),
                Thread.ofPlatform().factory(),
                Thread.ofVirtual().factory(),
                Long.MAX_VALUE,
                (position, end) -> {});
    }

    boolean isDead() {
        return disks.dead();
    }

    /** Does something in a life, if it still lasts; buries it when it dies of it. */
    void within(Life of, Runnable work) {
        if (of != life) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!disks.dead()) {
                throw new Violation("the engine threw " + e, e);
            }
        }
        if (of == life && disks.dead()) {
            died(choosePower());
        } else if (of == life && disks.gone() && !dying) {
            dying = true;
            stage.after(stage.between(Stage.MILLI, 2 * Stage.SECOND), () -> powerFails(of));
        }
    }

    private void powerFails(Life of) {
        if (of == life) {
            died(true);
        }
    }

    private boolean choosePower() {
        return stage.possible(Fault.POWER)
                && (!stage.possible(Fault.KILL) || stage.random.nextBoolean());
    }

    private void dieNow(Life of) {
        if (of == life && (stage.possible(Fault.POWER) || stage.possible(Fault.KILL))) {
            died(choosePower());
        }
    }

    /** The process is gone. */
    private void died(boolean withPower) {
        stage.struck(withPower ? Fault.POWER : Fault.KILL);
        stage.note(() -> withPower ? "the power fails" : "the process is killed");
        oracle.crashed();
        gone(withPower);
    }

    private void gone(boolean withPower) {
        life = null;
        disks.end(withPower);
        lines.forEach(line -> stage.after(Stage.MILLI, line::lostNow));
        stage.after(stage.between(50 * Stage.MILLI, 20 * Stage.SECOND), this::rise);
    }

    /** Something in the engine gave up; only a fault that was put in may be the reason. */
    void sick(String what, RuntimeException why) {
        if (!disks.dead() && !disks.wentWrong()) {
            throw new Violation(what + ": " + why, why);
        }
        stage.note(() -> what + ": " + why);
    }

    void unavailable(Problem problem) {
        if (!disks.dead() && !disks.wentWrong()) {
            throw new Violation("the engine takes nothing: " + problem);
        }
    }

    /** Somebody looks now and then, and starts again what has stopped. */
    private void superviseLater(Life of) {
        stage.after(
                stage.between(Stage.SECOND, 30 * Stage.SECOND),
                () -> within(of, () -> supervise(of)));
    }

    private void supervise(Life of) {
        if (of.isSick()) {
            died(false);
        } else if (!of.isStopping() && stage.strikes(Fault.CLEAN_STOP, 8)) {
            stop(of);
        } else {
            superviseLater(of);
        }
    }

    private void stop(Life of) {
        of.stop(() -> {
            if (disks.dead()) {
                return;
            }
            stage.note(() -> "stopped in good order");
            oracle.stopped();
            if (disks.wentWrong()) {
                oracle.crashed(); // what could not be written is done again
            }
            if (stage.strikes(Fault.NEW_PLAN, 2)) {
                configuration = nextConfiguration();
            }
            gone(false);
        });
    }

    /** Stops it in good order and starts it again, its ledger folded from the start if wanted. */
    void startAfresh(boolean withoutCheckpoint) {
        Life last = java.util.Objects.requireNonNull(life);
        last.engine().close();
        disks.end(false);
        if (withoutCheckpoint) {
            disks.forgetCheckpoint();
        }
        life = null;
        rise();
    }

    // ---- what comes from outside

    void offer(Line line, Letter letter, Wire wire, int connection) {
        Life now = life;
        if (now == null || now.isStopping()) {
            stage.after(Stage.MILLI, () -> line.lost(connection));
            return;
        }
        letter.configuration = configuration;
        within(now, () -> now.offer(wire, letter));
    }

    Receiver.Meeting meet(String destination, SteppedLanes.Attempt attempt) {
        Letter letter = oracle.letterOf(attempt.outgoing().bytes());
        Receiver receiver = java.util.Objects.requireNonNull(receivers.get(destination));
        Receiver.Meeting meeting = receiver.meet(letter);
        stage.note(() ->
                "sends "
                        + letter
                        + " to "
                        + destination
                        + " by "
                        + attempt.route()
                        + ": "
                        + meeting.fate());
        stage.mix(attempt.position());
        Flow.pass(stage, attempt.outgoing().bytes(), meeting.fate() != Receiver.Fate.MISSED);
        if (meeting.fate() != Receiver.Fate.MISSED) {
            oracle.arrived(destination, letter, attempt, meeting.fate(), lives);
        }
        return meeting;
    }

    /** The faults that need no process: disks run full, clocks jump, people act. */
    void trouble() {
        stage.after(
                stage.between(Stage.SECOND, 20 * Stage.SECOND),
                () -> {
                    if (stage.strikes(Fault.FULL_DISK, 3)) {
                        long free = stage.random.nextInt(3) == 0 ? 0 : stage.between(0, 200_000);
                        if (free == 0) {
                            stage.struck(Fault.LAST_BYTE);
                        }
                        stage.note(() -> "the disk has only " + free + " bytes left");
                        disks.fill(free);
                        stage.after(
                                stage.between(Stage.SECOND, 60 * Stage.SECOND), disks::makeRoom);
                    }
                    if (stage.strikes(Fault.CLOCK_JUMP, 3)) {
                        long seconds =
                                List.of(1L, 60L, 3600L, 86_400L, 30 * 86_400L)
                                        .get(stage.random.nextInt(5));
                        Duration by =
                                Duration.ofSeconds(stage.random.nextBoolean() ? seconds : -seconds);
                        stage.note(() -> "the clock jumps by " + by);
                        if (by.isNegative()) {
                            stage.struck(Fault.CLOCK_BACK);
                        }
                        stage.clock.jump(by);
                    }
                    Life now = life;
                    if (now != null && stage.strikes(Fault.RETENTION, 2)) {
                        Duration keep = Duration.ofSeconds(stage.between(0, 600));
                        within(now, () -> now.trim(stage.clock.now().minus(keep)));
                    }
                    if (now != null && stage.strikes(Fault.OPERATOR, 2)) {
                        within(now, () -> now.operate(false));
                    }
                    trouble();
                });
    }

    /** From now on the disks have room. */
    void heal() {
        disks.makeRoom();
    }

    Optional<Life> life() {
        return Optional.ofNullable(life);
    }
}
