package org.parley.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.parley.engine.entry.Header;
import org.parley.engine.entry.HeaderCodec;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.FileDisk;
import org.parley.engine.journal.JournalInspection;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code parley journal}: lists, prints, filters and verifies a journal, beside a running engine or
 * without one.
 */
final class JournalCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Words.command(
                        "journal",
                        "Looks at a journal without changing it: its segments, its entries, its checksums.",
                        "  ./parley journal data                          the segments",
                        "  ./parley journal data --print --from 1200      entries from position 1200 on",
                        "  ./parley journal data --print --port pas.adt   what one port received",
                        "  ./parley journal data --verify                 every checksum")
                .addPositional(
                        Words.argument(
                                0, "DATA", "The engine's data folder, or the journal's own."))
                .addOption(Words.flag("--print", "Print entries, a line each; no patient data."))
                .addOption(
                        Words.flag(
                                "--content",
                                "With --print: whole messages too, patient data included."))
                .addOption(Words.flag("--verify", "Read everything and check it."))
                .addOption(Words.option("--from", "N", Long.class, "From this position on."))
                .addOption(
                        Words.option(
                                "--to", "N", Long.class, "Up to, not including, this position."))
                .addOption(
                        Words.option(
                                "--since",
                                "TIME",
                                String.class,
                                "From this time on, such as 2026-06-12T10:15:00Z."))
                .addOption(
                        Words.option(
                                "--lane",
                                "N",
                                Integer.class,
                                "Only this lane, 0 to 15: the messages of some patients, in order."))
                .addOption(
                        Words.option(
                                "--port",
                                "NAME",
                                String.class,
                                "Only what this port received or refused."))
                .addOption(
                        Words.option(
                                "--destination",
                                "NAME",
                                String.class,
                                "Only outcomes and acts of this destination."));
    }

    @Override
    public int run(ParseResult words) {
        Path data = Words.path(words, 0);
        Path folder = Files.isDirectory(data.resolve("journal")) ? data.resolve("journal") : data;
        if (!Files.isDirectory(folder)) {
            System.err.println("There is no journal at " + folder + ".");
            return CANNOT;
        }
        JournalInspection inspection = new JournalInspection(FileDisk.existing(folder));
        try {
            if (Words.flag(words, "--print") || Words.flag(words, "--verify")) {
                return walk(inspection, words);
            }
            inspection.parts().forEach(JournalCommand::print);
            return DONE;
        } catch (IOException e) {
            System.err.println("The journal cannot be read: " + e.getMessage());
            return CANNOT;
        } catch (IllegalArgumentException wrong) {
            System.err.println("--since takes a time such as 2026-06-12T10:15:00Z.");
            return CANNOT;
        }
    }

    private static void print(JournalInspection.Part part) {
        String range =
                part.first().isEmpty()
                        ? "unused"
                        : "positions "
                                + part.first().getAsLong()
                                + " to "
                                + (part.end().isEmpty()
                                        ? "?"
                                        : Long.toString(part.end().getAsLong() - 1));
        System.out.println(
                part.file()
                        + "  "
                        + part.bytes()
                        + " bytes  "
                        + range
                        + part.since().map(since -> "  since " + since).orElse("")
                        + part.trouble().map(trouble -> "  " + trouble).orElse(""));
    }

    private static int walk(JournalInspection inspection, ParseResult words) throws IOException {
        Instant since;
        try {
            since = Words.<String>option(words, "--since").map(Instant::parse).orElse(Instant.MIN);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        JournalInspection.Filter filter =
                new JournalInspection.Filter(
                        Words.<Long>option(words, "--from").orElse(0L),
                        Words.<Long>option(words, "--to").orElse(Long.MAX_VALUE),
                        since,
                        Instant.MAX,
                        lane(words));
        boolean print = Words.flag(words, "--print");
        Shown shown =
                new Shown(
                        System.out,
                        print,
                        Words.flag(words, "--content"),
                        about(Words.option(words, "--port"), Words.option(words, "--destination")));
        JournalInspection.Report report =
                print ? inspection.walk(filter, shown) : inspection.verify(shown);
        report.notes().forEach(note -> System.out.println("Note: " + note));
        System.out.println(
                report.entries() + " entries read, " + report.damage().size() + " damaged places.");
        return report.isWhole() ? DONE : ANSWER_IS_NO;
    }

    private static OptionalInt lane(ParseResult words) {
        return Words.<Integer>option(words, "--lane").stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static Predicate<Header> about(Optional<String> port, Optional<String> destination) {
        return header ->
                switch (header) {
                    case Header.Received received ->
                            destination.isEmpty() && port.map(received.port()::equals).orElse(true);
                    case Header.Refused refused ->
                            destination.isEmpty() && port.map(refused.port()::equals).orElse(true);
                    case Header.Outcome outcome ->
                            port.isEmpty()
                                    && destination
                                            .map(outcome.delivery().destination()::equals)
                                            .orElse(true);
                    case Header.Act act ->
                            port.isEmpty()
                                    && destination
                                            .map(act.delivery().destination()::equals)
                                            .orElse(true);
                    case Header.Release release -> port.isEmpty() && destination.isEmpty();
                };
    }

    /** Prints what the filter wants. */
    private record Shown(PrintStream out, boolean print, boolean content, Predicate<Header> wanted)
            implements JournalInspection.Visitor {
        @Override
        public boolean entry(Entry entry) {
            if (print) {
                Header header = HeaderCodec.decode(entry.headers());
                if (wanted.test(header)) {
                    out.println(
                            entry.position() + "  " + entry.time() + "  " + line(header, entry));
                    if (content && entry.body().length > 0) {
                        out.println(
                                new String(entry.body(), StandardCharsets.ISO_8859_1)
                                        .replace('\r', '\n'));
                    }
                }
            }
            return !out.checkError();
        }

        private static String line(Header header, Entry entry) {
            return switch (header) {
                case Header.Received received ->
                        "received at "
                                + received.port()
                                + " from "
                                + received.peer()
                                + "  "
                                + kind(entry);
                case Header.Refused refused ->
                        "refused at "
                                + refused.port()
                                + " from "
                                + refused.peer()
                                + "  "
                                + refused.problem();
                case Header.Outcome outcome -> outcome(outcome);
                case Header.Act act ->
                        act.deed()
                                + " by "
                                + act.person()
                                + "  message "
                                + act.delivery().position()
                                + " to "
                                + act.delivery().destination()
                                + ": "
                                + act.reason();
                case Header.Release release ->
                        "release " + release.version() + " of " + release.trust();
            };
        }

        private static String kind(Entry entry) {
            return Message.read(entry.body()) instanceof Reading.Good good
                    ? good.message().type()
                            + "^"
                            + good.message().trigger()
                            + " "
                            + good.message().controlId()
                    : entry.body().length + " bytes";
        }

        private static String outcome(Header.Outcome outcome) {
            String what =
                    switch (outcome.result()) {
                        case Header.Result.Delivered delivered ->
                                "delivered (" + delivered.code() + ")";
                        case Header.Result.Parked parked -> "parked  " + parked.problem();
                    };
            return "message "
                    + outcome.delivery().position()
                    + " to "
                    + outcome.delivery().destination()
                    + " by "
                    + outcome.delivery().route()
                    + " "
                    + what
                    + " after "
                    + outcome.waitedMillis()
                    + " ms, "
                    + outcome.attempts()
                    + " attempts";
        }

        @Override
        public void damage(Problem problem) {
            out.println("DAMAGED: " + problem);
        }

        @Override
        public void progress(String file, long done, long total) {
            if (!print) {
                System.err.print(
                        "\r" + file + "  " + (total == 0 ? 100 : 100 * done / total) + " %   ");
            }
        }
    }
}
