package org.parley.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.conformance.rule.RuleCompiler;
import org.parley.conformance.rule.Rulebook;
import org.parley.conformance.rule.Severity;
import org.parley.conformance.score.Fault;
import org.parley.conformance.score.PortRules;
import org.parley.conformance.score.ScoreJson;
import org.parley.conformance.score.ScoreLines;
import org.parley.conformance.score.Scoreboard;
import org.parley.conformance.score.Tally;
import org.parley.conformance.standard.Register;
import org.parley.conformance.validate.Verdict;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Loaded;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.JournalInspection;
import org.parley.wire.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley score}: how well what came keeps to the standards that it must meet. */
final class ScoreCommand implements Command {
    private final PrintStream out = System.out;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "score",
                        "Scores messages by the standards that their ports must meet.",
                        "  ./parley score trust --data data",
                        "  ./parley score trust message.hl7 --as pas.adt",
                        "  ./parley score trust --data data --json > scores.json",
                        "",
                        "JSON hides every number from 1 to 4. Exit code 0: nothing is FAIL. 1: something"
                                + " is. 2: it could not run.")
                .addPositional(Words.argument(0, "DIR", "The trust's folder."))
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("1..*")
                                .arity("0..*")
                                .paramLabel("FILE")
                                .type(String[].class)
                                .description("Messages, one a file.")
                                .build())
                .addOption(Words.option("--as", "PORT", String.class, "The port of the files."))
                .addOption(Words.option("--data", "DIR", Path.class, "The engine's data folder."))
                .addOption(
                        Words.option(
                                "--env",
                                "NAME",
                                String.class,
                                "Addresses from env/NAME.yaml; local if not said."))
                .addOption(Words.flag("--json", "For machines; numbers from 1 to 4 are hidden."));
    }

    @Override
    public int run(ParseResult words) {
        String env = Words.<String>option(words, "--env").orElse(Configuration.DEFAULT_ENVIRONMENT);
        Configuration read =
                Configuration.read(Words.path(words, 0), env, Environment.withoutSecrets());
        if (!(read instanceof Configuration.Good good)) {
            read.lints().forEach(lint -> System.err.println(lint.render()));
            return CANNOT;
        }
        Rulebook book = Rulebook.load();
        Map<String, PortRules> ports = ports(good.loaded(), book);
        Scoreboard board = new Scoreboard();
        try {
            Optional<Path> data = Words.option(words, "--data");
            List<String> files = List.of(words.matchedPositionalValue(1, new String[0]));
            Optional<String> port = Words.option(words, "--as");
            if (data.isPresent()) {
                journal(data.get(), ports, board);
            } else if (!files.isEmpty() && port.map(ports::containsKey).orElse(false)) {
                for (int i = 0; i < files.size(); i++) {
                    byte[] message = Files.readAllBytes(Path.of(files.get(i)));
                    board.received(known(ports, port.get()), message, i, Instant.now());
                }
            } else {
                System.err.println(
                        "Name --data DIR, or files and --as one of "
                                + String.join(", ", ports.keySet())
                                + ".");
                return CANNOT;
            }
        } catch (IOException cannot) {
            System.err.println("It cannot be read: " + cannot.getMessage());
            return CANNOT;
        }
        List<ScoreLines.Line> lines = ScoreLines.of(board, ports.values());
        if (Words.flag(words, "--json")) {
            out.print(ScoreJson.of(board, ports.values(), book));
        } else {
            print(lines, board, book);
        }
        boolean failed = lines.stream().anyMatch(line -> line.verdict() == Verdict.FAIL);
        return failed ? ANSWER_IS_NO : DONE;
    }

    private static PortRules known(Map<String, PortRules> ports, String name) {
        return Optional.ofNullable(ports.get(name)).orElseThrow();
    }

    private static Map<String, PortRules> ports(Loaded loaded, Rulebook book) {
        RuleCompiler compiler = new RuleCompiler();
        Register register = Register.load();
        Map<String, PortRules> ports = new TreeMap<>();
        loaded.systems()
                .forEach(system ->
                        system.sends()
                                .forEach((name, sends) -> {
                                    String port = system.name() + "." + name;
                                    loaded.plan()
                                            .port(port)
                                            .ifPresent(in ->
                                                    ports.put(
                                                            port,
                                                            PortRules.of(
                                                                    in,
                                                                    sends.must(),
                                                                    book,
                                                                    register,
                                                                    compiler)));
                                }));
        return ports;
    }

    private static void journal(Path data, Map<String, PortRules> ports, Scoreboard board)
            throws IOException {
        Path folder = Files.isDirectory(data.resolve("journal")) ? data.resolve("journal") : data;
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no journal at " + folder);
        }
        JournalInspection.Report report =
                new JournalInspection(FileDisk.existing(folder)).verify(new Counting(ports, board));
        if (!report.isWhole()) {
            throw new IOException(
                    report.damage().size()
                            + " places of the journal are damaged; nothing is scored");
        }
    }

    /** Counts what ports received and refused. */
    private record Counting(Map<String, PortRules> ports, Scoreboard board)
            implements JournalInspection.Visitor {
        @Override
        public boolean entry(Entry entry) {
            switch (HeaderCodec.decode(entry.headers())) {
                case Header.Received received ->
                        Optional.ofNullable(ports.get(received.port()))
                                .ifPresent(port ->
                                        board.received(
                                                port,
                                                entry.body(),
                                                entry.position(),
                                                entry.time()));
                case Header.Refused refused ->
                        Optional.ofNullable(ports.get(refused.port()))
                                .ifPresent(port ->
                                        board.refused(port, entry.position(), entry.time()));
                case Header.Outcome _, Header.Act _, Header.Release _ -> {}
            }
            return true;
        }

        @Override
        public void damage(Problem problem) {
            System.err.println("DAMAGED: " + problem);
        }

        @Override
        public void progress(String file, long done, long total) {}
    }

    private void print(List<ScoreLines.Line> lines, Scoreboard board, Rulebook book) {
        out.println("Rules " + book.version() + ". Shares with Wilson's 95 % interval.");
        String port = "";
        for (ScoreLines.Line line : lines) {
            if (!line.port().equals(port)) {
                port = line.port();
                out.println();
                out.println(port);
            }
            out.printf(
                    Locale.ROOT,
                    "  %-20s %-12s %-9s %s%n",
                    line.standard(),
                    line.measure().word(),
                    line.verdict(),
                    share(line.tally()));
            for (ScoreLines.RuleLine one : line.rules()) {
                if (one.tally().failed() > 0) {
                    out.printf(
                            Locale.ROOT,
                            "      %s%s: %d of %d break it. %s %s%n",
                            one.rule().id(),
                            one.rule().severity() == Severity.WARNING ? " (warning)" : "",
                            one.tally().failed(),
                            one.tally().asked(),
                            one.rule().demands(),
                            one.rule().mend());
                }
            }
        }
        examples(board);
    }

    private static String share(Tally tally) {
        return tally.asked() == 0
                ? "nothing came that it is about"
                : String.format(
                        Locale.ROOT,
                        "%d of %d (%.1f to %.1f %%)%s",
                        tally.passed(),
                        tally.asked(),
                        tally.interval().low() * 100,
                        tally.interval().high() * 100,
                        tally.undecided() == 0 ? "" : ", " + tally.undecided() + " undecided");
    }

    private void examples(Scoreboard board) {
        if (!board.faults().isEmpty()) {
            out.println();
            out.println("First and last seen, and an example, masked:");
        }
        for (Fault fault : board.faults()) {
            Fault.Example example = fault.examples().getFirst();
            out.println(
                    "  "
                            + fault.port()
                            + " "
                            + fault.rule()
                            + "  "
                            + fault.first()
                            + " to "
                            + fault.last()
                            + "  message "
                            + example.position()
                            + ": "
                            + example.masked());
        }
    }
}
