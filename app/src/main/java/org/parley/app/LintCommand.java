package org.parley.app;

import java.nio.file.Path;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Lint;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley lint}: every problem of a configuration at once. */
final class LintCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Words.command(
                        "lint",
                        "Reads a trust's configuration and says everything that is wrong with it.",
                        "  ./parley lint trust --env local")
                .addPositional(Words.argument(0, "DIR", "The trust's folder."))
                .addOption(
                        Words.option(
                                "--env",
                                "NAME",
                                String.class,
                                "Addresses from env/NAME.yaml; local if not said."));
    }

    @Override
    public int run(ParseResult words) {
        Path folder = Words.path(words, 0);
        String env = Words.<String>option(words, "--env").orElse(Configuration.DEFAULT_ENVIRONMENT);
        Configuration read = Configuration.read(folder, env, Environment.system());
        return say(read) ? DONE : ANSWER_IS_NO;
    }

    /** Prints what is wrong; true when the configuration can be used. */
    static boolean say(Configuration read) {
        read.lints().stream().map(Lint::render).forEach(System.err::println);
        return switch (read) {
            case Configuration.Good good -> {
                System.out.println(
                        "The configuration is right: "
                                + good.loaded().systems().size()
                                + " systems, "
                                + good.loaded().routes().size()
                                + " routes, "
                                + good.loaded().tests().size()
                                + " tests, "
                                + good.warnings().size()
                                + " warnings. Version "
                                + good.loaded().version().substring(0, 12)
                                + ".");
                yield true;
            }
            case Configuration.Bad bad -> {
                System.err.println(bad.problems().size() + " problems. Nothing was started.");
                yield false;
            }
        };
    }
}
