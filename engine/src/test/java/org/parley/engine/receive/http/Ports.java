package org.parley.engine.receive.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;

/** Ports for tests. */
final class Ports {
    private Ports() {}

    static InPort in(InPort.Format format) {
        var anything = new Transport.HttpIn("", 0, "", 0, Optional.empty(), Optional.empty());
        return new InPort(
                "pas.adt",
                "tests",
                anything,
                new InPort.Speaks(format, Optional.empty(), UTF_8),
                new InPort.OrderBy.None(),
                List.of());
    }
}
