package org.parley.engine.deliver;

/** What the thread of one lane or of several does. */
interface LaneRunner extends Runnable {
    /** Takes nothing more; ends after the messages in flight. */
    void stop();

    /** Gives up on the messages in flight, which are sent again after a restart. */
    void cut();
}
