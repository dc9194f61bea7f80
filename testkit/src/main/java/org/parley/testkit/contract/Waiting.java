package org.parley.testkit.contract;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions in tests of real sockets and files, each with a deadline. */
public final class Waiting {
    private Waiting() {}

    /** Returns once the condition holds; fails, naming it, when it does not in time. */
    public static void until(Duration atMost, String what, BooleanSupplier condition) {
        long until = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not in time: " + what);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting until " + what, e);
            }
        }
    }
}
