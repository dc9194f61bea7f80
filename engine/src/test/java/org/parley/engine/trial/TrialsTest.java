package org.parley.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.engine.clock.Clock;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.config.Source;

class TrialsTest {
    private static final Path RESOURCES = Path.of("src/test/resources/trial");
    private static final Path SMALL = RESOURCES.resolve("small");
    private static final Path NORTHMOOR = Path.of("../trust");
    private static final String TESTS = "tests/passing.yaml";

    /** The machine's time is no part of what is proven, so it stands still. */
    private static final Clock STILL =
            new Clock() {
                @Override
                public Instant now() {
                    throw new AssertionError("trials live in simulated time");
                }

                @Override
                public long nanoTime() {
                    return 0;
                }
            };

    private static Loaded loaded(Source files) {
        return switch (Configuration.read(files, "local", Environment.of(Map.of()))) {
            case Configuration.Good good -> good.loaded();
            case Configuration.Bad bad -> throw new AssertionError(bad.problems().toString());
        };
    }

    private static Report run(Source files, boolean accept, String... only) {
        return Trials.run(
                loaded(files),
                files,
                new Trials.Options(Stream.of(only).findFirst(), accept, STILL));
    }

    private static void golden(Path file, String actual) {
        try {
            if (Boolean.getBoolean("accept")) {
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("%s (-Daccept=true rewrites it)", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFormOfFaultAndOfExpectationCanPass() {
        Report report = run(Source.folder(SMALL), false);

        golden(RESOURCES.resolve("passing-report.txt"), report.render());
        assertThat(report.failed()).isZero();
    }

    @Test
    void everyFailureIsExplained() throws IOException {
        String tests = Files.readString(RESOURCES.resolve("failing/tests.yaml"));
        Report report = run(new Overlay(Source.folder(SMALL), Map.of(TESTS, tests)), false);

        golden(RESOURCES.resolve("failing-report.txt"), report.render());
        assertThat(report.results()).noneMatch(Report.Result::passed);
    }

    @Test
    void theSameFilesGiveTheSameReport() {
        assertThat(run(Source.folder(SMALL), false)).isEqualTo(run(Source.folder(SMALL), false));
    }

    @Test
    void anHourOfOutageIsAnHourOfSimulatedTimeOnly() {
        Report.Result result =
                run(Source.folder(SMALL), false, "AWAY FOR AN HOUR").results().getFirst();

        assertThat(result.passed()).isTrue();
        assertThat(result.simulated()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void onlyTheTestsNamedAreRunAndThenNothingIsSaidOfCoverage() {
        Report report = run(Source.folder(SMALL), false, "rosters");

        assertThat(report.results()).hasSize(1);
        assertThat(report.coverage()).isEmpty();
        assertThat(report.summary()).isEqualTo("1 test passed, 0 failed, 0 ms");
    }

    @Test
    void aThousandTestsWithHoursOfOutageNeedNoWaiting() {
        StringBuilder tests = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            tests.append(
                    """
                    ---
                    test: outage %d
                    route: admissions
                    given: [in/a01.hl7, in/a02.hl7, in/a03.hl7]
                    while: { lims.demographics: unreachable for %d min }
                    then: [{ at: lims.demographics, count: 3, in: order }]
                    """
                            .formatted(i, 1 + i % 120));
        }
        Report report =
                run(new Overlay(Source.folder(SMALL), Map.of(TESTS, tests.toString())), false);

        assertThat(report.failed()).isZero();
        assertThat(
                        report.results().stream()
                                .map(Report.Result::simulated)
                                .reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofHours(900));
    }

    @Test
    void whatNoTestReachesIsListedWithItsPlace() {
        Coverage coverage = run(Source.folder(SMALL), false).coverage().orElseThrow();

        assertThat(coverage.rows()).containsExactly("maps/pas-to-lims.csv:5");
        assertThat(coverage.routes()).containsExactly("archive (routes.yaml:17)");
        assertThat(coverage.legs())
                .containsExactly(
                        "archive to epr.all (routes.yaml:22)",
                        "pas.adt ignores MSH-9.2 equals A22 (systems.yaml:11)");
        assertThat(coverage.total()).isEqualTo(12);
        assertThat(coverage.reached()).isEqualTo(9);
        assertThat(coverage.percent()).isEqualTo(75);
    }

    @Test
    void acceptingMakesAndRewritesGoldenFilesAndNothingElse(@TempDir Path folder)
            throws IOException {
        copy(SMALL, folder);
        Files.delete(folder.resolve("out/roster-2.csv"));
        Path atLims = folder.resolve("out/a01-at-lims.hl7");
        byte[] right = Files.readAllBytes(atLims);
        Files.writeString(atLims, Files.readString(atLims).replace("|F\n", "|M\n"));
        assertThat(run(Source.folder(folder), false).failed()).isEqualTo(2);

        Report accepting = run(Source.folder(folder), true);

        assertThat(accepting.failed()).isZero();
        assertThat(accepting.written())
                .containsExactly("rewrote out/a01-at-lims.hl7", "made out/roster-2.csv");
        assertThat(Files.readAllBytes(atLims)).isEqualTo(right);
        assertThat(run(Source.folder(folder), false).failed()).isZero();
        assertThat(run(Source.folder(folder), true).written()).isEmpty();
    }

    @Test
    void acceptingNeverWritesAFileThatATestIsGiven(@TempDir Path folder) throws IOException {
        copy(SMALL, folder);
        byte[] before = Files.readAllBytes(folder.resolve("in/a01.hl7"));
        Files.writeString(
                folder.resolve(TESTS),
                """
                test: the laboratory gets it as it is
                route: admissions
                given: in/a01.hl7
                then: [{ at: lims.demographics, golden: in/a01.hl7 }]
                """);

        Report report = run(Source.folder(folder), true);

        assertThat(report.results().getFirst().failures().getFirst())
                .isEqualTo(
                        "at lims.demographics: it is not as in in/a01.hl7;"
                                + " a file that a test is given is not written anew");
        assertThat(Files.readAllBytes(folder.resolve("in/a01.hl7"))).isEqualTo(before);
    }

    @Test
    void theTestsOfNorthmoorPassAndReachEverything() {
        Report report = run(Source.folder(NORTHMOOR), false);

        assertThat(report.failed()).as(report.render()).isZero();
        assertThat(report.coverage().orElseThrow().percent()).as(report.render()).isEqualTo(100);
    }

    @Test
    void theTestsInTheGuidePass() throws IOException {
        String[] blocks = Files.readString(Path.of("../docs/guide/testing.md")).split("```", -1);
        StringBuilder tests = new StringBuilder();
        int found = 0;
        for (String block : blocks) {
            if (block.startsWith("yaml\ntest:")) {
                tests.append("---\n").append(block.substring("yaml\n".length()));
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(3);
        Report report =
                run(
                        new Overlay(
                                Source.folder(NORTHMOOR),
                                Map.of("tests/guide.yaml", tests.toString())),
                        false);

        assertThat(report.failed()).as(report.render()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }

    @Test
    void optionsChooseByNameAndRouteWhateverTheCase() {
        assertThat(new Trials.Options(Optional.of("People"), false, STILL))
                .satisfies(options ->
                        assertThat(loaded(Source.folder(SMALL)).tests())
                                .filteredOn(options::chooses)
                                .hasSize(2));
    }
}
