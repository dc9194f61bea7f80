package org.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Verdict;

/** Whatever comes, the answer comes, soon and plainly. */
final class HostileInputTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Inspector inspector = new Inspector(Fixtures.core(), false);

    private Report soon(String json) {
        return assertTimeoutPreemptively(SOON, () -> Fixtures.inspect(inspector, json));
    }

    @Test
    void aMillionLevelsAreRefused() {
        assertThat(Fixtures.errors(soon("[".repeat(1_000_000)))).containsExactly("json");
    }

    @Test
    void extensionsInExtensionsEnd() {
        String deep =
                "{\"url\":\"urn:x\",\"extension\":[".repeat(60)
                        + "{\"url\":\"urn:x\",\"valueBoolean\":true}"
                        + "]}".repeat(60);
        assertThat(soon("{\"resourceType\":\"Patient\",\"extension\":[" + deep + "]}").verdict())
                .isNotEqualTo(Verdict.PASS);
    }

    @Test
    void fiftyThousandEntriesAreReadToTheEnd() {
        StringBuilder bundle =
                new StringBuilder(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
        for (int i = 0; i < 50_000; i++) {
            bundle.append(i > 0 ? "," : "")
                    .append("{\"fullUrl\":\"urn:uuid:00000000-0000-0000-0000-")
                    .append(String.format("%012d", i))
                    .append(
                            "\",\"resource\":{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"}}}");
        }
        assertThat(Fixtures.errors(soon(bundle.append("]}").toString()))).isEmpty();
    }

    @Test
    void aNameThatStandsTwiceIsAnError() {
        assertThat(
                        Fixtures.errors(
                                soon(
                                        "{\"resourceType\":\"Patient\",\"gender\":\"male\",\"gender\":\"female\",\"name\":[{\"text\":\"x\"}]}")))
                .containsExactly("duplicate");
    }

    @Test
    void longTextsDoNotStopExpressions() {
        String text = "a".repeat(500_000);
        assertThat(
                        soon("{\"resourceType\":\"ValueSet\",\"status\":\"draft\",\"name\":\""
                                        + text
                                        + "!\"}")
                                .verdict())
                .isNotNull();
    }

    @Test
    void referencesInCirclesEnd() {
        StringBuilder bundle =
                new StringBuilder(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
        for (int i = 0; i < 2; i++) {
            bundle.append(i > 0 ? "," : "")
                    .append("{\"fullUrl\":\"http://x.example/Observation/")
                    .append(i)
                    .append("\",\"resource\":{\"resourceType\":\"Observation\",\"id\":\"")
                    .append(i)
                    .append(
                            "\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"hasMember\":[{\"reference\":\"http://x.example/Observation/")
                    .append(1 - i)
                    .append("\"}]}}");
        }
        assertThat(Fixtures.errors(soon(bundle.append("]}").toString()))).isEmpty();
    }
}
