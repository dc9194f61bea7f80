package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.config.Carrier.Client;
import org.parley.engine.config.Carrier.Folder;
import org.parley.engine.config.Carrier.TlsReferences;
import org.parley.engine.config.TestDocument.Ailment;
import org.parley.engine.config.TestDocument.AtPort;
import org.parley.engine.config.TestDocument.Expectation;
import org.parley.engine.config.TestDocument.Fault;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.engine.plan.Route.Promise;
import org.parley.engine.plan.Transport.Bound;
import org.parley.engine.plan.Transport.Split;
import org.parley.wire.hl7v2.Path;

/** Every record with every key written: each key goes where it belongs. */
class EveryKeyTest {
    private static final String TLS =
            "tls: { certificate: { secret-env: C }, key: { secret-file: k }, trust: { secret-env: T } }";

    private static final TlsReferences TLS_READ =
            new TlsReferences(
                    Optional.of(new SecretReference.Variable("C")),
                    Optional.of(new SecretReference.File("k")),
                    Optional.of(new SecretReference.Variable("T")));

    @Test
    void trust() {
        TrustDocument read =
                Reading.of(
                        TrustDocument.SPEC,
                        "{ trust: n, is: North, ods: ZZ9NM, owner: Chief,"
                                + " packages: { uk-core 2.1.0: packages/uk.tgz, itk 1: packages/itk.tgz } }");

        assertThat(read)
                .isEqualTo(
                        new TrustDocument(
                                "n",
                                "North",
                                Optional.of("ZZ9NM"),
                                "Chief",
                                Map.of(
                                        "uk-core 2.1.0",
                                        "packages/uk.tgz",
                                        "itk 1",
                                        "packages/itk.tgz"),
                                read.written()));
        assertThat(read.packages().keySet()).containsExactly("uk-core 2.1.0", "itk 1");
    }

    @Test
    void system() {
        SystemDocument read =
                Reading.of(
                        SystemSpec.SPEC,
                        """
                        system: eroster
                        is: Nurse rostering
                        owner: Chief people officer
                        supplier: { name: Rowan Rota, contract-ends: 2026-12-31, data-export: csv }
                        sends: { shifts: { over: files, from: in, speaks: csv roster-1 } }
                        receives: { more: { over: files, to: out } }
                        installed: { seats: 4200, since: 2016-04 }
                        in-use: { count: distinct staff-id, of: shifts, within: 6 weeks }
                        """);

        assertThat(read.is()).contains("Nurse rostering");
        assertThat(read.owner()).contains("Chief people officer");
        assertThat(read.supplier())
                .contains(
                        new SystemDocument.Supplier(
                                "Rowan Rota",
                                Optional.of(LocalDate.of(2026, 12, 31)),
                                Optional.of("csv")));
        assertThat(read.sends()).containsOnlyKeys("shifts");
        assertThat(read.receives()).containsOnlyKeys("more");
        assertThat(read.installed())
                .contains(new SystemDocument.Installed(4200, Optional.of(YearMonth.of(2016, 4))));
        SystemDocument.InUse use = read.inUse().orElseThrow();
        assertThat(use)
                .isEqualTo(
                        new SystemDocument.InUse(
                                Optional.of("staff-id"),
                                "shifts",
                                Duration.ofDays(42),
                                use.written()));
    }

