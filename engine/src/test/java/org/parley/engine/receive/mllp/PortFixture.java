package org.parley.engine.receive.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;

/** What tests of the port have in common. */
abstract class PortFixture {
    static final MllpTiming BRISK =
            new MllpTiming(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(600),
                    1_000_000,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5));

    @TempDir Path spool;
    final HeldIntake intake = new HeldIntake();
    final List<MllpPort> ports = new ArrayList<>();

    final MllpPort start(
            boolean release2, long maxFrame, int maxConnections, Duration idle, MllpTiming timing) {
        MllpPort port =
                new MllpPort(
                        "pas.adt",
                        new Transport.MllpIn(
                                "127.0.0.1",
                                0,
                                release2,
                                maxFrame,
                                maxConnections,
                                idle,
                                Optional.empty(),
                                List.of()),
                        intake,
                        spool,
                        Clock.system(),
                        timing);
        ports.add(port);
        port.start();
        return port;
    }

    final MllpPort start() {
        return start(false, 64 << 20, 100, Duration.ofMinutes(1), MllpTiming.USUAL);
    }

    final MllpPort brisk() {
        return start(false, 64 << 20, 100, Duration.ofMinutes(1), BRISK);
    }

    @AfterEach
    void stop() {
        ports.forEach(MllpPort::close);
    }

    static String msh(String id) {
        return "MSH|^~\\&|PAS|R0A|EPR|R0A|20260101120000||ADT^A01|" + id + "|P|2.4";
    }

    static String msh(String id, String accept, String application) {
        return msh(id) + "|||" + accept + "|" + application;
    }

    static void awaitThat(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(until);
            Thread.sleep(2);
        }
    }
}
