package org.parley.conformance.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.conformance.Fixtures;
import org.parley.conformance.Inspector;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhirpath.Temporal;

/** Codes are asked behind the messages, remembered on disk, and never wait for. */
final class AskedBehindTest {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final UUID ID = UUID.fromString("0b1f1ad2-5b1e-4b0e-9d3a-0c8a3c1f7a10");

    @TempDir private Path folder;
    private final ServerDouble server = new ServerDouble();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final InstantSource clock = () -> now;

    AskedBehindTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void theVerdictIsOpenUntilTheServerHasAnswered() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory, secret());
            Inspector inspector = new Inspector(Fixtures.core(), false, terminology);
            assertThat(inspect(inspector, "22298006").verdict()).isEqualTo(Verdict.PASS);
            assertThat(terminology.waiting()).isEqualTo(1);
            assertThat(inspect(inspector, "73211009").verdict()).isEqualTo(Verdict.PASS);
            run(terminology, 2);
            assertThat(inspect(inspector, "22298006").verdict()).isEqualTo(Verdict.PASS);
            Report wrong = inspect(inspector, "73211009");
            assertThat(wrong.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(wrong.findings().getFirst().rule()).isEqualTo("code");
            assertThat(server.asked).hasSize(2);
            assertThat(server.forms)
                    .containsExactly(
                            "grant_type=client_credentials&client_id=parley&client_secret=s%26cret");
        }
    }

    @Test
    void whatWasAnsweredIsNotAskedAgainEvenAfterARestart() throws Exception {
        Path file = folder.resolve("codes");
        try (Memory memory = Memory.open(file, now)) {
            AskedBehind terminology = asked(memory, secret());
            assertThat(terminology.knows("", SNOMED, "22298006")).isNull();
            assertThat(terminology.knows("https://x.example/vs|2", SNOMED, "1")).isNull();
            run(terminology, 2);
            assertThat(server.asked.getLast())
                    .contains("/ValueSet/$validate-code?url=https%3A%2F%2Fx.example%2Fvs")
                    .contains("valueSetVersion=2")
                    .contains("system=http%3A%2F%2Fsnomed.info%2Fsct");
        }
        Files.writeString(file, "YES\tdamaged\nrubbish\n", StandardOpenOption.APPEND);
        try (Memory memory = Memory.open(file, now)) {
            AskedBehind terminology = asked(memory, secret());
            assertThat(memory.size()).isEqualTo(2);
            assertThat(terminology.knows("", SNOMED, "22298006")).isTrue();
            assertThat(terminology.knows("https://x.example/vs|2", SNOMED, "1")).isFalse();
            now = now.plus(Duration.ofDays(2));
            assertThat(terminology.knows("", SNOMED, "22298006")).isTrue();
            assertThat(terminology.knows("https://x.example/vs|2", SNOMED, "1"))
                    .as("a negative reply holds for a day")
                    .isNull();
        }
    }

    @Test
    void theServerIsAskedAtMostSixteenTimesASecond() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory, secret());
            for (int i = 0; i < 100; i++) {
                assertThat(terminology.knows("", SNOMED, "c" + i)).isNull();
            }
            Instant end = now.plusSeconds(1);
            while (now.isBefore(end)) {
                terminology.step();
                now = now.plusMillis(10);
            }
            assertThat(server.asked.size()).isBetween(12, 16);
        }
    }

    @Test
    void aServerThatIsAwayIsLeftAloneAndAskedAgainByTheNextMessage() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory, secret());
            server.status = 503;
            assertThat(terminology.knows("", SNOMED, "22298006")).isNull();
            assertThat(terminology.step()).isEqualTo(AskedBehind.AFTER_FAILURE);
            assertThat(terminology.trouble().orElse("")).contains("503");
            server.status = 200;
            assertThat(terminology.knows("", SNOMED, "22298006")).isNull();
            now = now.plus(AskedBehind.AFTER_FAILURE);
            run(terminology, 1);
            assertThat(terminology.knows("", SNOMED, "22298006")).isTrue();
            assertThat(terminology.trouble()).isEmpty();
            server.status = 404;
            assertThat(terminology.knows("https://x.example/none", SNOMED, "1")).isNull();
            run(terminology, 1);
            assertThat(terminology.knows("https://x.example/none", SNOMED, "1")).isNull();
            assertThat(terminology.waiting()).as("the whole value set is asked").isEqualTo(1);
            run(terminology, 1);
            assertThat(terminology.knows("https://x.example/none", SNOMED, "1")).isNull();
            assertThat(terminology.waiting()).as("not asked again for an hour").isZero();
        }
    }

    @Test
    void aTokenThatIsNotTakenIsFetchedAnew() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory, secret());
            assertThat(terminology.knows("", SNOMED, "22298006")).isNull();
            run(terminology, 1);
            server.token = "t2";
            assertThat(terminology.knows("", SNOMED, "73211009")).isNull();
            run(terminology, 1);
            assertThat(terminology.knows("", SNOMED, "73211009")).isFalse();
            assertThat(server.forms).hasSize(2);
        }
    }

    @Test
    void aSignedTokenIsOursAndForThisServer() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology =
                    asked(
                            memory,
                            new Credentials.SignedJwt(
                                    server.tokens(), "parley", "k1", pair.getPrivate()));
            assertThat(terminology.knows("", SNOMED, "22298006")).isNull();
            run(terminology, 1);
        }
        String form = server.forms.getFirst();
        List<String> parts = List.of(form.substring(form.lastIndexOf('=') + 1).split("\\.", -1));
        String claims =
                new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
        assertThat(claims)
                .contains("\"iss\":\"parley\"")
                .contains("\"aud\":\"" + server.tokens() + "\"")
                .contains("\"jti\":\"" + ID + "\"")
                .contains("\"exp\":" + (now.getEpochSecond() + 240));
        Signature check = Signature.getInstance("SHA512withRSA");
        check.initVerify(pair.getPublic());
        check.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts.get(2)))).isTrue();
    }

    @Test
    void moreQuestionsThanMayWaitAreDropped() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory, secret());
            for (int i = 0; i < AskedBehind.MAX_WAITING + 50; i++) {
                terminology.knows("", SNOMED, "c" + i);
            }
            assertThat(terminology.waiting()).isEqualTo(AskedBehind.MAX_WAITING);
            terminology.knows("", SNOMED, "x".repeat(1_000));
            terminology.knows("", SNOMED, "a\tb");
            assertThat(terminology.waiting()).isEqualTo(AskedBehind.MAX_WAITING);
        }
    }

    private Credentials secret() {
        return new Credentials.Secret(server.tokens(), "parley", "s&cret");
    }

    private AskedBehind asked(Memory memory, Credentials credentials) {
        return new AskedBehind(
                memory, new HttpServer(server.base(), credentials, http, clock, () -> ID), clock);
    }

    private void run(AskedBehind terminology, int questions) throws Exception {
        int before = terminology.waiting();
        for (int i = 0; i < questions * 2 && terminology.waiting() > before - questions; i++) {
            now = now.plus(AskedBehind.BETWEEN);
            terminology.step();
        }
    }

    private static Report inspect(Inspector inspector, String code) {
        String message =
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\""
                        + SNOMED
                        + "\",\"code\":\""
                        + code
                        + "\"}]}}";
        return inspector.inspect(
                message.getBytes(StandardCharsets.UTF_8),
                new JsonReader(),
                List.of(),
                Temporal.parse("2026-11-25T10:00:00Z"));
    }
}
