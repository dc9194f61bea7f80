package org.parley.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
    private long lastArrival;
    private long lastAnswer;
    private long lastPosition = -1;
    private boolean connecting;

    Line(Stage stage, Machine machine, Oracle oracle, int window) {
        this.stage = stage;
        this.machine = machine;
        this.oracle = oracle;
        this.window = window;
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
        long arrival =
                Math.max(lastArrival + 1, stage.now() + stage.between(20 * Stage.MICRO, 5_000_000));
        if (stage.strikes(Fault.SENDER_NETWORK, 30)) {
            switch (stage.random.nextInt(3)) {
                case 0 -> stage.after(Stage.MILLI, () -> lost(mine));
                case 1 -> {
                    stage.after(arrival - stage.now(), () -> machine.offer(this, letter, -1));
                    stage.after(stage.between(0, 20 * Stage.MILLI), () -> lost(mine));
                }
                default -> {
                    long late = stage.between(Stage.SECOND, 30 * Stage.SECOND);
                    stage.after(late, () -> machine.offer(this, letter, -1));
                }
            }
        } else {
            lastArrival = arrival;
            stage.after(arrival - stage.now(), () -> machine.offer(this, letter, mine));
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
        lastPosition = -1;
        lastArrival = 0;
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

    /** The engine answers over a connection; answers keep their order on their way. */
    void answer(Letter letter, int over, Told told) {
        lastAnswer =
                Math.max(lastAnswer + 1, stage.now() + stage.between(20 * Stage.MICRO, 1_000_000));
        stage.after(lastAnswer - stage.now(), () -> answered(letter, over, told));
    }

    private void answered(Letter letter, int over, Told told) {
        if (over != connection || !outstanding.contains(letter)) {
            return;
        }
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
