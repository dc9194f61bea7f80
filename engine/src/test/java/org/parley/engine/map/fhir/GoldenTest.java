package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.fhir.JsonLayout;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/**
 * Golden pairs: {@code fhir/NAME.hl7} becomes {@code fhir/NAME.json}, read by a person against the
 * standard. {@code -Dparley.accept=true} writes what is made; read it before you commit it.
 */
final class GoldenTest {
    private static final Path PAIRS = Path.of("src/test/resources/fhir");

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(PAIRS)) {
            return files.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
        }
    }

    static Message message(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).replace('\n', '\r');
        return switch (Message.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Good(Message message) -> message;
            case Reading.Bad other -> throw new AssertionError(file + ": " + other);
        };
    }

    @TestFactory
    List<DynamicTest> eachMessageBecomesItsBundle() throws IOException {
        FhirMap map = Compiled.standard();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : messages()) {
            String name = file.getFileName().toString().replace(".hl7", "");
            tests.add(DynamicTest.dynamicTest(name, () -> check(map, file, name)));
        }
        return tests;
    }

    private static void check(FhirMap map, Path file, String name) throws IOException {
        byte[] made = Compiled.bundle(map, message(file));
        assertThat(Compiled.bundle(map, message(file))).as("again").isEqualTo(made);
        // what nobody hears of is left undone, and must make no difference
        assertThat(map.explain(message(file)).result())
                .isInstanceOfSatisfying(
                        Mapped.Content.class,
                        heard -> assertThat(heard.bytes()).as("explained").isEqualTo(made));
        Path golden = file.resolveSibling(name + ".json");
        byte[] laid = JsonLayout.of(made);
        if ((Boolean.getBoolean("accept") || Boolean.getBoolean("parley.accept"))) {
            Files.write(golden, laid);
        }
        assertThat(new String(laid, StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
    }

    @Test
    void thereAreGoldenPairs() throws IOException {
        assertThat(messages()).hasSizeGreaterThanOrEqualTo(2);
    }
}