    @Test
    void sendsOverMllp() {
        SendsDocument read =
                Reading.of(
                        PortSpec.SENDS,
                        "{ over: mllp, listen: \"0.0.0.0:6001\", release: 2, max-message: 1 MiB,"
                                + " max-connections: 7, idle: 10 min, "
                                + TLS
                                + ", clients: [{ name: n, application: a, facility: f }],"
                                + " speaks: hl7v2 2.4, charset: ISO-8859-1, must: [x, y],"
                                + " order-by: PID-3.1, ignore: [{ when: PID-3 valued, why: No. }] }");

        Carrier.MllpIn carrier = (Carrier.MllpIn) read.carrier();
        assertThat(carrier)
                .isEqualTo(
                        new Carrier.MllpIn(
                                new Address("0.0.0.0", 6001),
                                2,
                                1 << 20,
                                7,
                                Duration.ofMinutes(10),
                                Optional.of(TLS_READ),
                                List.of(
                                        new Client(
                                                new Bound("n", "a", "f"),
                                                carrier.clients().getFirst().written()))));
        assertThat(read.speaks().format()).isEqualTo(Format.HL7V2);
        assertThat(read.speaks().version()).contains("2.4");
        assertThat(read.speaks().charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(read.must()).containsExactly("x", "y");
        assertThat(read.orderBy()).contains(new OrderBy.By(Path.of("PID-3.1")));
        assertThat(read.ignore().getFirst().when()).isEqualTo("PID-3 valued");
        assertThat(read.ignore().getFirst().why()).isEqualTo("No.");
    }

    @Test
    void sendsOverHttp() {
        SendsDocument read =
                Reading.of(
                        PortSpec.SENDS,
                        "{ over: http, listen: 6002, path: /in, max-message: 2 KiB, "
                                + TLS
                                + ", bearer: { secret-env: B }, speaks: json }");

        assertThat(read.carrier())
                .isEqualTo(
                        new Carrier.HttpIn(
                                new Address("127.0.0.1", 6002),
                                "/in",
                                2048,
                                Optional.of(TLS_READ),
                                Optional.of(new SecretReference.Variable("B"))));
    }

    @Test
    void sendsOverFilesAndSftp() {
        String rest = "every: 15 min, pattern: \"*.csv\", split: rows, speaks: csv }";
        SendsDocument here = Reading.of(PortSpec.SENDS, "{ over: files, from: in, " + rest);
        SendsDocument there =
                Reading.of(
                        PortSpec.SENDS,
                        "{ over: sftp, from: \"sftp://h:2222/out\", user: u, host-key: k,"
                                + " password: { secret-env: P }, key: { secret-env: K }, "
                                + rest);

        Duration every = Duration.ofMinutes(15);
        assertThat(here.carrier())
                .isEqualTo(
                        new Carrier.FilesIn(
                                new Folder.Here("in"),
                                every,
                                "*.csv",
                                Optional.of(Split.CSV_ROWS)));
        assertThat(there.carrier())
                .isEqualTo(
                        new Carrier.FilesIn(
                                new Folder.There(
                                        new SftpAddress("h", 2222, "/out"),
                                        "u",
                                        Optional.of(new SecretReference.Variable("P")),
                                        Optional.of(new SecretReference.Variable("K")),
                                        "k"),
                                every,
                                "*.csv",
                                Optional.of(Split.CSV_ROWS)));
    }

    @Test
    void receives() {
        ReceivesDocument mllp =
                Reading.of(
                        PortSpec.RECEIVES,
                        "{ over: mllp, to: \"[::1]:7001\", release: 2, "
                                + TLS
                                + ", speaks: hl7v2 2.3, must: x, connections: 4, answer-within: 5 s }");
        ReceivesDocument http =
                Reading.of(
                        PortSpec.RECEIVES,
                        "{ over: http, to: \"https://h/x\", content-type: text/x, "
                                + TLS
                                + ", bearer: { secret-env: B } }");
        ReceivesDocument files =
                Reading.of(PortSpec.RECEIVES, "{ over: files, to: out, suffix: .txt }");

        assertThat(mllp.carrier())
                .isEqualTo(new Carrier.MllpOut(new Address("::1", 7001), 2, Optional.of(TLS_READ)));
        assertThat(mllp.speaks().orElseThrow().version()).contains("2.3");
        assertThat(mllp.must()).containsExactly("x");
        assertThat(mllp.connections()).isEqualTo(4);
        assertThat(mllp.answerWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(http.carrier())
                .isEqualTo(
                        new Carrier.HttpOut(
                                URI.create("https://h/x"),
                                Optional.of("text/x"),
                                Optional.of(TLS_READ),
                                Optional.of(new SecretReference.Variable("B"))));
        assertThat(files.carrier())
                .isEqualTo(new Carrier.FilesOut(new Folder.Here("out"), Optional.of(".txt")));
    }

    @Test
    void route() {
        RouteDocument read =
                Reading.of(
                        RouteSpec.SPEC,
                        """
                        route: admissions
                        why: Because.
                        from: [pas.adt, pas.more]
                        when: PID-3 valued
                        promise: 99.9 % within 5 s
                        to: [{ send: lims.all, map: [a, b], when: PV1-2 valued, if-rejected: retry 3 }]
                        if-rejected: stop
                        if-unreachable: wait
                        """);

        assertThat(read)
                .isEqualTo(
                        new RouteDocument(
                                "admissions",
                                "Because.",
                                List.of("pas.adt", "pas.more"),
                                Optional.of("PID-3 valued"),
                                Optional.of(new Promise(0.999, Duration.ofSeconds(5))),
                                List.of(
                                        new RouteDocument.LegDocument(
                                                "lims.all",
                                                List.of("a", "b"),
                                                Optional.of("PV1-2 valued"),
                                                Optional.of(new IfRejected.Retry(3)),
                                                read.to().getFirst().written())),
                                new IfRejected.Stop(),
                                read.written()));
    }

    @Test
    void test() {
        TestDocument read =
                Reading.of(
                        TestSpec.SPEC,
                        """
                        test: nothing is lost
                        route: admissions
                        from: pas.adt
                        given: [in/a.hl7, in/b.hl7]
                        while: { a.a: unreachable for 1 h, b.b: silent, c.c: late by 5 s, d.d: rejects AR for 1 min, e.e: lying, f.f: resets, g.g: dribbles }
                        every: 10 ms
                        then:
                          - { at: a.a, count: 2, in: order, within: 61 min, parked: 1, because: PAR-6203, waiting: 3, where: { PID-8: F }, golden: out/a.hl7 }
                          - { at: pas.adt, refused: 4, filtered: 5, unwanted: 6 }
                        """);

        assertThat(read.faults())
                .isEqualTo(
                        Map.of(
                                "a.a",
                                        new Fault(
                                                new Ailment.Unreachable(),
                                                Optional.of(Duration.ofHours(1))),
                                "b.b", new Fault(new Ailment.Silent(), Optional.empty()),
                                "c.c",
                                        new Fault(
                                                new Ailment.Late(Duration.ofSeconds(5)),
                                                Optional.empty()),
                                "d.d",
                                        new Fault(
                                                new Ailment.Rejecting("AR"),
                                                Optional.of(Duration.ofMinutes(1))),
                                "e.e", new Fault(new Ailment.Lying(), Optional.empty()),
                                "f.f", new Fault(new Ailment.Resetting(), Optional.empty()),
                                "g.g", new Fault(new Ailment.Dribbling(), Optional.empty())));
        assertThat(read.every()).isEqualTo(Duration.ofMillis(10));
        assertThat(read.from()).contains("pas.adt");
        assertThat(read.given()).containsExactly("in/a.hl7", "in/b.hl7");
        assertThat(read.then())
                .containsExactly(
                        new Expectation(
                                "a.a",
                                Optional.of(2),
                                true,
                                Optional.of(Duration.ofMinutes(61)),
                                Optional.of(1),
                                Optional.of("PAR-6203"),
                                Optional.of(3),
                                Map.of(Path.of("PID-8"), "F"),
                                List.of("out/a.hl7"),
                                new AtPort(Optional.empty(), Optional.empty(), Optional.empty()),
                                read.then().getFirst().written()),
                        new Expectation(
                                "pas.adt",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                List.of(),
                                new AtPort(Optional.of(4), Optional.of(5), Optional.of(6)),
                                read.then().getLast().written()));
    }
}
