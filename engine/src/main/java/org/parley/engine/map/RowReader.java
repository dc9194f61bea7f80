package org.parley.engine.map;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.route.Conditions;
import org.parley.engine.route.KnownFields;
import org.parley.engine.route.Nearest;
import org.parley.wire.hl7v2.Path;

/** Turns one line of a mapping table into a row, or says everything that is wrong with it. */
final class RowReader {
    private static final List<String> VERBS =
            List.of("set", "clear", "null", "delete", "keep", "first", "add", "leave");

    private final Table.Line line;
    private final Mistakes mistakes;
    private final OriginReader origins;

    RowReader(Table.Line line, CodeTables codes, Mistakes mistakes) {
        this.line = line;
        this.mistakes = mistakes;
        this.origins = new OriginReader(line, codes, mistakes);
    }

    /** The row; empty when a mistake was added. */
    Optional<Row> read() {
        int before = mistakes.count();
        Optional<Conditions.Compiled> when = when();
        Optional<Action> action = action(when.isPresent());
        return mistakes.count() > before
                ? Optional.empty()
                : action.map(made -> new Row(line.site(), made, when));
    }

    private Optional<Conditions.Compiled> when() {
        String text = line.cell("when");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (Conditions.parse(text)) {
            case Conditions.Parse.Ok(Conditions.Compiled condition) -> {
                condition.doubts().forEach(this::wrongCondition);
                yield Optional.of(condition);
            }
            case Conditions.Parse.Wrong wrong -> {
                wrongCondition(wrong);
                yield Optional.empty();
            }
        };
    }

    private void wrongCondition(Conditions.Parse.Wrong wrong) {
        mistakes.add(
                line.site(),
                line.at("when"),
                "PAR-4107",
                "At character " + (wrong.at() + 1) + " of the condition: " + wrong.reason(),
                "Mend the condition; docs/guide/conditions.md has every form.");
    }

    private Optional<Action> action(boolean conditional) {
        String text = line.cell("do");
        String verb = text.isEmpty() ? "set" : text.toLowerCase(Locale.ROOT);
        if (verb.equals("add") || verb.startsWith("add ")) {
            only("add", "to", "do", "when");
            return add(verb);
        }
        return switch (verb) {
            case "set" -> set();
            case "null" -> place().map(to -> alone(verb, new Action.Put(to, nothing())));
            case "clear" -> place().map(to -> alone(verb, new Action.Clear(to)));
            case "delete" -> delete();
            case "keep" -> keep(conditional);
            case "first" -> field(conditional).map(to -> alone(verb, new Action.First(to)));
            case "leave" -> Optional.of(alone(verb, new Action.Leave()));
            default -> {
                wrong(
                        "do",
                        "PAR-4104",
                        "Nobody knows '" + text + "'." + Nearest.hint(verb, VERBS),
                        "Use set (or nothing), " + String.join(", ", VERBS.subList(1, 8)) + ".");
                yield Optional.empty();
            }
        };
    }

    private static Origin nothing() {
        return new Origin.Constant("\"\"");
    }

    private Optional<Action> set() {
        Optional<Path> to = place();
        Optional<Origin> origin = origins.read();
        if (to.isEmpty() || origin.isEmpty()) {
            return Optional.empty();
        }
        Path path = to.get();
        boolean header = path.segment().equals("MSH");
        boolean form = header && (path.field() <= 2 || path.field() == 18);
        return form ? recode(path, origin.get()) : Optional.of(new Action.Put(path, origin.get()));
    }

    private Optional<Action> recode(Path path, Origin origin) {
        if (!(origin instanceof Origin.Constant(String value))) {
            wrong(
                    "from",
                    "PAR-4108",
                    path + " decides how the whole message is written, so it takes a value only.",
                    "Write the delimiters or the character set into the column value.");
            return Optional.empty();
        }
        Optional<String> trouble = Recoder.trouble(path, value);
        trouble.ifPresent(
                why -> wrong("value", "PAR-4109", why, "Write it as HL7 chapter 2 has it."));
        return trouble.isPresent() ? Optional.empty() : Optional.of(new Action.Recode(path, value));
    }

    private Optional<Action> delete() {
        boolean segment = !line.cell("to").contains("-");
        return segment
                ? path().map(to -> alone("delete", new Action.DeleteSegments(to)))
                : field(true).map(to -> alone("delete", new Action.Drop(to)));
    }

