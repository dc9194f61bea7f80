package org.parley.app;

import java.nio.file.Path;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Lint;
import org.parley.engine.config.Source;
import org.parley.engine.trial.Coverage;
import org.parley.engine.trial.Report;
import org.parley.engine.trial.Trials;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley test}: runs the tests in a trust's files, in simulated time. */
final class TestCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Words.command(
                        "test",
                        "Runs the tests in a trust's files, with faults in simulated time.",
                        "  ./parley test trust",
                        "  ./parley test trust --only merge",
                        "  ./parley test trust --accept")
                .addPositional(Words.argument(0, "DIR", "The trust's folder."))
                .addOption(
                        Words.option(
                                "--env",
                                "NAME",
                                String.class,
                                "Addresses from env/NAME.yaml; local if not said."))
                .addOption(
                        Words.option(
                                "--only",
                                "TEXT",
                                String.class,
                                "Only tests whose name or route holds this text."))
                .addOption(
                        Words.flag(
                                "--accept",
                                "Writes golden files that differ or are not there, and says which."))
                .addOption(
                        Words.option(
                                "--require-coverage",
                                "PERCENT",
                                Integer.class,
                                "Fails when the tests reach less of the maps, destinations and"
                                        + " rules."));
    }

    @Override
    public int run(ParseResult words) {
        Optional<String> only = Words.option(words, "--only");
        Optional<Integer> required = Words.option(words, "--require-coverage");
        if (only.isPresent() && required.isPresent()) {
            System.err.println(
                    "Coverage is counted over all tests: leave out --only or"
                            + " --require-coverage.");
            return CANNOT;
        }
        if (required.filter(percent -> percent < 0 || percent > 100).isPresent()) {
            System.err.println("--require-coverage takes 0 to 100.");
            return CANNOT;
        }
        Path folder = Words.path(words, 0);
        String env = Words.<String>option(words, "--env").orElse(Configuration.DEFAULT_ENVIRONMENT);
        Source files = Source.folder(folder);
        // Nothing is sent, so a machine without the secrets can run the tests.
        return switch (Configuration.read(files, env, Environment.withoutSecrets())) {
            case Configuration.Bad bad -> {
                bad.problems().stream().map(Lint::render).forEach(System.err::println);
                System.err.println(bad.problems().size() + " problems. No test was run.");
                yield CANNOT;
            }
            case Configuration.Good good -> {
                Report report =
                        Trials.run(
                                good.loaded(),
                                files,
                                new Trials.Options(
                                        only, Words.flag(words, "--accept"), Clock.system()));
                System.out.print(report.render());
                yield verdict(report, only, required);
            }
        };
    }

    private static int verdict(Report report, Optional<String> only, Optional<Integer> required) {
        if (report.results().isEmpty()) {
            System.err.println(
                    only.map(text -> "No test's name or route holds \"" + text + "\".")
                            .orElse("The trust has no tests."));
            return CANNOT;
        }
        Optional<Integer> reached = report.coverage().map(Coverage::percent);
        if (required.isPresent() && reached.isPresent() && reached.get() < required.get()) {
            System.err.println(
                    "The coverage is "
                            + reached.get()
                            + " %, less than the "
                            + required.get()
                            + " % required.");
            return ANSWER_IS_NO;
        }
        return report.failed() == 0 ? DONE : ANSWER_IS_NO;
    }
}
