package org.parley.engine.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.entry.Header.Act;
import org.parley.engine.entry.Header.Deed;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.entry.Header.Outcome;
import org.parley.engine.entry.Header.Received;
import org.parley.engine.entry.Header.Refused;
import org.parley.engine.entry.Header.Release;
import org.parley.engine.entry.Header.Result.Delivered;
import org.parley.engine.entry.Header.Result.Parked;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Headers to bytes and back. Byte 0 is the form; unknown forms are reported, never guessed. */
public final class HeaderCodec {
    private static final int RECEIVED = 1;
    private static final int REFUSED = 2;
    private static final int DELIVERED = 3;
    private static final int PARKED = 4;
    private static final int ACT = 5;
    private static final int RELEASE = 6;

    private HeaderCodec() {}

    /** The bytes of a header. */
    public static byte[] encode(Header header) {
        HeaderWriter out = new HeaderWriter();
        switch (header) {
            case Received r -> {
                out.form(RECEIVED).text(r.port()).text(r.peer()).number(r.keys().size());
                for (long key : r.keys()) {
                    out.fixed(key);
                }
                out.text(r.idempotencyKey().orElse(""));
            }
            case Refused r -> problem(out.form(REFUSED).text(r.port()).text(r.peer()), r.problem());
            case Outcome o -> outcome(out, o);
            case Act a ->
                    ref(out.form(ACT), a.delivery())
                            .text(a.deed().name())
                            .text(a.person())
                            .text(a.reason());
            case Release r -> out.form(RELEASE).text(r.version()).text(r.trust());
        }
        return out.bytes();
    }

    private static void outcome(HeaderWriter out, Outcome o) {
        switch (o.result()) {
            case Delivered d -> timing(ref(out.form(DELIVERED), o.delivery()), o).text(d.code());
            case Parked p ->
                    problem(
                            timing(ref(out.form(PARKED), o.delivery()), o)
                                    .number(p.holdsKey() ? 1 : 0),
                            p.problem());
        }
    }

    private static HeaderWriter timing(HeaderWriter out, Outcome o) {
        return out.number(o.attempts()).number(Math.max(0, o.waitedMillis()));
    }

    private static HeaderWriter ref(HeaderWriter out, DeliveryRef ref) {
        return out.number(ref.position()).text(ref.destination()).text(ref.route());
    }

    private static void problem(HeaderWriter out, Problem problem) {
        out.text(problem.code())
                .text(problem.culprit().name())
                .text(problem.text())
                .text(problem.remedy());
    }

    /**
     * Reads a header back.
     *
     * @throws UnreadableHeader when the bytes are of a form that this version does not know, or say
     *     what cannot be
     */
    public static Header decode(byte[] bytes) {
        try {
            return read(new HeaderReader(bytes));
        } catch (IllegalArgumentException impossible) {
            throw new UnreadableHeader(String.valueOf(impossible.getMessage()));
        }
    }

    private static Header read(HeaderReader in) {
        int form = in.form();
        return switch (form) {
            case RECEIVED -> received(in);
            case REFUSED -> new Refused(in.text(), in.text(), problem(in));
            case DELIVERED -> {
                DeliveryRef ref = ref(in);
                int attempts = in.count();
                long waited = in.number();
                yield new Outcome(ref, new Delivered(in.text()), attempts, waited);
            }
            case PARKED -> {
                DeliveryRef ref = ref(in);
                int attempts = in.count();
                long waited = in.number();
                boolean holds = in.number() == 1;
                yield new Outcome(ref, new Parked(problem(in), holds), attempts, waited);
            }
            case ACT -> new Act(ref(in), in.pick(Deed::valueOf), in.text(), in.text());
            case RELEASE -> new Release(in.text(), in.text());
            default -> throw new UnreadableHeader("form " + form);
        };
    }

    private static Received received(HeaderReader in) {
        String port = in.text();
        String peer = in.text();
        int n = in.count();
        List<Long> keys = new ArrayList<>(Math.min(n, 64)); // as many as there are bytes for
        for (int i = 0; i < n; i++) {
            keys.add(in.fixed());
        }
        String key = in.text();
        return new Received(port, peer, keys, key.isEmpty() ? Optional.empty() : Optional.of(key));
    }

    private static DeliveryRef ref(HeaderReader in) {
        return new DeliveryRef(in.number(), in.text(), in.text());
    }

    private static Problem problem(HeaderReader in) {
        return new Problem(in.text(), in.pick(Culprit::valueOf), in.text(), in.text());
    }

    /** A header of a form this version does not know; a newer Parley wrote it. */
    public static final class UnreadableHeader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableHeader(String what) {
            super("journal entry header cannot be read: " + what);
        }
    }
}
