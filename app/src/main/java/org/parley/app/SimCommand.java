package org.parley.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.testkit.simulation.Seeds;
import org.parley.testkit.simulation.Simulation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code parley sim}: simulates whole trusts by seed, with every fault there is, and judges them.
 */
final class SimCommand implements Command {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,15})(?:\\.\\.(\\d{1,15}))?");
    private static final Logger ENGINE = Logger.getLogger("org.parley");

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "sim",
                        "Simulates a whole trust for each seed, lets everything go wrong, and checks every promise.",
                        "  ./parley sim --seeds 0..100000      a long run; prints the seeds that broke a promise",
                        "  ./parley sim --seeds 4711 --trace   one seed again, and everything that happened in it")
                .addOption(
                        Words.option(
                                "--seeds", "A..B", String.class, "From A to B, both included."))
                .addOption(
                        Words.option(
                                "--threads",
                                "N",
                                Integer.class,
                                "How many at a time; as many as there are processors unless said."))
                .addOption(Words.flag("--trace", "Print what happens; for a single seed."));
    }

    @Override
    public int run(ParseResult words) {
        Matcher range = RANGE.matcher(Words.<String>option(words, "--seeds").orElse("0..999"));
        if (!range.matches()) {
            System.err.println("--seeds takes one seed or two, such as 0..9999.");
            return CANNOT;
        }
        ENGINE.setLevel(Level.OFF); // thousands of faults are no news here
        long from = Long.parseLong(range.group(1));
        long to = range.group(2) == null ? from : Long.parseLong(range.group(2));
        if (from == to && Words.flag(words, "--trace")) {
            Simulation.Outcome outcome = Simulation.replay(from, System.out::println);
            outcome.cause().ifPresent(cause -> cause.printStackTrace(System.out));
            System.out.println(outcome.violation().orElse("Every promise was kept."));
            return outcome.violation().isPresent() ? ANSWER_IS_NO : DONE;
        }
        int threads =
                Words.<Integer>option(words, "--threads")
                        .orElse(Runtime.getRuntime().availableProcessors());
        Seeds seeds = Seeds.run(from, to + 1, Math.max(1, threads));
        System.out.print(seeds.told());
        System.out.println(seeds.summary());
        return seeds.failures().isEmpty() ? DONE : ANSWER_IS_NO;
    }
}
