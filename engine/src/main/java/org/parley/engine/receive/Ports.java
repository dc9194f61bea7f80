package org.parley.engine.receive;

import java.nio.file.Path;
import org.parley.engine.clock.Clock;
import org.parley.engine.files.FileNames;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.files.FilesPort;
import org.parley.engine.receive.http.HttpPort;
import org.parley.engine.receive.mllp.MllpPort;

/** Makes ports of what is configured; not started yet. */
public final class Ports {
    private Ports() {}

    /**
     * A port for the stream.
     *
     * @param spool a folder for large messages that is kept from run to run; each port uses a
     *     sub-folder of its own
     * @throws IllegalArgumentException when the transport is one that only sends; configuration
     *     cannot say that
     */
    public static Port open(InPort port, Intake intake, Path spool, Clock clock) {
        Path own = spool.resolve(FileNames.tame(port.name()));
        return switch (port.transport()) {
            case Transport.MllpIn mllp -> new MllpPort(port.name(), mllp, intake, own, clock);
            case Transport.HttpIn http -> new HttpPort(port, http, intake, own, clock);
            case Transport.FilesIn files ->
                    new FilesPort(port.name(), files, intake, own, clock, port.speaks().layout());
            case Transport.MllpOut out -> throw onlySends(port);
            case Transport.HttpOut out -> throw onlySends(port);
            case Transport.FilesOut out -> throw onlySends(port);
        };
    }

    private static IllegalArgumentException onlySends(InPort port) {
        return new IllegalArgumentException("a port with a transport that sends: " + port.name());
    }
}
