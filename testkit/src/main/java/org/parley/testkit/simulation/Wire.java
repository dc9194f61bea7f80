package org.parley.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One connection of a sender, framed by MLLP in both directions. It belongs to the process that it
 * came to first, and ends with it.
 */
final class Wire {
    private static final long MESSAGE = 5 * Stage.MILLI;
    private static final long ANSWER = Stage.MILLI;

    private final Machine machine;
    private final Line line;
    private final Oracle oracle;
    private final int number;
    private final Flow out;
    private final Flow back;
    private Optional<Life> process = Optional.empty();

    Wire(Stage stage, Machine machine, Line line, Oracle oracle, int number) {
        this.machine = machine;
        this.line = line;
        this.oracle = oracle;
        this.number = number;
        this.out = new Flow(stage, MESSAGE, this::came);
        this.back = new Flow(stage, ANSWER, this::answered);
    }

    void send(Letter letter) {
        out.write(letter.bytes());
    }

    /** Its bytes come one by one from now on. */
    void dribble() {
        out.dribble();
    }

    /** The sender's side goes silent in mid frame, and the engine is not told. */
    void freeze() {
        out.freeze();
    }

    void close() {
        out.close();
        back.close();
    }

    private void came(byte[] bytes) {
        Letter letter = oracle.letterOf(bytes);
        if (!Arrays.equals(bytes, letter.bytes())) {
            throw new Violation("MLLP handed over other bytes than were sent: " + letter);
        }
        if (process.isEmpty()) {
            process = machine.life();
        }
        if (process.equals(machine.life())) {
            machine.offer(line, letter, this, number);
        } else {
            line.lost(number);
        }
    }

    /** The engine answers; {@link Line} gets it when it has come back. */
    void answer(Letter letter, Line.Told told) {
        back.write(("MSA|" + told + "|" + letter.name).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void answered(byte[] bytes) {
        String[] fields = new String(bytes, StandardCharsets.ISO_8859_1).split("\\|", -1);
        line.answered(fields[2], number, Line.Told.valueOf(fields[1]));
    }
}
