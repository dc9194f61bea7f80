package org.parley.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tables of maps and codes, read and compiled as a trust's files. */
public final class TableTarget {
    private static final byte[] TRUST =
            """
            trust: t
            is: T
            owner: O
            ---
            system: a
            is: A
            owner: O
            sends:
              x: { over: mllp, listen: 6001, speaks: hl7v2 2.4 }
            receives:
              y: { over: mllp, to: "127.0.0.1:7001", speaks: hl7v2 2.4 }
            ---
            route: r
            why: Because.
            from: a.x
            to:
              - send: a.y
                map: m
            """
                    .getBytes(StandardCharsets.UTF_8);

    private TableTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        ConfigurationTarget.read(Map.of("trust.yaml", TRUST, "maps/m.csv", data));
    }
}
