package org.parley.conformance.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.conformance.validate.Definitions;
import org.parley.conformance.validate.Edition;
import org.parley.conformance.validate.LoosePackage;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Strictness;
import org.parley.conformance.validate.Validator;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;

/** Whole value sets are asked for where one code gives no verdict, page by page, and held a day. */
final class ExpansionTest {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String SET = "https://northmoor.example/ValueSet/colours";

    @TempDir private Path folder;
    private final ServerDouble server = new ServerDouble();
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    ExpansionTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private AskedBehind asked(Memory memory) {
        Credentials secret = new Credentials.Secret(server.tokens(), "parley", "s");
        UUID id = UUID.fromString("0b1f1ad2-5b1e-4b0e-9d3a-0c8a3c1f7a10");
        return new AskedBehind(
                memory,
                new HttpServer(server.base(), secret, http, () -> now, () -> id),
                () -> now);
    }

    /** Steps until nothing waits; gives how many questions the server was asked. */
    private int run(AskedBehind terminology) throws Exception {
        int before = server.asked.size();
        for (int i = 0; i < 100 && terminology.waiting() > 0; i++) {
            now = now.plus(AskedBehind.BETWEEN);
            terminology.step();
        }
        return server.asked.size() - before;
    }

    private static List<String> codes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }

    @Test
    void aPlainCodeIsDecidedByTheWholeValueSet() throws Exception {
        server.members = codes(2_500);
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory);
            assertThat(terminology.knows(SET, "", "c2499")).isNull();
            assertThat(terminology.knows(SET, "", "red")).isNull();
            assertThat(terminology.waiting()).as("one question for both").isEqualTo(1);
            assertThat(run(terminology)).as("pages").isEqualTo(3);
            assertThat(server.asked.getFirst())
                    .contains("/ValueSet/$expand?url=")
                    .contains("offset=0");
            assertThat(terminology.knows(SET, "", "c2499")).isTrue();
            assertThat(terminology.knows(SET, "", "red")).isFalse();
            assertThat(terminology.knows(SET, SNOMED, "c7")).isTrue();
            assertThat(terminology.knows(SET, SNOMED, "c2500")).isFalse();
            assertThat(run(terminology)).as("nothing more to ask").isZero();
            now = now.plus(Duration.ofDays(2));
            assertThat(terminology.knows(SET, "", "c2499")).isTrue();
            assertThat(terminology.knows(SET, "", "red")).as("a no holds a day").isNull();
        }
    }

    @Test
    void aCodeWithItsSystemIsAskedByItself() throws Exception {
        server.members = codes(10);
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory);
            assertThat(terminology.knows(SET, SNOMED, "22298006")).isNull();
            run(terminology);
            assertThat(server.asked).hasSize(1).allMatch(one -> one.contains("$validate-code"));
            server.status = 422;
            assertThat(terminology.knows(SET, SNOMED, "c1")).isNull();
            run(terminology);
            server.status = 200;
            assertThat(terminology.knows(SET, SNOMED, "c1")).as("then by the whole").isNull();
            run(terminology);
            assertThat(terminology.knows(SET, SNOMED, "c1")).isTrue();
        }
    }

    @Test
    void whatIsTooLargeOrNotWholeDecidesNothing() throws Exception {
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory);
            server.members = codes(AskedBehind.MAX_EXPANSION + 1);
            assertThat(terminology.knows(SET, "", "c1")).isNull();
            assertThat(run(terminology)).isEqualTo(20);
            assertThat(terminology.knows(SET, "", "red")).isNull();
            assertThat(terminology.waiting()).as("not asked again for an hour").isZero();
            server.members = codes(5);
            server.mark =
                    "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/valueset-toocostly\",\"valueBoolean\":true}],";
            assertThat(terminology.knows(SET + "|2", "", "red")).isNull();
            assertThat(run(terminology)).isEqualTo(1);
            assertThat(server.asked.getLast()).contains("valueSetVersion=2");
            assertThat(terminology.knows(SET + "|2", "", "red")).isNull();
            assertThat(terminology.waiting()).isZero();
        }
    }

    @Test
    void withoutATotalAShortPageIsTheLast() throws Exception {
        server.members = codes(2_000);
        server.total = false;
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory);
            assertThat(terminology.knows(SET, "", "c1999")).isNull();
            assertThat(run(terminology)).isEqualTo(3);
            assertThat(terminology.knows(SET, "", "c1999")).isTrue();
            assertThat(terminology.knows(SET, "", "red")).isFalse();
        }
    }

    @Test
    void aDamagedMemoryNeverMakesANo() throws Exception {
        server.members = codes(3);
        Path file = folder.resolve("codes");
        try (Memory memory = Memory.open(file, now)) {
            AskedBehind terminology = asked(memory);
            terminology.knows(SET, "", "c1");
            run(terminology);
            assertThat(terminology.knows(SET, "", "red")).isFalse();
        }
        String text = Files.readString(file);
        try (Memory memory = Memory.open(file, now)) {
            assertThat(asked(memory).knows(SET, "", "red")).isFalse();
        }
        Files.writeString(file, text.replace("\tc2\n", "\n"));
        try (Memory memory = Memory.open(file, now)) {
            AskedBehind terminology = asked(memory);
            assertThat(memory.aside()).isEmpty();
            assertThat(terminology.knows(SET, "", "c1")).isTrue();
            assertThat(terminology.knows(SET, "", "c2")).isNull();
            assertThat(terminology.knows(SET, "", "red")).isNull();
        }
    }

    @Test
    void aFileThatIsNoTextIsPutAside() throws Exception {
        Path file = folder.resolve("codes");
        byte[] no = {'Y', 'E', 'S', (byte) 0xff, (byte) 0xfe, '\n'};
        Files.write(file, no);
        try (Memory memory = Memory.open(file, now)) {
            Path aside = memory.aside().orElseThrow();
            assertThat(aside)
                    .hasBinaryContent(no)
                    .hasFileName("codes.damaged-" + now.getEpochSecond());
            assertThat(memory.size()).isZero();
        }
        Files.writeString(file, "YES\t1\n", StandardOpenOption.APPEND);
        try (Memory memory = Memory.open(file, now)) {
            assertThat(memory.aside()).isEmpty();
        }
    }

    @Test
    void aMessageIsDecidedByAValueSetThatNoPackageHas() throws Exception {
        String profile =
                """
                {"resourceType":"StructureDefinition","url":"https://northmoor.example/patient","name":"P","status":"active",
                 "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
                 "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
                 "differential":{"element":[{"id":"Patient.language","path":"Patient.language",
                   "binding":{"strength":"required","valueSet":"%s"}}]}}
                """
                        .formatted(SET);
        Json.Members definition =
                (Json.Members)
                        ((JsonReading.Read)
                                        new JsonReader()
                                                .read(profile.getBytes(StandardCharsets.UTF_8)))
                                .root();
        Definitions definitions =
                Edition.R4.with(List.of(new LoosePackage("ours", List.of(definition))));
        server.members = List.of("en-GB", "cy");
        try (Memory memory = Memory.open(folder.resolve("codes"), now)) {
            AskedBehind terminology = asked(memory);
            Validator validator = new Validator(definitions, Strictness.PLAIN, terminology);
            assertThat(verdict(validator, "cy")).isEqualTo(Verdict.UNDECIDED);
            run(terminology);
            assertThat(verdict(validator, "cy")).isEqualTo(Verdict.PASS);
            assertThat(verdict(validator, "fr")).isEqualTo(Verdict.FAIL);
        }
    }

    private static Verdict verdict(Validator validator, String language) {
        String patient =
                "{\"resourceType\":\"Patient\",\"language\":\""
                        + language
                        + "\",\"name\":[{\"text\":\"x\"}]}";
        Report report =
                validator.validate(
                        new JsonReader().read(patient.getBytes(StandardCharsets.UTF_8)),
                        List.of("https://northmoor.example/patient"),
                        Temporal.parse("2026-11-25T10:00:00Z"));
        return report.verdict();
    }
}
