package org.parley.engine.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A system: who owns it, who supplies it, what it sends and what it receives.
 *
 * @param name short; the first half of its ports' names
 * @param is what it is, in plain words
 * @param owner who answers for it; the trust's owner when empty
 * @param sends ports into the engine, by name
 * @param receives ports out of the engine, by name
 * @param installed what is paid for
 * @param inUse how to measure what is used
 */
public record SystemDocument(
        String name,
        Optional<String> is,
        Optional<String> owner,
        Optional<Supplier> supplier,
        Map<String, SendsDocument> sends,
        Map<String, ReceivesDocument> receives,
        Optional<Installed> installed,
        Optional<InUse> inUse,
        Written written)
        implements Document {
    public SystemDocument {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a system has a name");
        }
        sends = Collections.unmodifiableMap(new LinkedHashMap<>(sends));
        receives = Collections.unmodifiableMap(new LinkedHashMap<>(receives));
    }

    /**
     * Who supplies a system.
     *
     * @param contractEnds the last day of the contract
     * @param dataExport how the trust gets its own data out, in plain words
     */
    public record Supplier(
            String name, Optional<LocalDate> contractEnds, Optional<String> dataExport) {}

    /** What is paid for, and since when. */
    public record Installed(int seats, Optional<YearMonth> since) {
        public Installed {
            if (seats < 0) {
                throw new IllegalArgumentException("seats cannot be negative");
            }
        }
    }

    /**
     * How to measure what is used.
     *
     * @param distinct the column or path whose different values count; every message when empty
     * @param of the port of this system, without the system's name
     * @param within how far back
     */
    public record InUse(Optional<String> distinct, String of, Duration within, Written written) {}
}
