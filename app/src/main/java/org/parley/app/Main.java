package org.parley.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.app.demo.DemoCommand;
import org.parley.app.map.ExplainCommand;
import org.parley.app.map.MapCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command line. */
public final class Main {
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final CommandLine line;

    private Main(List<Command> all) {
        CommandSpec root =
                Words.command(
                        "parley",
                        "Parley, the interoperability engine that a hospital trust owns itself.",
                        "  ./parley demo                    a simulated trust, live in your browser",
                        "  ./parley run trust --data data   a trust's own configuration");
        line = new CommandLine(root);
        for (Command command : all) {
            CommandSpec spec = command.spec();
            commands.put(spec.name(), command);
            line.addSubcommand(spec.name(), new CommandLine(spec));
        }
        line.setExecutionStrategy(this::execute);
        line.setParameterExceptionHandler((wrong, words) -> {
            System.err.println(wrong.getMessage());
            System.err.println("Try: parley " + name(wrong.getCommandLine()) + "--help");
            return Command.CANNOT;
        });
    }

    private static String name(CommandLine of) {
        String name = of.getCommandName();
        return name.equals("parley") ? "" : name + " ";
    }

    private int execute(ParseResult words) {
        if (CommandLine.printHelpIfRequested(words)) {
            return Command.DONE;
        }
        if (!words.hasSubcommand()) {
            line.usage(System.out);
            return Command.CANNOT;
        }
        ParseResult own = words.subcommand();
        Command command = commands.get(own.commandSpec().name());
        if (command == null) {
            throw new IllegalStateException("no command " + own.commandSpec().name());
        }
        return command.run(own);
    }

    /** Runs one command line; returns the exit code. */
    static int run(String... arguments) {
        return new Main(
                        List.of(
                                new DemoCommand(),
                                new RunCommand(),
                                new LintCommand(),
                                new TestCommand(),
                                new SendCommand(),
                                new ReceiveCommand(),
                                new JournalCommand(),
                                new ValidateCommand(),
                                new StandardsCommand(),
                                new ScoreCommand(),
                                new SimCommand(),
                                new ExplainCommand(),
                                new MapCommand(),
                                new SchemaCommand()))
                .line.execute(arguments);
    }

    /** The entry point. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }
}
