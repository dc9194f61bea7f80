package org.parley.engine.receive.mllp;

import java.time.Duration;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.receive.Intake;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.Spool;

/** What all connections of a port share. */
record MllpSetup(
        String name,
        Duration idle,
        int maxConnections,
        MllpTiming timing,
        FrameLimits limits,
        Spool spool,
        Intake intake,
        Answers answers,
        Binding binding,
        Optional<TlsContext> tls,
        MllpCounters counters,
        Clock clock) {}
