package org.parley.engine.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.engine.config.Place;

/**
 * What came of a trust's tests.
 *
 * @param results in the order of the files
 * @param coverage what they reached; empty when only some of the tests were run
 * @param written golden files made or rewritten, a sentence each
 * @param took real time
 */
public record Report(
        List<Result> results, Optional<Coverage> coverage, List<String> written, Duration took) {
    public Report {
        results = List.copyOf(results);
        written = List.copyOf(written);
    }

    /**
     * What came of one test.
     *
     * @param place where it is written
     * @param simulated how much time passed in it
     * @param took real time
     * @param failures what did not hold, a line each; a line that begins with blanks belongs to the
     *     one before it. May show the content of test messages
     */
    public record Result(
            String name, Place place, Duration simulated, Duration took, List<String> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        /** Whether everything held. */
        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /** How many tests failed. */
    public long failed() {
        return results.stream().filter(r -> !r.passed()).count();
    }

    /** All of it as a person reads it, with a newline at the end. */
    public String render() {
        StringBuilder out = new StringBuilder();
        for (Result result : results) {
            out.append(result.passed() ? "ok      " : "FAILED  ").append(result.name());
            out.append(
                    " (%s simulated, %d ms)\n"
                            .formatted(Spans.text(result.simulated()), result.took().toMillis()));
            if (!result.passed()) {
                Place place = result.place();
                out.append("        %s:%d\n".formatted(place.file(), place.line()));
                result.failures().forEach(f -> out.append("        ").append(f).append('\n'));
            }
        }
        written.forEach(line -> out.append(line).append('\n'));
        coverage.ifPresent(c -> out.append('\n').append(c.render()).append('\n'));
        return out.append(summary()).append('\n').toString();
    }

    /** {@code 12 tests passed, 0 failed, 38 ms}. */
    public String summary() {
        long passed = results.size() - failed();
        return "%d %s passed, %d failed, %d ms"
                .formatted(passed, passed == 1 ? "test" : "tests", failed(), took.toMillis());
    }
}
