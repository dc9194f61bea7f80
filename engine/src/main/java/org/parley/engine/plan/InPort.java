package org.parley.engine.plan;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.parley.wire.hl7v2.Defaults;

/**
 * One stream of messages into the engine.
 *
 * @param name system and port, {@code pas.adt}
 * @param owner who answers for it
 * @param transport how the bytes come
 * @param speaks what they are
 * @param order whose messages must keep their order
 * @param ignore rules that filter, first match counts; what no rule filters and no route wants is
 *     parked
 */
public record InPort(
        String name,
        String owner,
        Transport transport,
        Speaks speaks,
        OrderBy order,
        List<Ignore> ignore) {
    public InPort {
        ignore = List.copyOf(ignore);
    }

    /** What holds for HL7 v2 messages of this port that do not say it themselves. */
    public Defaults defaults() {
        return new Defaults(speaks.charset(), speaks.version().orElse(Defaults.usual().version()));
    }

    /**
     * A rule that filters.
     *
     * @param when the messages it filters
     * @param why a sentence for the book
     */
    public record Ignore(Condition when, String why) {}

    /**
     * The language spoken.
     *
     * @param format the family
     * @param version as written ({@code 2.4}, {@code roster-1}), if any
     * @param charset what bytes mean when the message does not say
     * @param zone where the clocks are, for times without an offset
     * @param layout of its records, when they are no HL7 and somebody wrote one
     */
    public record Speaks(
            Format format,
            Optional<String> version,
            Charset charset,
            ZoneId zone,
            Optional<Layout> layout) {
        /** Clocks that nobody said anything of are in London. */
        public static final ZoneId USUAL_ZONE = ZoneId.of("Europe/London");

        /** Without a layout. */
        public Speaks(Format format, Optional<String> version, Charset charset, ZoneId zone) {
            this(format, version, charset, zone, Optional.empty());
        }

        /** With the usual zone and without a layout. */
        public Speaks(Format format, Optional<String> version, Charset charset) {
            this(format, version, charset, USUAL_ZONE);
        }
    }

    /** Families of formats. Routes read paths of HL7 v2 only; the others travel as bytes. */
    public enum Format {
        HL7V2,
        CSV,
        JSON,
        XML,
        FHIR,
        BYTES
    }

    /** Whose messages must keep their order. */
    public sealed interface OrderBy {
        /**
         * Per patient: PID-3.1, then PID-2.1, then PID-4.1; merges, links, moves and swaps name
         * several.
         */
        record Patient() implements OrderBy {}

        /** Per value of a path. */
        record By(org.parley.wire.hl7v2.Path path) implements OrderBy {}

        /** All messages of the port in one order. */
        record Source() implements OrderBy {}

        /** No order. */
        record None() implements OrderBy {}
    }
}
