package org.parley.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.engine.ledger.Book;

/** One simulated trust, from its first message to the oracle's judgement. */
public final class Simulation {
    /** A simulation that does more than this has gone round in circles. */
    private static final long MOST_EVENTS = 400_000;

    /** After the faults it has so long to come to rest. */
    private static final long MOST_REST = 3 * 86_400 * Stage.SECOND;

    private final Stage stage;
    private final Oracle oracle = new Oracle();
    private final Machine machine;
    private final List<Line> lines = new ArrayList<>();
    private int messages;

    /**
     * What a seed came to.
     *
     * @param violation what promise was broken, if one was
     * @param cause of it, for its stack
     * @param happened faults that struck, and how often
     * @param digest the same for two runs of one seed
     */
    public record Outcome(
            long seed,
            Optional<String> violation,
            Optional<Throwable> cause,
            Map<Fault, Integer> happened,
            long accepted,
            long arrivals,
            long repeated,
            int lives,
            double simulatedSeconds,
            long digest) {}

    private Simulation(long seed, boolean lyingDisk, boolean traced, Consumer<String> trace) {
        stage = new Stage(seed, traced, trace);
        machine = new Machine(stage, oracle, lyingDisk);
    }

    /** Runs one seed. */
    public static Outcome run(long seed) {
        return new Simulation(seed, false, false, line -> {}).outcome(seed);
    }

    /** Runs one seed and tells everything that happens. */
    public static Outcome replay(long seed, Consumer<String> trace) {
        return new Simulation(seed, false, true, trace).outcome(seed);
    }

    /** Runs one seed over disks that only say that they have written. */
    static Outcome runOnLyingDisks(long seed) {
        return new Simulation(seed, true, false, line -> {}).outcome(seed);
    }

    private Outcome outcome(long seed) {
        Optional<Throwable> broken = Optional.empty();
        try {
            play();
        } catch (Violation | RuntimeException violation) {
            broken = Optional.of(violation);
        }
        return new Outcome(
                seed,
                broken.map(Throwable::getMessage),
                broken,
                Map.copyOf(stage.happened),
                oracle.acceptedCount(),
                oracle.arrivalCount(),
                oracle.repeatedCount(),
                machine.lives(),
                stage.now() / 1e9,
                stage.digest());
    }

    private void play() {
        long faultsUntil = stage.between(2 * Stage.SECOND, 240 * Stage.SECOND);
        int lineCount = 1 + stage.random.nextInt(4);
        for (int i = 0; i < lineCount; i++) {
            Line line = new Line(stage, machine, oracle, 1 + stage.random.nextInt(6));
            lines.add(line);
            machine.connect(line);
        }
        int patients = 1 + stage.random.nextInt(8);
        int count = 10 + stage.random.nextInt(70);
        for (int i = 0; i < count; i++) {
            Line line = lines.get(stage.random.nextInt(lines.size()));
            Letter.Content content = content(patients);
            stage.after(stage.between(0, faultsUntil), () -> line.add(content));
        }
        machine.rise();
        machine.trouble();
        while (stage.now() < faultsUntil) {
            step();
        }
        heal();
        comeToRest();
        judge();
    }

    private Letter.Content content(int patients) {
        String port = Configuration.PORTS.get(stage.random.nextInt(Configuration.PORTS.size()));
        String patient = "M" + stage.random.nextInt(patients);
        Letter.Kind kind =
                switch (stage.random.nextInt(40)) {
                    case 0 -> Letter.Kind.UNREADABLE;
                    case 1 -> Letter.Kind.NAMELESS;
                    default -> Letter.Kind.GOOD;
                };
        List<String> all = List.of(patient);
        String trigger =
                Configuration.TRIGGERS.get(stage.random.nextInt(Configuration.TRIGGERS.size()));
        switch (stage.random.nextInt(12)) {
            case 0 -> trigger = Configuration.FILTERED;
            case 1 -> trigger = Configuration.UNWANTED;
            case 2 -> {
                trigger = Configuration.MERGE;
                all = List.of(patient, "M" + stage.random.nextInt(patients));
            }
            default -> {}
        }
        int padding =
                switch (stage.random.nextInt(80)) {
                    case 0 -> 300_000;
                    case 1, 2, 3 -> stage.random.nextInt(20_000);
                    default -> stage.random.nextInt(400);
                };
        return new Letter.Content(port, "C" + messages++, kind, trigger, all, padding);
    }

