package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.config.Carrier.Folder;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.engine.plan.Transport.Bound;

/** Every record with only what must be written: the rest has the values that the guide promises. */
class DefaultsTest {
    @Test
    void trust() {
        TrustDocument read = Reading.of(TrustDocument.SPEC, "{ trust: n, is: North }");

        assertThat(read)
                .isEqualTo(
                        new TrustDocument(
                                "n",
                                "North",
                                Optional.empty(),
                                "Chief information officer",
                                Map.of(),
                                read.written()));
    }

    @Test
    void system() {
        SystemDocument read = Reading.of(SystemSpec.SPEC, "{ system: pas }");

        assertThat(read.is()).isEmpty();
        assertThat(read.owner()).isEmpty();
        assertThat(read.supplier()).isEmpty();
        assertThat(read.sends()).isEmpty();
        assertThat(read.receives()).isEmpty();
        assertThat(read.installed()).isEmpty();
        assertThat(read.inUse()).isEmpty();
    }

    @Test
    void partsOfASystem() {
        SystemDocument read =
                Reading.of(
                        SystemSpec.SPEC,
                        "{ system: pas, supplier: { name: Alder }, installed: { seats: 0 } }");

        assertThat(read.supplier())
                .contains(new SystemDocument.Supplier("Alder", Optional.empty(), Optional.empty()));
        assertThat(read.installed()).contains(new SystemDocument.Installed(0, Optional.empty()));
    }

    @Test
    void sends() {
        SendsDocument mllp = Reading.of(PortSpec.SENDS, "{ over: mllp, listen: 1, speaks: hl7v2 }");
        SendsDocument http = Reading.of(PortSpec.SENDS, "{ over: http, listen: 1, speaks: xml }");
        SendsDocument files = Reading.of(PortSpec.SENDS, "{ over: files, from: x, speaks: csv }");

        Address address = new Address("127.0.0.1", 1);
        assertThat(mllp.carrier())
                .isEqualTo(
                        new Carrier.MllpIn(
                                address,
                                1,
                                64L << 20,
                                100,
                                Duration.ofHours(1),
                                Optional.empty(),
                                List.of()));
        assertThat(mllp.speaks().charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(mllp.speaks().version()).isEmpty();
        assertThat(mllp.must()).isEmpty();
        assertThat(mllp.orderBy()).isEmpty();
        assertThat(mllp.ignore()).isEmpty();
        assertThat(http.carrier())
                .isEqualTo(
                        new Carrier.HttpIn(
                                address, "/", 64L << 20, Optional.empty(), Optional.empty()));
        assertThat(files.carrier())
                .isEqualTo(
                        new Carrier.FilesIn(
                                new Folder.Here("x"),
                                Duration.ofSeconds(10),
                                "*",
                                Optional.empty()));
    }

    @Test
    void receives() {
        ReceivesDocument mllp = Reading.of(PortSpec.RECEIVES, "{ over: mllp, to: \"h:1\" }");
        ReceivesDocument http = Reading.of(PortSpec.RECEIVES, "{ over: http, to: \"http://h\" }");
        ReceivesDocument sftp =
                Reading.of(
                        PortSpec.RECEIVES,
                        "{ over: sftp, to: \"sftp://h/x\", user: u, host-key: k }");

        assertThat(mllp.carrier())
                .isEqualTo(new Carrier.MllpOut(new Address("h", 1), 1, Optional.empty()));
        assertThat(mllp.speaks()).isEmpty();
        assertThat(mllp.connections()).isEqualTo(1);
        assertThat(mllp.answerWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(http.carrier())
                .isEqualTo(
                        new Carrier.HttpOut(
                                URI.create("http://h"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(sftp.carrier())
                .isEqualTo(
                        new Carrier.FilesOut(
                                new Folder.There(
                                        new SftpAddress("h", 22, "/x"),
                                        "u",
                                        Optional.empty(),
                                        Optional.empty(),
                                        "k"),
                                Optional.empty()));
    }

    @Test
    void client() {
        SendsDocument read =
                Reading.of(
                        PortSpec.SENDS,
                        "{ over: mllp, listen: 1, speaks: hl7v2, clients: { name: n }, tls: {} }");

        Carrier.MllpIn in = (Carrier.MllpIn) read.carrier();
        assertThat(in.clients().getFirst().bound()).isEqualTo(new Bound("n", "", ""));
        assertThat(in.tls())
                .contains(
                        new Carrier.TlsReferences(
                                Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void route() {
        RouteDocument read =
                Reading.of(
                        RouteSpec.SPEC,
                        "{ route: r, why: Because., from: a.b, to: { send: c.d } }");

        assertThat(read.from()).containsExactly("a.b");
        assertThat(read.when()).isEmpty();
        assertThat(read.promise()).isEmpty();
        assertThat(read.ifRejected()).isEqualTo(new IfRejected.Park());
        RouteDocument.LegDocument leg = read.to().getFirst();
        assertThat(leg.maps()).isEmpty();
        assertThat(leg.when()).isEmpty();
        assertThat(leg.ifRejected()).isEmpty();
    }

    @Test
    void test() {
        TestDocument read =
                Reading.of(
                        TestSpec.SPEC, "{ test: t, route: r, given: in/a.hl7, then: { at: a.b } }");

        assertThat(read.from()).isEmpty();
        assertThat(read.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.faults()).isEmpty();
        TestDocument.Expectation then = read.then().getFirst();
        assertThat(then)
                .isEqualTo(
                        new TestDocument.Expectation(
                                "a.b",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                List.of(),
                                new TestDocument.AtPort(
                                        Optional.empty(), Optional.empty(), Optional.empty()),
                                then.written()));
    }
}
