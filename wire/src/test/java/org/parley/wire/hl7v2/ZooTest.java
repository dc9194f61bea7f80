package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parley.wire.problem.Problem;

class ZooTest {
    @TestFactory
    List<DynamicTest> everyDirtyMessageMeetsWhatItShould() throws IOException {
        return Zoo.all().stream()
                .map(animal -> DynamicTest.dynamicTest(animal.name(), () -> check(animal)))
                .toList();
    }

    @Test
    void theZooIsNotEmpty() throws IOException {
        assertThat(Zoo.all()).hasSizeGreaterThan(40);
    }

    private static void check(Zoo animal) {
        byte[] before = animal.bytes().clone();
        switch (Message.read(animal.bytes())) {
            case Reading.Good(Message message) -> {
                assertThat(verdict("good", message.warnings())).isEqualTo(animal.verdict());
                for (String[] each : animal.expected()) {
                    assertThat(actual(message, each[0])).as(each[0]).isEqualTo(each[1]);
                }
                assertThat(message.bytes()).isSameAs(animal.bytes()).isEqualTo(before);
                assertThat(message.edit().done()).isSameAs(message);
                StructureCheck.of(message);
            }
            case Reading.Bad(List<Problem> problems) ->
                    assertThat(verdict("bad", problems)).isEqualTo(animal.verdict());
        }
        Batch.read(animal.bytes());
    }

    private static String verdict(String word, List<Problem> problems) {
        StringBuilder verdict = new StringBuilder(word);
        problems.forEach(problem -> verdict.append(' ').append(problem.code()));
        return verdict.toString();
    }

    private static String actual(Message message, String what) {
        return switch (what) {
            case "segments" -> String.valueOf(message.segments());
            case "trigger" -> message.trigger();
            case "structure" -> message.structure();
            case "version" -> message.version();
            default -> message.text(Path.of(what)).orElse("nothing");
        };
    }
}
