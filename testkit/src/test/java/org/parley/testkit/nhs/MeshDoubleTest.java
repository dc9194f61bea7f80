package org.parley.testkit.nhs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.testkit.tls.TestAuthority;

/** The double refuses what MESH refuses, and tells days later what nobody collected. */
final class MeshDoubleTest {
    private static final String TOC = "TOC_FHIR_IP_DISCH";
    private static final byte[] LETTER = "<Bundle/>".getBytes(UTF_8);

    private final MovedClock clock = new MovedClock();
    private MeshDouble mesh;
    private MeshCaller trust;
    private MeshCaller practice;

    MeshDoubleTest() throws IOException {
        mesh = started(MeshRules.SMALL_CHUNKS);
        trust = new MeshCaller(mesh.uri(), "NMOOR1", "trust-password");
        practice = new MeshCaller(mesh.uri(), "GP0001", "gp-password");
    }

    private MeshDouble started(MeshRules rules) throws IOException {
        var boxes =
                List.of(
                        new MeshMailbox(
                                "NMOOR1",
                                "trust-password",
                                "R0X",
                                "Northmoor",
                                List.of(TOC),
                                List.of(TOC + "_ACK")),
                        new MeshMailbox(
                                "GP0001",
                                "gp-password",
                                "Y90001",
                                "A practice",
                                List.of(TOC + "_ACK"),
                                List.of(TOC)));
        var patients =
                List.of(
                        new MeshPatient("9990000018", "19500102", "Example", "GP0001"),
                        new MeshPatient("9990000026", "19600304", "Moved", ""));
        return MeshDouble.start(
                0,
                MeshCaller.server(),
                new MeshDouble.Setting(MeshCaller.KEY, boxes, patients, rules),
                clock);
    }

    @BeforeEach
    void nothingWasAskedYet() {
        assertThat(mesh.requests()).isZero();
    }

