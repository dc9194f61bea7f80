package org.parley.engine.config;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.parley.wire.hl7v2.Path;

/** The forms that more than one kind of table uses. */
final class Forms {
    private Forms() {}

    /** Characters of a text. */
    static final int MAX_TEXT = 10_000;

    static final Scalar<String> TEXT =
            scalar("a text", "Patient administration", "", Forms::sensible);

    static final Scalar<String> NAME =
            words("a name in small letters, digits and hyphens", "pas", "[a-z][a-z0-9-]{0,63}");

    static final Scalar<String> PACKAGE =
            words(
                    "a package and its version",
                    "uk-core 2.1.0",
                    "[a-z][a-z0-9-]{0,63} [A-Za-z0-9][A-Za-z0-9.+-]{0,31}");

    static final Scalar<String> STANDARD =
            words(
                    "a name in small letters, digits and hyphens, a package with its version",
                    "nhs-number",
                    "[a-z][a-z0-9-]{0,63}( [A-Za-z0-9][A-Za-z0-9.+-]{0,31})?");

    static final Scalar<String> PORT =
            words(
                    "a system and its port, joined by a dot",
                    "pas.adt",
                    "[a-z][a-z0-9-]{0,63}\\.[a-z][a-z0-9-]{0,63}");

    static final Scalar<String> MAP =
            words("the name of a map", "pas-to-lims", "[A-Za-z][A-Za-z0-9_-]{0,63}");

    static final Scalar<String> ODS =
            words("an ODS code: 3 to 10 capital letters and digits", "ZZ9NM", "[A-Z0-9]{3,10}");

    static final Scalar<String> FILE =
            scalar("a file inside the trust's folder", "in/a01.hl7", "", Forms::file);

    static final Scalar<Duration> DURATION =
            scalar(
                    "a duration with its unit: ms, s, min, h, days or weeks",
                    "5 s",
                    "",
                    Durations::parse);

    static final Scalar<Long> SIZE =
            scalar("a size with its unit: B, KiB, MiB or GiB", "64 MiB", "", Sizes::parse);

    static final Scalar<LocalDate> DATE =
            scalar("a date, year first", "2028-03-31", "", Forms::date);

    static final Scalar<YearMonth> MONTH =
            scalar("a month, year first", "2016-04", "", Forms::month);

    static final Scalar<ZoneId> ZONE =
            scalar("a time zone such as Europe/London", "UTC", "", Forms::zone);

    static final Scalar<Charset> CHARSET =
            scalar("the name of a character set", "ISO-8859-1", "", Forms::charset);

    static final Scalar<Path> PATH = scalar("a path into a message", "PID-3.1", "", Forms::path);

    static final Scalar<Boolean> YES_OR_NO =
            new Scalar<>("yes or no", "yes", List.of("yes", "no"), "", Forms::yesOrNo);

    /** A whole number between two bounds, both allowed. */
    static Scalar<Integer> number(int least, int most, String example) {
        String noun = "a whole number from %,d to %,d".formatted(least, most);
        return scalar(noun, example, "^[0-9]+$", text -> whole(text, least, most));
    }

    /** One of some words. */
    static Scalar<String> oneOf(String... words) {
        List<String> all = List.of(words);
        String noun =
                all.size() == 1 ? "\"" + all.get(0) + "\"" : "one of: " + String.join(", ", all);
        return new Scalar<>(
                noun, all.get(0), all, "", text -> Optional.of(text).filter(all::contains));
    }

    static <T> Scalar<T> scalar(
            String noun, String example, String pattern, Function<String, Optional<T>> parse) {
        return new Scalar<>(noun, example, List.of(), pattern, parse);
    }

    private static Scalar<String> words(String noun, String example, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return scalar(
                noun,
                example,
                "^" + regex + "$",
                text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
    }

    static Optional<Integer> whole(String text, int least, int most) {
        if (!text.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(n -> n >= least && n <= most);
    }

    private static Optional<String> sensible(String text) {
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    private static Optional<String> file(String text) {
        boolean inside =
                !text.isBlank()
                        && !text.startsWith("/")
                        && !text.contains("\\")
                        && text.chars().noneMatch(Character::isISOControl)
                        && List.of(text.split("/", -1)).stream()
                                .noneMatch(p -> p.isEmpty() || p.startsWith("."));
        return inside ? Optional.of(text) : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text.length() == 10 ? text.substring(0, 7) : text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> charset(String text) {
        try {
            return Optional.of(Charset.forName(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String text) {
        return switch (Path.parse(text)) {
            case Path.Parse.Ok ok -> Optional.of(ok.path());
            case Path.Parse.Wrong _ -> Optional.empty();
        };
    }

    private static Optional<Boolean> yesOrNo(String text) {
        return switch (text) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
