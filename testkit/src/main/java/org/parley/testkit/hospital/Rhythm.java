package org.parley.testkit.hospital;

import java.time.LocalDateTime;

/** When in the day and the week things happen, as shares of the busiest hour. */
@SuppressWarnings("ImmutableEnumChecker") // the arrays are never written after construction
enum Rhythm {
    /** Emergencies: from ten in the morning until late, fewest at five, Mondays a little more. */
    EMERGENCY(
            "45 35 28 24 20 20 25 38 60 85 99 99 96 94 92 92 94 96 97 94 88 78 66 55",
            "99 94 92 92 93 95 97"),
    /** Offices and clinics. */
    OFFICE("0 0 0 0 0 0 1 8 55 95 99 96 62 72 95 96 80 30 5 2 1 0 0 0", "99 98 97 95 88 6 3"),
    /** Planned admissions come before the lists start. */
    ELECTIVE("0 0 0 0 0 1 30 99 60 20 12 60 70 25 8 3 2 1 0 0 0 0 0 0", "99 98 96 95 80 12 8"),
    /** Round the clock. */
    ALWAYS(
            "80 80 82 82 82 84 88 92 95 99 99 98 95 92 92 92 92 92 90 88 86 84 82 80",
            "9 9 9 9 9 9 9");

    private final double[] hours;
    private final double[] days;
    private final double mean;

    Rhythm(String hours, String days) {
        this.hours = shares(hours);
        this.days = shares(days);
        double hourSum = 0;
        for (double h : this.hours) {
            hourSum += h;
        }
        double daySum = 0;
        for (double d : this.days) {
            daySum += d;
        }
        this.mean = hourSum / 24 * daySum / 7;
    }

    /** 0 to 1: how busy it is at this time, 1 being the busiest hour of the week. */
    double at(long epochSecond) {
        LocalDateTime t = WallTime.of(epochSecond);
        return hours[t.getHour()] * days[t.getDayOfWeek().getValue() - 1];
    }

    /** The average of {@link #at} over a week. */
    double mean() {
        return mean;
    }

    /** The next time something happens that happens so often on an average day. */
    long next(long now, double perDay, Chance chance) {
        double busiestGap = 86_400 / (perDay / mean);
        long time = now;
        do {
            time += chance.gap(busiestGap);
        } while (chance.unit() >= at(time));
        return time;
    }

    private static double[] shares(String list) {
        String[] words = list.split(" ", -1);
        double[] shares = new double[words.length];
        double top = 0;
        for (int i = 0; i < words.length; i++) {
            shares[i] = Integer.parseInt(words[i]);
            top = Math.max(top, shares[i]);
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= top;
        }
        return shares;
    }
}
