package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Span;

/** Writes down what each row made of one message, and what no row took. Holds places, no values. */
final class Recorder implements Account {
    /** Longer ones are no codes but texts, in characters. */
    private static final int MAX_CODE = 40;

    private final Message message;
    private final Positions positions;
    private final BitSet taken = new BitSet();
    private final BitSet passedOn = new BitSet();
    private final List<Explanation.Made> made = new ArrayList<>();
    private final List<Explanation.Remark> remarks = new ArrayList<>();
    private final List<Site> fired = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final List<Long> beside = new ArrayList<>();

    Recorder(Message message) {
        this.message = message;
        this.positions = new Positions(message);
    }

    @Override
    public void took(Site row, Run run, long range, String target) {
        List<String> sources = new ArrayList<>();
        if (range != Places.ABSENT) {
            take(range);
            if (!target.equals("-")) {
                passedOn.set(Places.from(range), Places.end(range));
            }
            sources.add(positions.path(Places.from(range)));
        }
        for (long other : beside) {
            sources.add(positions.path(Places.from(other)));
        }
        beside.clear();
        boolean nowhere = target.equals("-");
        String where = nowhere ? "-" : run.current().type() + "." + target;
        made.add(new Explanation.Made(row, where, sources));
    }

    @Override
    public void beside(Run run, long range) {
        if (range != Places.ABSENT) {
            take(range);
            passedOn.set(Places.from(range), Places.end(range));
            beside.add(range);
        }
    }

    @Override
    public void fired(Site row) {
        fired.add(row);
    }

    private void take(long range) {
        taken.set(Places.from(range), Places.end(range));
    }

    @Override
    public void flag(Flag flag, Run run, long range, String what) {
        if (range != Places.ABSENT) {
            String place = positions.path(Places.from(range));
            remarks.add(new Explanation.Remark(place, flag.words(), what));
            if (flag == Flag.NO_CODE) {
                String code = message.decoded(new Span(Places.from(range), Places.end(range)));
                codes.add(what + ": " + (code.length() > MAX_CODE ? "(a long text)" : code));
            }
        }
    }

    List<Explanation.Made> made() {
        return made;
    }

    List<Explanation.Remark> remarks() {
        return remarks;
    }

    /** The rows that did something, once for each time. */
    List<Site> fired() {
        return fired;
    }

    /** Places with a value of which no row took anything. */
    List<String> lost() {
        List<String> lost = new ArrayList<>();
        positions.leaves((place, from, end) -> {
            boolean some = taken.nextSetBit(from) >= 0 && taken.nextSetBit(from) < end;
            if (!some) {
                lost.add(place);
            }
        });
        return lost;
    }

    /** True when rows took a place and each of them leaves it out on purpose. */
    boolean leftOut(int from, int end) {
        int next = taken.nextSetBit(from);
        int passed = passedOn.nextSetBit(from);
        return next >= 0 && next < end && (passed < 0 || passed >= end);
    }

    /** How many leaves of the message have a value, and how many of those a row took. */
    int[] counted() {
        int[] counts = new int[2];
        positions.leaves((_, from, end) -> {
            counts[0]++;
            int next = taken.nextSetBit(from);
            counts[1] += next >= 0 && next < end ? 1 : 0;
        });
        return counts;
    }

    /** Codes without a row: the table's name and the code. */
    List<String> codes() {
        return codes;
    }
}
