package org.parley.testkit.hospital;

import java.time.Instant;

/**
 * How a simulated hospital is set up. The same settings give the same bytes.
 *
 * @param seed of all chance
 * @param run 1 to 8 letters and digits that begin every control id, so that two runs do not clash
 * @param start simulated time of the beginning
 * @param people how many the hospital knows, 1,000 to 400,000; about 1.5 KB of memory each
 * @param busy how busy it is: 1 is a trust of about 600 beds with some 22,000 messages a day; 0.1
 *     to 10
 * @param dirty share of messages with dirt, 0 to 1
 * @param duplicates share sent twice on purpose, 0 to 1
 * @param late share sent hours late, 0 to 1
 * @param outOfOrder share that overtakes or is overtaken, 0 to 1
 */
public record HospitalSettings(
        long seed,
        String run,
        Instant start,
        int people,
        double busy,
        double dirty,
        double duplicates,
        double late,
        double outOfOrder) {

    /** A Monday in January, at the start of the day shift. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-05T07:00:00Z");

    public HospitalSettings {
        if (!run.matches("[A-Za-z0-9]{1,8}")) {
            throw new IllegalArgumentException("run is 1 to 8 letters and digits: " + run);
        }
        if (people < 1_000 || people > 400_000) {
            throw new IllegalArgumentException("people is 1,000 to 400,000: " + people);
        }
        if (!(busy >= 0.1 && busy <= 10)) {
            throw new IllegalArgumentException("busy is 0.1 to 10: " + busy);
        }
        share("dirty", dirty);
        share("duplicates", duplicates);
        share("late", late);
        share("outOfOrder", outOfOrder);
    }

    /**
     * A hospital of the usual size with the usual share of trouble: 2 % dirty, 0.2 % duplicates,
     * 0.3 % late, 0.2 % out of order.
     */
    public static HospitalSettings ofSeed(long seed) {
        String run = "S" + Long.toString(Math.floorMod(seed, 2_176_782_336L), 36);
        return new HospitalSettings(seed, run, DEFAULT_START, 20_000, 1, 0.02, 0.002, 0.003, 0.002);
    }

    /** The same, with another name for the run. */
    public HospitalSettings withRun(String name) {
        return new HospitalSettings(
                seed, name, start, people, busy, dirty, duplicates, late, outOfOrder);
    }

    /** The same, beginning at another time. */
    public HospitalSettings startingAt(Instant time) {
        return new HospitalSettings(
                seed, run, time, people, busy, dirty, duplicates, late, outOfOrder);
    }

    /** The same, more or less busy. */
    public HospitalSettings withBusy(double factor) {
        return new HospitalSettings(
                seed, run, start, people, factor, dirty, duplicates, late, outOfOrder);
    }

    /** The same with another share of dirty messages. */
    public HospitalSettings withDirty(double share) {
        return new HospitalSettings(
                seed, run, start, people, busy, share, duplicates, late, outOfOrder);
    }

    /** The same without dirt, duplicates, late and disordered messages. */
    public HospitalSettings spotless() {
        return new HospitalSettings(seed, run, start, people, busy, 0, 0, 0, 0);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is 0 to 1: " + value);
        }
    }
}
