package org.parley.engine.trial;

/**
 * One attempt to send one message to one simulated receiver.
 *
 * @param position of the message in the journal
 * @param sent nanoseconds since the trial began
 * @param answered nanoseconds since the trial began
 * @param arrives whether the receiver gets it
 * @param accepted whether its answer says so
 */
record Visit(
        String destination,
        String route,
        long position,
        byte[] bytes,
        long sent,
        long answered,
        boolean arrives,
        boolean accepted) {}
