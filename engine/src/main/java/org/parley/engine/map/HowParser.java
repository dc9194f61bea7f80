package org.parley.engine.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.engine.map.Words.Word;
import org.parley.engine.route.Nearest;

/** Reads a cell of the column {@code how}: {@code trim, upper, first 8}. */
public final class HowParser {
    private static final List<String> KNOWN =
            List.of(
                    "trim", "upper", "lower", "digits", "first", "last", "before", "after",
                    "replace", "pad", "no", "date", "minutes");

    /** The answer: steps, or what is wrong. */
    public sealed interface Parse {
        record Ok(List<How> steps) implements Parse {}

        record Wrong(String reason) implements Parse {}
    }

    private HowParser() {}

    public static Parse parse(String cell) {
        Optional<List<Word>> words = Words.of(cell);
        if (words.isEmpty()) {
            return new Parse.Wrong("A quote is never closed.");
        }
        List<How> steps = new ArrayList<>();
        List<Word> step = new ArrayList<>();
        List<Word> all = new ArrayList<>(words.get());
        if (!all.isEmpty()) {
            all.add(new Word(",", false));
        }
        for (Word word : all) {
            if (!word.text().equals(",") || word.quoted()) {
                step.add(word);
                continue;
            }
            Optional<How> made = step.isEmpty() ? Optional.empty() : step(step);
            if (made.isEmpty()) {
                return new Parse.Wrong(wrong(step));
            }
            steps.add(made.get());
            step = new ArrayList<>();
        }
        return new Parse.Ok(List.copyOf(steps));
    }

    private static Optional<How> step(List<Word> words) {
        String name = words.getFirst().text().toLowerCase(Locale.ROOT);
        return switch (words.size()) {
            case 1 -> plain(name);
            case 2 -> withOne(name, words.get(1));
            case 3 -> withTwo(name, words.get(1), words.get(2));
            default -> Optional.empty();
        };
    }

    private static Optional<How> plain(String name) {
        return switch (name) {
            case "trim" -> Optional.of(new How.Trim());
            case "upper" -> Optional.of(new How.Upper());
            case "lower" -> Optional.of(new How.Lower());
            case "digits" -> Optional.of(new How.Digits());
            case "date" -> Optional.of(new How.Date());
            case "minutes" -> Optional.of(new How.Minutes());
            default -> Optional.empty();
        };
    }

    private static Optional<How> withOne(String name, Word word) {
        return switch (name) {
            case "first" -> number(word).map(How.First::new);
            case "last" -> number(word).map(How.Last::new);
            case "pad" -> number(word).map(length -> new How.Pad(length, '0'));
            case "before" -> text(word).map(How.Before::new);
            case "after" -> text(word).map(How.After::new);
            default -> Optional.empty();
        };
    }

    private static Optional<How> withTwo(String name, Word one, Word two) {
        return switch (name) {
            case "replace" -> text(one).map(old -> new How.Replace(old, two.text()));
            case "pad" ->
                    two.text().length() == 1
                            ? number(one).map(length -> new How.Pad(length, two.text().charAt(0)))
                            : Optional.empty();
            case "no" ->
                    one.text().equalsIgnoreCase("leading") && two.text().equalsIgnoreCase("zeros")
                            ? Optional.of(new How.NoLeadingZeros())
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> number(Word word) {
        return word.text().matches("\\d{1,4}")
                ? Optional.of(Integer.parseInt(word.text()))
                        .filter(number -> number >= 1 && number <= How.MAX_PADDED)
                : Optional.empty();
    }

    private static Optional<String> text(Word word) {
        return Optional.of(word.text()).filter(text -> !text.isEmpty());
    }

    private static String wrong(List<Word> step) {
        if (step.isEmpty()) {
            return "A step is missing before or after a comma.";
        }
        String name = step.getFirst().text().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "first", "last", "pad" ->
                    "'" + name + "' takes a number from 1 to " + How.MAX_PADDED + ".";
            case "before", "after" -> "'" + name + "' takes one text.";
            case "replace" -> "'replace' takes two texts, the old and the new.";
            default -> "Nobody knows '" + name + "'." + Nearest.hint(name, KNOWN);
        };
    }
}