    @AfterEach
    void close() {
        trust.close();
        practice.close();
        mesh.close();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static String id(HttpResponse<byte[]> sent) {
        assertThat(sent.statusCode()).as(text(sent)).isEqualTo(202);
        var found = Pattern.compile("\"message_id\":\"([^\"]+)\"").matcher(text(sent));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void theTokenOfTheSheetIsTheTokenHere() {
        assertThat(
                        MeshTokens.mac(
                                "TestKey",
                                "TESTMB:5ab1c2d3-0000-4000-8000-00000000abcd:001:password:202611231500"))
                .isEqualTo("8388730be7c16859535edb76cb82036ce418b11eef71f225f84485daa3238508");
    }

    @Test
    void withoutACertificateOfItsAuthorityNobodyIsHeard() {
        for (var by : List.of(Optional.<TestAuthority>empty(), stranger())) {
            try (var caller = new MeshCaller(mesh.uri(), "NMOOR1", "trust-password", by)) {
                assertThatThrownBy(() -> caller.get("/NMOOR1/inbox"))
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(mesh.requests()).isZero();
    }

    private static Optional<TestAuthority> stranger() {
        return Optional.of(new TestAuthority("A stranger"));
    }

    @Test
    void aTokenProvesTheMailboxOnceAndInTime() throws Exception {
        String good = trust.token();
        assertThat(trust.call("GET", "/NMOOR1/inbox", good, new byte[0]).statusCode())
                .isEqualTo(200);
        refused(trust.call("GET", "/NMOOR1/inbox", good, new byte[0]), "Duplicated");
        String old = trust.token(UUID.randomUUID().toString(), "202001010000");
        refused(trust.call("GET", "/NMOOR1/inbox", old, new byte[0]), "Invalid Authentication");
        refused(trust.call("GET", "/NMOOR1/inbox", "NHSMESH x", new byte[0]), "Invalid");
        refused(trust.get("/GP0001/inbox"), "does not match");
        refused(trust.get("/NOBODY/inbox"), "No mailbox matched");
        try (var wrong = new MeshCaller(mesh.uri(), "NMOOR1", "another")) {
            refused(wrong.get("/NMOOR1/inbox"), "Invalid Authentication Token");
        }
    }

    private static void refused(HttpResponse<byte[]> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(text(answer)).contains(why);
    }

    @Test
    void aHandshakeSaysWhoCalls() throws Exception {
        assertThat(trust.call("POST", "/NMOOR1", trust.token(), LETTER).statusCode())
                .isEqualTo(400);
        String[] all = {"mex-ClientVersion", "1", "mex-OSName", "L", "mex-OSVersion", "1"};
        assertThat(trust.call("POST", "/NMOOR1", trust.token(), LETTER, all).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMessageIsSentTrackedCollectedAndAcknowledged() throws Exception {
        String id =
                id(
                        trust.send(
                                LETTER,
                                "Mex-To",
                                "GP0001",
                                "Mex-WorkflowID",
                                TOC,
                                "Mex-LocalID",
                                "l1"));
        assertThat(text(trust.get("/NMOOR1/outbox/tracking?localID=l1")))
                .contains(id, "\"status\":\"accepted\"", "\"recipient_ods_code\":\"Y90001\"");
        assertThat(text(practice.get("/GP0001/inbox"))).contains(id);
        HttpResponse<byte[]> got = practice.get("/GP0001/inbox/" + id);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(LETTER);
        assertThat(header(got, "Mex-MessageType")).isEqualTo("DATA");
        assertThat(header(got, "Mex-LocalID")).isEqualTo("l1");
        assertThat(trust.get("/NMOOR1/inbox/" + id).statusCode()).isEqualTo(403);
        assertThat(practice.get("/GP0001/inbox/none").statusCode()).isEqualTo(404);
        String done = "/GP0001/inbox/" + id + "/status/acknowledged";
        for (int i = 0; i < 2; i++) {
            assertThat(practice.call("PUT", done, practice.token(), new byte[0]).statusCode())
                    .isEqualTo(200);
        }
        assertThat(practice.get("/GP0001/inbox/" + id).statusCode()).isEqualTo(410);
        assertThat(text(practice.get("/GP0001/inbox"))).contains("\"messages\":[]");
        assertThat(text(trust.get("/NMOOR1/outbox/tracking?messageID=" + id)))
                .contains("\"status\":\"acknowledged\"");
    }

    @Test
    void chunksComeInTheirOrderAndMoreOfThemIs206() throws Exception {
        String[] first = {"Mex-To", "GP0001", "Mex-WorkflowID", TOC, "Mex-Chunk-Range", "1:3"};
        String id = id(trust.send(new byte[] {1}, first));
        assertThat(text(practice.get("/GP0001/inbox"))).doesNotContain(id);
        assertThat(more(id, "3", "3:3").statusCode()).as("out of order").isEqualTo(406);
        assertThat(more(id, "2", "2:4").statusCode()).as("another total").isEqualTo(417);
        assertThat(more(id, "2", "3:3").statusCode()).as("another number").isEqualTo(417);
        assertThat(more(id, "2", "2:3", "Content-Encoding", "gzip").statusCode())
                .as("another encoding")
                .isEqualTo(417);
        assertThat(more(id, "2", "2:3").statusCode()).isEqualTo(202);
        assertThat(more(id, "2", "2:3").statusCode()).as("once more").isEqualTo(202);
        assertThat(more(id, "3", "3:3").statusCode()).isEqualTo(202);
        assertThat(more(id, "3", "3:3").statusCode()).as("complete").isEqualTo(423);
        assertThat(more("none", "2", "2:3").statusCode()).isEqualTo(404);
        assertThat(practice.get("/GP0001/inbox/" + id).statusCode()).isEqualTo(206);
        assertThat(practice.get("/GP0001/inbox/" + id + "/2").statusCode()).isEqualTo(206);
        HttpResponse<byte[]> last = practice.get("/GP0001/inbox/" + id + "/3");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.body()).containsExactly(3);
        assertThat(mesh.seen("GP0001").getFirst().body()).containsExactly(1, 2, 3);
    }

    private HttpResponse<byte[]> more(String id, String number, String range, String... and)
            throws Exception {
        String[] headers = new String[and.length + 2];
        headers[0] = "Mex-Chunk-Range";
        headers[1] = range;
        System.arraycopy(and, 0, headers, 2, and.length);
        byte[] body = {Byte.parseByte(number)};
        return trust.call(
                "POST", "/NMOOR1/outbox/" + id + "/" + number, trust.token(), body, headers);
    }

    @Test
    void whatIsWronglyAddressedIsRefusedAtOnce() throws Exception {
        refused(trust.send(LETTER, "Mex-WorkflowID", TOC), 417, "\"08\"");
        refused(trust.send(LETTER, "Mex-To", "GP0001"), 400, "\"06\"");
        refused(trust.send(LETTER, "Mex-To", "NOBODY", "Mex-WorkflowID", TOC), 417, "\"12\"");
        refused(trust.send(LETTER, "Mex-To", "GP0001", "Mex-WorkflowID", "X"), 417, "\"17\"");
        refused(
                trust.send(LETTER, "Mex-To", "http://GP0001", "Mex-WorkflowID", TOC),
                400,
                "\"06\"");
        refused(trust.send(new byte[0], "Mex-To", "GP0001", "Mex-WorkflowID", TOC), 417, "\"02\"");
        refused(trust.send(LETTER, "Mex-To", "G".repeat(101), "Mex-WorkflowID", TOC), 400, "06");
        assertThat(mesh.seen("NMOOR1")).isEmpty();
    }

    private static void refused(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(text(answer)).contains(code);
    }

    @Test
    void thePatientsOwnPracticeIsFoundAndAMismatchComesBackAsAReport() throws Exception {
        String to = "GPPROVIDER_9990000018_19500102_EXAMPLE";
        id(trust.send(LETTER, "Mex-To", to, "Mex-WorkflowID", TOC));
        assertThat(mesh.seen("GP0001")).hasSize(1);
        report("GPPROVIDER_9990000018_19500102_OTHER", "EPL-154");
        report("GPPROVIDER_9990000026_19600304_MOVED", "EPL-151");
        report("GPPROVIDER_9990000034_19600304_NOBODY", "EPL-153");
        report("GPPROVIDER_9990000019_19500102_EXAMPLE", "EPL-152");
    }

    private void report(String to, String code) throws Exception {
        String sent = id(trust.send(LETTER, "Mex-To", to, "Mex-WorkflowID", TOC));
        String inbox = text(trust.get("/NMOOR1/inbox"));
        String last = inbox.replaceAll(".*\"([^\"]+)\"\\],.*", "$1");
        HttpResponse<byte[]> report = trust.get("/NMOOR1/inbox/" + last);
        assertThat(report.body()).isEmpty();
        assertThat(header(report, "Mex-MessageType")).isEqualTo("REPORT");
        assertThat(header(report, "Mex-LinkedMsgID")).isEqualTo(sent);
        assertThat(header(report, "Mex-StatusSuccess")).isEqualTo("ERROR");
        assertThat(header(report, "Mex-StatusCode")).isEqualTo(code);
    }

    @Test
    void whatNobodyCollectsIsReportedAfterFiveDays() throws Exception {
        String id = id(trust.send(LETTER, "Mex-To", "GP0001", "Mex-WorkflowID", TOC));
        clock.pass(Duration.ofDays(5).minusMinutes(1));
        // the tokens of this caller are dated by the machine, so only the books are asked
        trust.get("/_ping");
        assertThat(mesh.seen("NMOOR1")).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        trust.get("/_ping");
        assertThat(mesh.seen("NMOOR1")).hasSize(2);
        assertThat(mesh.seen("NMOOR1").getFirst().id()).isEqualTo(id);
        assertThat(mesh.seen("NMOOR1").getFirst().status()).isEqualTo("undeliverable");
    }

    @Test
    void anInboxIsReadByPagesAndFilters() throws Exception {
        for (int i = 0; i < 12; i++) {
            id(trust.send(LETTER, "Mex-To", "GP0001", "Mex-WorkflowID", TOC));
        }
        String first = text(practice.get("/GP0001/inbox?max_results=10"));
        assertThat(first).contains("\"approx_inbox_count\":12", "\"next\":");
        String next = first.replaceAll(".*\"next\":\"/messageexchange([^\"]+)\".*", "$1");
        String second = text(practice.get(next));
        assertThat(second).doesNotContain("\"next\":");
        assertThat(second.split("_0000", -1)).hasSize(3);
        assertThat(text(practice.get("/GP0001/inbox?workflow_filter=TOC*"))).contains("_00000C");
        assertThat(text(practice.get("/GP0001/inbox?workflow_filter=!*FHIR*")))
                .contains("\"messages\":[]");
        assertThat(practice.get("/GP0001/inbox?max_results=9").statusCode()).isEqualTo(400);
    }

    @Test
    void anEndpointIsLookedUpByOrganisationAndWorkflow() throws Exception {
        assertThat(text(trust.get("/endpointlookup/Y90001/" + TOC))).contains("GP0001");
        assertThat(text(trust.get("/endpointlookup/Y99999/" + TOC))).contains("\"results\":[]");
    }

    @Test
    void aRealChunkHasFiveMillionBytes() throws Exception {
        try (MeshDouble real = started(MeshRules.REAL);
                var caller = new MeshCaller(real.uri(), "NMOOR1", "trust-password")) {
            String[] first = {"Mex-To", "GP0001", "Mex-WorkflowID", TOC, "Mex-Chunk-Range", "1:2"};
            assertThat(caller.send(new byte[4_999_999], first).statusCode()).isEqualTo(417);
            assertThat(caller.send(new byte[5_000_000], first).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aLineBreaksWhereATestWantsIt() throws Exception {
        String[] to = {"Mex-To", "GP0001", "Mex-WorkflowID", TOC};
        mesh.fate((number, method) -> MeshFate.ANSWER_LOST);
        assertThatThrownBy(() -> trust.send(LETTER, to)).isInstanceOf(IOException.class);
        assertThat(mesh.seen("GP0001")).hasSize(1);
        mesh.fate((number, method) -> MeshFate.REQUEST_LOST);
        assertThatThrownBy(() -> trust.send(LETTER, to)).isInstanceOf(IOException.class);
        mesh.fate((number, method) -> MeshFate.BUSY);
        assertThat(trust.send(LETTER, to).statusCode()).isEqualTo(503);
        assertThat(mesh.seen("GP0001")).hasSize(1);
    }
}
