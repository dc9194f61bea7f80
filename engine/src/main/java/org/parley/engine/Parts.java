package org.parley.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.journal.Disk;
import org.parley.engine.journal.Journal;
import org.parley.engine.plan.Destination;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Plan;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Port;

/**
 * What an engine is made of; production and simulation hand in different ones.
 *
 * @param disk where the ledger keeps its checkpoint
 * @param journal opened; the engine closes it
 * @param openPort makes a port; not started yet
 * @param openSender makes one connection to a destination; does not connect yet
 * @param recompile makes a plan of the files of an old release
 * @param cores makes the threads that step
 * @param edges makes the threads that block at sockets
 * @param heapBytes the most that the heap may have; a share of it is for large messages
 * @param progress is told how far the start has come
 */
public record Parts(
        Disk disk,
        Journal journal,
        Clock clock,
        SplittableGenerator random,
        BiFunction<InPort, Intake, Port> openPort,
        Function<Destination, Sender> openSender,
        Function<Map<String, byte[]>, Optional<Plan>> recompile,
        ThreadFactory cores,
        ThreadFactory edges,
        long heapBytes,
        Progress progress) {

    /** Hears of the fold at the start. */
    public interface Progress {
        void folded(long position, long end);
    }
}
