package org.parley.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One sender and its connection: sends in order, so many at a time, and sends again what was not
 * answered, with the same control id.
 */
final class Line {
    /** What the engine answered. */
    enum Told {
        ACCEPTED,
        REFUSED,
        NOT_NOW
    }

    private static final long ANSWER_WITHIN = 10 * Stage.SECOND;

    private final Stage stage;
    private final Machine machine;
    private final Oracle oracle;
    private final int window;
    private final Deque<Letter.Content> unsent = new ArrayDeque<>();
    private final List<Letter> outstanding = new ArrayList<>();
    private int attempts;
    private int connection;
    private long lastPosition = -1;
    private boolean connecting;
    private Wire wire;

    Line(Stage stage, Machine machine, Oracle oracle, int window) {
        this.stage = stage;
        this.machine = machine;
        this.oracle = oracle;
        this.window = window;
        this.wire = new Wire(stage, machine, this, oracle, connection);
    }

    /** Something happened in the hospital. */
    void add(Letter.Content content) {
        unsent.add(content);
        pump();
    }

    /** Nothing more to send, everything answered. */
    boolean isDone() {
        return unsent.isEmpty() && outstanding.isEmpty();
    }

    private void pump() {
        while (!connecting && outstanding.size() < window && !unsent.isEmpty()) {
            send(unsent.remove());
        }
    }

    private void send(Letter.Content content) {
        Letter letter = new Letter(content, attempts++);
        outstanding.add(letter);
        oracle.attempted(letter);
        int mine = connection;
        if (stage.strikes(Fault.SENDER_NETWORK, 30)) {
            switch (stage.random.nextInt(5)) {
                case 0 -> stage.after(Stage.MILLI, () -> lost(mine));
                case 1 -> {
                    wire.send(letter);
                    stage.after(stage.between(0, 20 * Stage.MILLI), () -> lost(mine));
                }
                case 2 -> {
                    stage.struck(Fault.HALF_OPEN);
                    wire.send(letter);
                    wire.freeze();
                }
                case 3 -> {
                    stage.struck(Fault.DRIBBLED_FRAME);
                    wire.dribble();
                    wire.send(letter);
                }
                default -> {
                    stage.struck(Fault.LATE_REPEAT);
                    long late = stage.between(Stage.SECOND, 30 * Stage.SECOND);
                    Wire other = new Wire(stage, machine, this, oracle, -1);
                    stage.after(late, () -> other.send(letter));
                }
            }
        } else {
            wire.send(letter);
        }
        stage.after(ANSWER_WITHIN, () -> timedOut(letter, mine));
    }

    private void timedOut(Letter letter, int of) {
        if (outstanding.contains(letter)) {
            lost(of);
        }
    }

    /** The machine at the other end is gone. */
    void lostNow() {
        lost(connection);
    }

    /** The connection broke: what is not answered is sent again over another one. */
    void lost(int broken) {
        if (broken != connection) {
            return;
        }
        connection++;
        wire.close();
        wire = new Wire(stage, machine, this, oracle, connection);
        lastPosition = -1;
        connecting = true;
        List<Letter> again = List.copyOf(outstanding);
        outstanding.clear();
        for (Letter letter : again.reversed()) {
            unsent.addFirst(letter.content);
        }
        stage.after(
                stage.between(100 * Stage.MILLI, 5 * Stage.SECOND),
                () -> {
                    connecting = false;
                    pump();
                });
    }

    /** An answer came back over a connection. */
    void answered(String name, int over, Told told) {
        if (over != connection) {
            return;
        }
        Optional<Letter> meant = outstanding.stream().filter(l -> l.name.equals(name)).findFirst();
        if (meant.isEmpty()) {
            return;
        }
        Letter letter = meant.get();
        switch (told) {
            case ACCEPTED -> {
                if (letter.position <= lastPosition) {
                    throw new Violation("one connection's messages changed places: " + letter);
                }
                lastPosition = letter.position;
                outstanding.remove(letter);
            }
            case REFUSED -> outstanding.remove(letter);
            case NOT_NOW -> lost(over);
        }
        pump();
    }
}
