package org.parley.engine.config;

import java.time.Duration;
import java.util.List;
import org.parley.engine.plan.Transport.Bound;

/** MLLP: HL7's own framing over a TCP connection that stays open. */
final class MllpSpec {
    private MllpSpec() {}

    private static final Key<Address> LISTEN =
            Key.required(
                    "listen",
                    Address.LISTEN,
                    "6001",
                    "Where to listen. A port alone is on loopback; 0 is any free one, for trials.");

    private static final Key<Integer> RELEASE =
            Key.fallback(
                    "release",
                    Forms.number(1, 2, "2"),
                    "1",
                    "2",
                    "The release of MLLP; 2 answers with commit bytes.");

    private static final Key<Long> MAX_MESSAGE =
            Key.fallback(
                    "max-message", Forms.SIZE, "64 MiB", "1 MiB", "The largest message taken.");

    private static final Key<Integer> MAX_CONNECTIONS =
            Key.fallback(
                    "max-connections",
                    Forms.number(1, 10_000, "10"),
                    "100",
                    "10",
                    "How many senders may be connected at once.");

    private static final Key<Duration> IDLE =
            Key.fallback(
                    "idle",
                    Forms.DURATION,
                    "1 h",
                    "10 min",
                    "A connection that says nothing for so long is closed.");

    private static final Key<String> CLIENT_NAME =
            Key.required(
                    "name",
                    Forms.TEXT,
                    "pas.northmoor.example",
                    "The common name of the client's certificate.");

    private static final Key<String> APPLICATION =
            Key.fallback("application", Forms.TEXT, "any", "PAS", "The MSH-3 it may send as.");

    private static final Key<String> FACILITY =
            Key.fallback("facility", Forms.TEXT, "any", "NORTHMOOR", "The MSH-4 it may send as.");

    private static final Spec<Carrier.Client> CLIENT =
            new Spec<>(
                    "client",
                    "a client",
                    "A client certificate and whom it may speak for.",
                    List.of(CLIENT_NAME, APPLICATION, FACILITY),
                    f ->
                            new Carrier.Client(
                                    new Bound(
                                            f.get(CLIENT_NAME),
                                            any(f.get(APPLICATION)),
                                            any(f.get(FACILITY))),
                                    f.written()));

    private static final Key<List<Carrier.Client>> CLIENTS =
            Key.list(
                    "clients",
                    CLIENT,
                    "[{ name: pas.northmoor.example, application: PAS }]",
                    "Which client certificates may send, and as whom; none means any that we"
                            + " trust. Needs tls with trust.");

    private static final Key<Address> TO =
            Key.required("to", Address.CONNECT, "lims.northmoor.example:7001", "Where it listens.");

    static final List<Key<?>> IN =
            List.of(LISTEN, RELEASE, MAX_MESSAGE, MAX_CONNECTIONS, IDLE, TlsSpec.TLS, CLIENTS);

    static final List<Key<?>> OUT = List.of(TO, RELEASE, TlsSpec.TLS);

    static Carrier.In in(Fields f) {
        return new Carrier.MllpIn(
                f.get(LISTEN),
                f.get(RELEASE),
                f.get(MAX_MESSAGE),
                f.get(MAX_CONNECTIONS),
                f.get(IDLE),
                f.find(TlsSpec.TLS),
                f.get(CLIENTS));
    }

    static Carrier.Out out(Fields f) {
        return new Carrier.MllpOut(f.get(TO), f.get(RELEASE), f.find(TlsSpec.TLS));
    }

    private static String any(String written) {
        return written.equals("any") ? "" : written;
    }
}
