package org.parley.app;

import org.parley.engine.config.JsonSchema;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley schema}: the JSON Schema of a trust's files, for editors. */
final class SchemaCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Words.command(
                "schema",
                "Prints the JSON Schema of a trust's files, for editors.",
                "  ./parley schema > parley.schema.json");
    }

    @Override
    public int run(ParseResult words) {
        System.out.println(JsonSchema.text());
        return DONE;
    }
}
