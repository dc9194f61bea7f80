package org.parley.engine.receive;

/**
 * Takes messages from one place and hands each to an {@link Intake}.
 *
 * <p>Contract, held by the port TCK in testkit: a positive answer goes out only after {@link
 * Intake.Pending#await} returned Accepted; answers leave in the order of the messages of one
 * connection; a message that cannot be taken is answered as refused, with the reason; bytes are
 * handed over exactly as they came, framing removed; every limit has a name; {@link #close} stops
 * taking, finishes what it has handed over and answers it, then returns. Overload: the port stops
 * reading, so that senders wait; it never drops.
 */
public interface Port extends AutoCloseable {
    /** Begins to listen or poll. Fails with {@link PortFailure} when it cannot. */
    void start();

    /**
     * Where it listens: host:port or folder. After {@link #start}, the port that was really bound.
     */
    String address();

    @Override
    void close();
}
