package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;

/** Messages are made on what the message before left: nothing of it may show. */
final class DeskTest {
    private static final Path PAIRS = Path.of("src/test/resources/fhir");
    private static final int THREADS = 4;
    private static final int ROUNDS = 50;

    private static Message message(String name) throws IOException {
        return GoldenTest.message(PAIRS.resolve(name + ".hl7"));
    }

    private static Message results(int count) {
        StringBuilder lines = new StringBuilder("MSH|^~\\&|LAB|R9N|||2026||ORU^R01|L1|P|2.4\n");
        lines.append("PID|1||MR1^^^R9N\nOBR|1|||UE\n");
        for (int i = 1; i <= count; i++) {
            lines.append("OBX|").append(i).append("|NM|K").append(i).append("||6.4|mmol/L\n");
        }
        return Compiled.message(lines.toString());
    }

    @Test
    void nothingOfALargeMessageShowsInASmallOne() throws IOException {
        FhirMap map = Compiled.standard();
        byte[] alone = Compiled.bundle(map, message("adt-a01"));
        Compiled.bundle(map, results(2_000));
        assertThat(Compiled.bundle(map, message("adt-a01"))).isEqualTo(alone);
    }

    @Test
    void nothingOfAParkedMessageShowsInTheNext() {
        String codes = "from,to\n*,(park)\n";
        FhirMap map =
                Compiled.of(List.of(), Compiled.Trust.of("codes/person-stated-gender.csv", codes));
        String start =
                "MSH|^~\\&|PAS|R9N|||2026||ADT^A31|1|P|2.4\nEVN|A31\nPID|1||MR1^^^R9N||A^B||1948|";
        byte[] alone = Compiled.bundle(map, Compiled.message(start + "1\nPV1|1|I"));
        Message unknown = Compiled.message(start.replace("MR1", "MR2") + "Q\nPV1|1|I");
        assertThat(map.apply(unknown)).isInstanceOf(Mapped.Impossible.class);
        assertThat(Compiled.bundle(map, Compiled.message(start + "1\nPV1|1|I"))).isEqualTo(alone);
    }

    @Test
    void manyThreadsMakeTheSameAsOne() throws Exception {
        List<Message> messages =
                List.of(message("adt-a01"), message("oru-r01"), results(200), message("siu-s12"));
        FhirMap map = Compiled.standard();
        List<byte[]> alone = new ArrayList<>();
        messages.forEach(message -> alone.add(Compiled.bundle(map, message)));
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                Callable<Boolean> work = () -> same(map, messages, alone, first);
                answers.add(threads.submit(work));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    private static boolean same(
            FhirMap map, List<Message> messages, List<byte[]> alone, int first) {
        for (int i = 0; i < ROUNDS; i++) {
            int at = (first + i) % messages.size();
            if (!java.util.Arrays.equals(Compiled.bundle(map, messages.get(at)), alone.get(at))) {
                return false;
            }
        }
        return true;
    }
}
