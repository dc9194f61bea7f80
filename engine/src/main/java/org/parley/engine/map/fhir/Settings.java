package org.parley.engine.map.fhir;

import java.time.ZoneId;

/**
 * What a map for FHIR must know of the system that sends.
 *
 * @param zone where its clocks are, for times without an offset
 */
public record Settings(ZoneId zone) {
    /** What holds when nobody says otherwise: clocks in London. */
    public static Settings usual() {
        return new Settings(ZoneId.of("Europe/London"));
    }
}