    private void step() {
        if (!stage.next()) {
            throw new Violation("nothing happens any more");
        }
        if (stage.events() > MOST_EVENTS) {
            throw new Violation("it goes round in circles: " + where());
        }
    }

    private void heal() {
        stage.note(() -> "from here on nothing goes wrong");
        stage.heal();
        machine.heal();
    }

    private void comeToRest() {
        long end = stage.now() + MOST_REST;
        int looks = 0;
        while (!isQuiet()) {
            for (int i = 0; i < 50 && stage.now() < end; i++) {
                step();
            }
            if (++looks % 20 == 0) {
                machine.life().ifPresent(life -> machine.within(life, life::closeWhatHolds));
            }
            if (stage.now() >= end) {
                throw new Violation("it does not come to rest: " + where());
            }
        }
    }

    private boolean isQuiet() {
        return lines.stream().allMatch(Line::isDone)
                && machine.life().filter(life -> !life.isSick() && life.isQuiet()).isPresent();
    }

    private String where() {
        return machine.life()
                .map(life ->
                        "sick="
                                + life.isSick()
                                + " trouble="
                                + life.journal().health().trouble()
                                + " waiting="
                                + life.engine().ledger().waiting(3)
                                + " parked="
                                + life.engine().ledger().parked(5)
                                + " why="
                                + life.why()
                                + " lines done="
                                + lines.stream().filter(Line::isDone).count()
                                + " of "
                                + lines.size())
                .orElse("no engine runs");
    }

    private void judge() {
        Life life = machine.life().orElseThrow();
        oracle.judge(life);
        fresh("before");
        oracle.judge(machine.life().orElseThrow());
        Book book = machine.life().orElseThrow().engine().book();
        machine.startAfresh(false);
        same(book, "after a restart");
        if (machine.life().orElseThrow().journal().first() == 0) {
            machine.startAfresh(true);
            same(book, "folded from the start");
        }
        fresh("after");
        oracle.judge(machine.life().orElseThrow());
    }

    /** One more message passes. */
    private void fresh(String when) {
        Letter.Content content =
                new Letter.Content(
                        Configuration.PORTS.getFirst(),
                        "FRESH-" + when,
                        Letter.Kind.GOOD,
                        Configuration.MERGE,
                        List.of("F1", "F2"),
                        0);
        lines.getFirst().add(content);
        comeToRest();
        Letter letter =
                oracle.byName(content.controlId())
                        .orElseThrow(() -> new Violation("a fresh message is not taken"));
        if (!stage.possibleEver(Fault.REJECTED) && !oracle.isTakenEverywhere(letter)) {
            throw new Violation("a fresh message does not arrive: " + letter);
        }
    }

    private void same(Book before, String when) {
        Book now = machine.life().orElseThrow().engine().book();
        if (!before.ports().equals(now.ports()) || !figures(before).equals(figures(now))) {
            throw new Violation(
                    "another book " + when + ": " + figures(before) + " became " + figures(now));
        }
    }

    /** Without the last trouble of a receiver that has nothing to take: nobody asks it. */
    private static List<List<Object>> figures(Book book) {
        return book.legs().stream()
                .map(leg ->
                        List.<Object>of(
                                leg.route(),
                                leg.destination(),
                                leg.routed(),
                                leg.delivered(),
                                leg.waiting(),
                                leg.parked(),
                                leg.closed()))
                .toList();
    }
}
