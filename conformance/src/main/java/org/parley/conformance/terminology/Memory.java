package org.parley.conformance.terminology;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Replies on disk: a text file, one line each, the last of a question counts. Read by any number of
 * threads, written by one. A line that is damaged is left out; the question is asked again.
 */
public final class Memory implements Closeable {
    /** Most replies that are remembered. */
    public static final int MAX_REPLIES = 500_000;

    private record Known(Reply reply, Instant at) {
        boolean holds(Instant now) {
            return now.isBefore(at.plus(reply.holds()));
        }
    }

    private final Map<Question, Known> known = new ConcurrentHashMap<>();
    private final BufferedWriter writer;
    private @Nullable Path aside;

    private Memory(Path file, Instant now) throws IOException {
        if (Files.exists(file)) {
            List<String> lines = List.of();
            try {
                lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            } catch (CharacterCodingException damaged) {
                aside =
                        file.resolveSibling(
                                file.getFileName() + ".damaged-" + now.getEpochSecond());
                Files.move(file, aside);
            }
            boolean whole = true;
            for (String line : lines) {
                whole &= read(line);
            }
            if (!whole) { // a code may be lost, so no value set is known as a whole
                known.keySet().removeIf(one -> one.code().isEmpty());
            }
        }
        known.values().removeIf(one -> !one.holds(now));
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.write(made, known.entrySet().stream().map(Memory::line).toList());
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    /**
     * Opens the file, or begins it; what no longer holds is left out. A file that is no text is
     * renamed, and {@link #aside} says so.
     */
    public static Memory open(Path file, Instant now) throws IOException {
        return new Memory(file, now);
    }

    /** Where the file was put that could not be read; empty when it could. */
    public Optional<Path> aside() {
        return Optional.ofNullable(aside);
    }

    /** What is known and still holds. */
    public Optional<Reply> reply(Question question, Instant now) {
        Known one = known.get(question);
        return one != null && one.holds(now) ? Optional.of(one.reply()) : Optional.empty();
    }

    /** How many replies there are. */
    public int size() {
        return known.size();
    }

    /** Keeps a reply; false when there is no room for it. */
    boolean put(Question question, Reply reply, Instant at) throws IOException {
        if (known.size() >= MAX_REPLIES) {
            known.values().removeIf(one -> !one.holds(at));
        }
        if (known.size() >= MAX_REPLIES || !question.fits()) {
            return false;
        }
        Known one = new Known(reply, at);
        writer.write(line(Map.entry(question, one)));
        writer.newLine();
        writer.flush();
        known.put(question, one);
        return true;
    }

    private static String line(Map.Entry<Question, Known> one) {
        Question question = one.getKey();
        return String.join(
                "\t",
                one.getValue().reply().name(),
                String.valueOf(one.getValue().at().getEpochSecond()),
                question.valueSet(),
                question.system(),
                question.code());
    }

    /** Takes a line; false when it is damaged or there is no room for it. */
    private boolean read(String line) {
        List<String> cells = List.of(line.split("\t", -1));
        if (cells.size() != 5
                || !cells.get(1).matches("\\d{1,12}")
                || known.size() >= MAX_REPLIES) {
            return false;
        }
        for (Reply reply : Reply.values()) {
            if (reply.name().equals(cells.getFirst())) {
                known.put(
                        new Question(cells.get(2), cells.get(3), cells.get(4)),
                        new Known(reply, Instant.ofEpochSecond(Long.parseLong(cells.get(1)))));
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
