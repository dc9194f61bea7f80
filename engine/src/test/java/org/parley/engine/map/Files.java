package org.parley.engine.map;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.map.Maps.Compilation;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;

/** The files of a map, in memory. */
final class Files implements MapSource {
    private final Map<String, byte[]> files = new HashMap<>();

    Files with(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public Optional<byte[]> read(String file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public List<String> files() {
        return files.keySet().stream().sorted().toList();
    }

    TableMapping compile(String... names) {
        return switch (Maps.compile(List.of(names), this)) {
            case Compilation.Ok(TableMapping mapping) -> mapping;
            case Compilation.Ok other -> throw new AssertionError(other);
            case Compilation.Wrong(List<MapProblem> problems) -> throw new AssertionError(problems);
        };
    }

    List<MapProblem> problems(String... names) {
        return switch (Maps.compile(List.of(names), this)) {
            case Compilation.Ok ok -> throw new AssertionError("compiled: " + ok);
            case Compilation.Wrong(List<MapProblem> problems) -> problems;
        };
    }

    static TableMapping table(String text) {
        return new Files().with("maps/m.csv", text).compile("m");
    }

    static Message only(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Messages(List<Message> messages) -> {
                if (messages.size() != 1) {
                    throw new AssertionError(messages);
                }
                yield messages.getFirst();
            }
            case Mapped.Content _ -> throw new AssertionError("not a message of v2");
            case Mapped.Impossible(var problem) -> throw new AssertionError(problem);
        };
    }

    /** What a table makes of a message, a line for each segment. */
    static String map(String table, String message) {
        return text(only(table(table).apply(Messages.message(message))));
    }

    static String text(Message message) {
        return new String(message.bytes(), message.charset()).replace('\r', '\n');
    }
}
