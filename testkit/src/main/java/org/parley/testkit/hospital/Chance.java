package org.parley.testkit.hospital;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance for one concern of the hospital. Each concern draws from its own stream, so that a change
 * to one leaves the others as they were.
 */
final class Chance {
    private final RandomGenerator random;

    Chance(long seed, String concern) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < concern.length(); i++) {
            mixed = (mixed ^ concern.charAt(i)) * 0x100000001B3L;
        }
        this.random = new SplittableRandom(mixed);
    }

    /** 0 to bound - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From low to high, both possible. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** True in so many of the cases. */
    boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    double unit() {
        return random.nextDouble();
    }

    /** Seconds to the next of events that come at random, so many seconds apart on average. */
    long gap(double meanSeconds) {
        return (long) (-StrictMath.log(1 - random.nextDouble()) * meanSeconds) + 1;
    }

    /**
     * Roughly normal, mean 0, deviation 1, never beyond 3.5; sums of uniforms, so exact anywhere.
     */
    double bell() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += random.nextDouble();
        }
        return (sum - 2) * 1.7320508;
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    long bits() {
        return random.nextLong();
    }
}
