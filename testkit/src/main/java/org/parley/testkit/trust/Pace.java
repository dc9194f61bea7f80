package org.parley.testkit.trust;

/** How fast traffic is played. */
public sealed interface Pace {
    /** So many messages a second, whatever their own times; greater than 0. */
    record AtRate(double perSecond) implements Pace {}

    /** By the traffic's own times, so many times faster; 1 is real time. */
    record SpeedUp(double factor) implements Pace {}

    /** As fast as it is taken. */
    record FlatOut() implements Pace {}
}