    private Optional<Action> keep(boolean conditional) {
        String text = line.cell("to");
        boolean segments = !text.contains("-") && !text.contains(".");
        if (!segments) {
            return field(conditional).map(to -> alone("keep", new Action.Keep(to)));
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.split("[\\s,;]+", -1)) {
            Optional<Path> path = parse(name);
            path.ifPresent(segment -> names.add(segment.segment()));
        }
        return Optional.of(alone("keep", new Action.KeepSegments(names)));
    }

    private Optional<Action> add(String verb) {
        Optional<Path> to = path();
        if (to.isPresent() && (to.get().field() > 0 || to.get().occurrence() > 0)) {
            wrong(
                    "to",
                    "PAR-4103",
                    "A segment is added, so 'to' is its name alone.",
                    "Write the name, such as ZU1, and rows for its fields below.");
            return Optional.empty();
        }
        return anchor(verb.substring(3).strip())
                .flatMap(anchor -> to.map(path -> new Action.Add(path.segment(), anchor)));
    }

    private Optional<Action.Anchor> anchor(String text) {
        if (text.isEmpty() || text.equals("at end")) {
            return Optional.of(new Action.Anchor.AtEnd());
        }
        String last = "after last ";
        String each = "after ";
        if (text.startsWith(each)) {
            boolean one = text.startsWith(last);
            String name = text.substring((one ? last : each).length()).strip();
            Optional<Path> path = parse(name.toUpperCase(Locale.ROOT));
            if (path.isPresent() && path.get().field() > 0) {
                path = Optional.empty();
            }
            return path.map(at ->
                    one
                            ? new Action.Anchor.AfterLast(at.segment())
                            : new Action.Anchor.AfterEach(at.segment()));
        }
        wrong(
                "do",
                "PAR-4104",
                "After 'add' comes 'after PV1', 'after last OBX' or 'at end'.",
                "Say where the new segment goes.");
        return Optional.empty();
    }

    /** A field or what is below it. */
    private Optional<Path> place() {
        Optional<Path> path = path();
        if (path.isPresent() && path.get().field() == 0) {
            wrong(
                    "to",
                    "PAR-4103",
                    "'" + path.get() + "' names a whole segment.",
                    "Name a field, such as " + path.get().segment() + "-1.");
            return Optional.empty();
        }
        return path;
    }

    /** A whole field whose repetitions are chosen by the condition. */
    private Optional<Path> field(boolean conditional) {
        Optional<Path> path = place();
        if (path.isPresent() && (path.get().component() > 0 || path.get().repetition() > 0)) {
            wrong(
                    "to",
                    "PAR-4103",
                    "Repetitions are chosen by the condition, so 'to' is the field alone.",
                    "Write "
                            + path.get().segment()
                            + "-"
                            + path.get().field()
                            + " and say which in 'when'.");
            return Optional.empty();
        }
        if (path.isPresent() && !conditional) {
            wrong(
                    "when",
                    "PAR-4108",
                    "Which repetitions is not said.",
                    "Say it in the column when, such as " + path.get() + ".4 equals NHS.");
        }
        return path;
    }

    private Optional<Path> path() {
        return parse(line.cell("to"));
    }

    private Optional<Path> parse(String text) {
        Optional<Path> path =
                Paths.parse(
                        text, why -> wrong("to", "PAR-4103", why, "Write a path such as PID-3.1."));
        if (path.isPresent() && !path.get().groups().isEmpty()) {
            wrong(
                    "to",
                    "PAR-4103",
                    "A path to write to cannot begin with a group.",
                    "Name the segment alone and say which in 'when'.");
            return Optional.empty();
        }
        path.flatMap(KnownFields::doubt)
                .ifPresent(why -> wrong("to", "PAR-4103", why, "Mend the path."));
        return path;
    }

    private Action alone(String verb, Action action) {
        only(verb, "to", "do", "when");
        return action;
    }

    /**
     * Cells that this verb has no use for must be empty: they would be believed to do something.
     */
    private void only(String verb, String... used) {
        for (String column : Maps.COLUMNS) {
            boolean useful = List.of(used).contains(column) || column.equals("comment");
            if (!useful && !line.cell(column).isEmpty()) {
                wrong(
                        column,
                        "PAR-4108",
                        "'" + verb + "' has no use for the column " + column + ".",
                        "Empty the cell, or use set.");
            }
        }
    }

    private void wrong(String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }
}
