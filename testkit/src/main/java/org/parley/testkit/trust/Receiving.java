package org.parley.testkit.trust;

/** A simulated system that receives. */
public interface Receiving extends AutoCloseable {
    /** Destination name, {@code lims.demographics}. */
    String name();

    /** Where it listens: {@code host:port}, a URI, or a folder. */
    String address();

    /** Changes how it behaves, from the next message on. */
    void behave(Behaviour behaviour);

    /** How many messages it saw, answered well or not. */
    long seen();

    @Override
    void close();
}
