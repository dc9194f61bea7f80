package org.parley.app;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.conformance.standard.Day;
import org.parley.conformance.standard.Party;
import org.parley.conformance.standard.Register;
import org.parley.conformance.standard.Standard;
import org.parley.conformance.standard.Standard.Event;
import org.parley.conformance.standard.Standing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley standards}: what binds whom on which day. */
final class StandardsCommand implements Command {
    private static final String PARTIES =
            Stream.of(Party.values()).map(Party::word).collect(Collectors.joining(", "));

    private final PrintStream out = System.out;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "standards",
                        "Shows which standards bind whom on a day, and what each asks.",
                        "  ./parley standards",
                        "  ./parley standards --for supplier --on 2026-03-01",
                        "  ./parley standards DAPB4101",
                        "",
                        "Exit code 0: shown. 2: there is no such standard, party or day.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .arity("0..1")
                                .paramLabel("NUMBER")
                                .type(String.class)
                                .description("One standard, whole.")
                                .build())
                .addOption(
                        Words.option(
                                "--for",
                                "PARTY",
                                String.class,
                                "Whom they bind: " + PARTIES + ". Without it a trust."))
                .addOption(
                        Words.option(
                                "--on", "DAY", String.class, "The day, 2026-03-01; else today."));
    }

    @Override
    public int run(ParseResult words) {
        Register register = Register.load();
        String wanted = words.matchedPositionalValue(0, "");
        String asked = Words.<String>option(words, "--for").orElse(Party.TRUST.word());
        Optional<Party> party = Party.of(asked);
        Optional<LocalDate> day = day(Words.option(words, "--on"));
        if (party.isEmpty()) {
            return cannot("There is no party '" + asked + "'. There are: " + PARTIES + ".");
        }
        if (day.isEmpty()) {
            return cannot("A day is written like 2026-03-01.");
        }
        if (wanted.isEmpty()) {
            list(register, party.get(), day.get());
            return DONE;
        }
        Optional<Standard> one = register.find(wanted);
        if (one.isEmpty()) {
            return cannot(
                    "The register has no standard '"
                            + wanted
                            + "'. ./parley standards lists what it has.");
        }
        show(register, one.get(), day.get());
        return DONE;
    }

    private static int cannot(String why) {
        System.err.println(why);
        return CANNOT;
    }

    private static Optional<LocalDate> day(Optional<String> text) {
        try {
            return Optional.of(
                    text.map(LocalDate::parse).orElse(LocalDate.now(ZoneId.of("Europe/London"))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void list(Register register, Party party, LocalDate day) {
        Map<Standing, List<Standard>> groups =
                register.all().stream()
                        .filter(one -> one.binds().contains(party))
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.on(day),
                                        () -> new EnumMap<>(Standing.class),
                                        Collectors.toList()));
        out.println("Standards for " + party + " on " + Day.of(day) + ".");
        out.println(
                day.isBefore(party.boundSince())
                        ? "Information standards must be complied with from "
                                + Day.of(party.boundSince())
                                + " (Health and Social Care Act 2012, section 250)."
                        : "Information standards in force must be complied with (Health and Social"
                                + " Care Act 2012, section 250; since "
                                + Day.of(party.boundSince())
                                + ").");
        groups.forEach((standing, all) -> {
            out.println();
            out.println(heading(standing) + " (" + all.size() + ")");
            for (Standard one : all) {
                out.printf(Locale.ROOT, "  %-14s %s%n", one.id(), line(register, one, standing));
            }
        });
    }

    private static String heading(Standing standing) {
        String words = standing.toString();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String line(Register register, Standard one, Standing standing) {
        Optional<String> more =
                switch (standing) {
                    case TO_BE_MET -> one.when(Event.CONFORM_BY).map(by -> "by " + by);
                    case AHEAD -> one.when(Event.EFFECTIVE).map(from -> "from " + from);
                    case DEPRECATED -> followers(register, one).map(ids -> "by " + ids);
                    case RETIRED -> one.when(Event.RETIRED).map(when -> "since " + when);
                    case DRAFT, IN_FORCE, CUSTOM -> Optional.empty();
                };
        return one.title() + more.map(words -> ", " + words).orElse("");
    }

    private static Optional<String> followers(Register register, Standard one) {
        List<String> ids = register.replacing(one.id()).stream().map(Standard::id).toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", ids));
    }

    private void show(Register register, Standard one, LocalDate day) {
        out.println(one.id() + "  " + one.title());
        line("version", one.version());
        line("standing", one.on(day) + " on " + Day.of(day));
        for (Event event : Event.values()) {
            one.when(event)
                    .ifPresent(when ->
                            line(
                                    event.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    when.toString()));
        }
        line("replaces", String.join(", ", one.follows()));
        line("replaced by", followers(register, one).orElse(""));
        line("asks", one.asks());
        line(
                "binds",
                one.binds().stream()
                        .sorted()
                        .map(Party::toString)
                        .collect(Collectors.joining(", ")));
        String must =
                one.binds().stream()
                        .filter(party -> one.mustBeMetBy(party, day))
                        .sorted()
                        .map(Party::toString)
                        .collect(Collectors.joining(", "));
        line("must comply", must);
        line(
                "measurable",
                one.measured().stream()
                        .sorted()
                        .map(means -> means.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        line("read", one.sure().name().toLowerCase(Locale.ROOT));
        line("not certain", one.doubt());
        line("source", one.source());
    }

    private void line(String what, String words) {
        if (!words.isEmpty()) {
            out.printf(Locale.ROOT, "  %-12s %s%n", what, words);
        }
    }
}
