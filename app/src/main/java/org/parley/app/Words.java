package org.parley.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** How commands describe and read their words; picocli without annotations. */
public final class Words {
    private Words() {}

    public static CommandSpec command(String name, String summary, String... example) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary).footerHeading("%nExample:%n").footer(example);
        spec.usageMessage().sortOptions(false);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this.")
                        .build());
        return spec;
    }

    public static <T> OptionSpec option(String name, String label, Class<T> type, String meaning) {
        return OptionSpec.builder(name).paramLabel(label).type(type).description(meaning).build();
    }

    public static OptionSpec flag(String name, String meaning) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(meaning).build();
    }

    public static PositionalParamSpec argument(int index, String label, String meaning) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(Path.class)
                .description(meaning)
                .build();
    }

    public static Path path(ParseResult words, int index) {
        Path path = words.matchedPositionalValue(index, (Path) null);
        if (path == null) {
            throw new IllegalArgumentException("argument " + index + " is required by its spec");
        }
        return path;
    }

    public static <T> Optional<T> option(ParseResult words, String name) {
        T value = words.matchedOptionValue(name, (T) null);
        return Optional.ofNullable(value);
    }

    public static boolean flag(ParseResult words, String name) {
        return words.hasMatchedOption(name);
    }
}
