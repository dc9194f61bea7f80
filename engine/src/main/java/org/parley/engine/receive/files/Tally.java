package org.parley.engine.receive.files;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.parley.engine.receive.Intake.Taken;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Counts what became of the messages of one file. */
final class Tally {
    /** Refused messages told by line; more are only counted. */
    static final int TOLD = 10_000;

    private final String unit;
    private final List<Refusal> refusals = new ArrayList<>();
    private long accepted;
    private long refused;
    private long first = -1;
    private long last = -1;

    /** One message that was refused. */
    record Refusal(int line, long position, Problem problem) {}

    Tally(String unit) {
        this.unit = unit;
    }

    void accepted(Taken.Accepted taken) {
        accepted++;
        span(taken.position());
    }

    void refused(int line, Taken.Refused taken) {
        refused++;
        span(taken.position());
        if (refusals.size() < TOLD) {
            refusals.add(new Refusal(line, taken.position(), taken.problem()));
        }
    }

    private void span(long position) {
        first = first < 0 ? position : Math.min(first, position);
        last = Math.max(last, position);
    }

    String unit() {
        return unit;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    long all() {
        return accepted + refused;
    }

    OptionalLong first() {
        return first < 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    OptionalLong last() {
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(accepted);
        out.writeLong(refused);
        out.writeLong(first);
        out.writeLong(last);
        out.writeInt(refusals.size());
        for (Refusal refusal : refusals) {
            out.writeInt(refusal.line());
            out.writeLong(refusal.position());
            out.writeUTF(refusal.problem().code());
            out.writeUTF(refusal.problem().culprit().name());
            out.writeUTF(refusal.problem().text());
            out.writeUTF(refusal.problem().remedy());
        }
    }

    static Tally read(String unit, DataInput in) throws IOException {
        Tally tally = new Tally(unit);
        tally.accepted = in.readLong();
        tally.refused = in.readLong();
        tally.first = in.readLong();
        tally.last = in.readLong();
        int told = in.readInt();
        for (int i = 0; i < told; i++) {
            int line = in.readInt();
            long position = in.readLong();
            var problem =
                    new Problem(
                            in.readUTF(),
                            Culprit.valueOf(in.readUTF()),
                            in.readUTF(),
                            in.readUTF());
            tally.refusals.add(new Refusal(line, position, problem));
        }
        return tally;
    }
}
