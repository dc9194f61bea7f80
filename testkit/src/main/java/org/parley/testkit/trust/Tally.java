package org.parley.testkit.trust;

/** One destination's figures while they are counted. */
final class Tally {
    long due;
    long arrived;
    long lost;
    long duplicates;
    long outOfOrder;
    long invented;
    long misrouted;
    long wrongBytes;
    long unanswered;
    long held;

    Tally copy() {
        Tally copy = new Tally();
        copy.add(this);
        return copy;
    }

    void add(Tally other) {
        due += other.due;
        arrived += other.arrived;
        lost += other.lost;
        duplicates += other.duplicates;
        outOfOrder += other.outOfOrder;
        invented += other.invented;
        misrouted += other.misrouted;
        wrongBytes += other.wrongBytes;
        unanswered += other.unanswered;
        held += other.held;
    }

    Reckoning.At at() {
        return new Reckoning.At(
                due,
                arrived,
                lost,
                duplicates,
                outOfOrder,
                invented,
                misrouted,
                wrongBytes,
                unanswered,
                held);
    }
}
