package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.How;
import org.parley.engine.map.HowParser;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.Words;
import org.parley.engine.map.fhir.Joined.Word;
import org.parley.engine.route.KnownFields;
import org.parley.wire.hl7v2.Path;

/** Compiles the rows of segment tables and of the data type tables that they use. */
final class RowCompiler {
    /** Deepest nesting of data type tables. */
    private static final int MAX_DEPTH = 8;

    private final Elements r4;
    private final Sheets sheets;
    private final Makers makers;
    private final TargetReader targets;
    private final Mistakes mistakes;
    private final Map<Segment, Optional<Rules>> segments = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    private int depth;

    RowCompiler(Elements r4, Sheets sheets, CodeLists codes, Mistakes mistakes) {
        this.r4 = r4;
        this.sheets = sheets;
        this.makers = new Makers(r4, codes, this::block, mistakes);
        this.mistakes = mistakes;
        this.targets = new TargetReader(r4, mistakes);
    }

    TargetReader targets() {
        return targets;
    }

    /** Where a row stands while it is compiled. */
    record Around(Base base, String owner, @Nullable Element self, String code) {}

    /** A segment table for a resource: one for all the messages that use it. */
    private record Segment(String table, String segment, String resource) {}

    /** The rules of a segment table for a resource; empty when there is no such table. */
    Optional<Rules> segment(String table, String segment, String resource) {
        return segments.computeIfAbsent(
                new Segment(table, segment, resource),
                one -> sheets.rows("segments", table).map(lines -> rules(lines, one)));
    }

    private Rules rules(List<Table.Line> lines, Segment one) {
        Around around = new Around(Base.of(one.segment()), one.resource(), null, "");
        List<Rule> rules = new ArrayList<>();
        List<Rule> constants = new ArrayList<>();
        lines.forEach(line -> row(line, around, rules, constants));
        rules.addAll(constants);
        return new Rules(rules, around.base());
    }

    /** A data type table at a place; empty when there is none, or it nests too deep. */
    Optional<Block> block(
            String table, Base base, String owner, @Nullable Element self, String code) {
        String key = table + " at " + base + " in " + owner + " by " + code + " " + self;
        Block known = blocks.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<List<Table.Line>> lines = sheets.rows("datatypes", table);
        if (lines.isEmpty() || depth == MAX_DEPTH) {
            return Optional.empty();
        }
        depth++;
        List<Rule> rules = new ArrayList<>();
        List<Rule> constants = new ArrayList<>();
        Around around = new Around(base, owner, self, code);
        lines.get().forEach(line -> row(line, around, rules, constants));
        depth--;
        Block block = new Block(base, rules, constants);
        blocks.put(key, block);
        return Optional.of(block);
    }

    private void row(Table.Line line, Around around, List<Rule> rules, List<Rule> constants) {
        int before = mistakes.count();
        When when = When.read(around.base().resolved(line.cell("when")), line, mistakes);
        Optional<TargetReader.Read> target = target(line, around);
        if (target.isEmpty() || mistakes.count() > before) {
            return;
        }
        String from = around.base().resolved(line.cell("from"));
        if (from.equals("*")) {
            rules.add(new Rule.Whole(line.site(), when, target.get().target(), new Texts.Plain()));
        } else if (from.isEmpty()) {
            makers.of(line, around, target.get(), null)
                    .ifPresent(maker ->
                            constants.add(
                                    new Rule.Fixed(
                                            line.site(), when, target.get().target(), maker)));
        } else {
            reading(line, around, target.get(), from, when).ifPresent(rules::add);
        }
    }

    private Optional<TargetReader.Read> target(Table.Line line, Around around) {
        String to = line.cell("to");
        Element self = around.self();
        Element text = r4.of("Identifier", "value");
        return switch (to) {
            case "$id" -> Optional.of(new TargetReader.Read(new Target.Key(), text, ""));
            case "$key" -> Optional.of(new TargetReader.Read(new Target.Called(), text, ""));
            case "-" -> {
                if (line.cell("comment").isEmpty()) {
                    wrong(
                            line,
                            "comment",
                            "PAR-4186",
                            "A value is left out without a reason.",
                            "Write the reason into the column comment.");
                }
                yield Optional.of(new TargetReader.Read(new Target.Nowhere(), text, ""));
            }
            case "$this" -> {
                if (self == null) {
                    wrong(
                            line,
                            "to",
                            "PAR-4183",
                            "Only a data type table has a $this.",
                            "Name an element of the resource.");
                    yield Optional.empty();
                }
                yield Optional.of(new TargetReader.Read(new Target.Self(self), self, ""));
            }
            default -> targets.read(to, around.owner(), line, "to");
        };
    }

    /** A row that reads: one path, or several words put together. */
    private Optional<Rule> reading(
            Table.Line line, Around around, TargetReader.Read target, String from, When when) {
        List<Words.Word> words = Words.of(from).orElse(List.of());
        Optional<Words.Word> first =
                words.stream()
                        .filter(word -> !word.quoted() && !word.text().startsWith("$"))
                        .findFirst();
        if (first.isEmpty()) {
            wrong(
                    line,
                    "from",
                    "PAR-4185",
                    "There is no path in the column from.",
                    "Write a path such as PID-3.1.");
            return Optional.empty();
        }
        Optional<Path> lead = path(first.get().text(), line);
        if (lead.isEmpty()) {
            return Optional.empty();
        }
        Path path = lead.get();
        boolean inBlock = !around.base().dataType().isEmpty();
        Base here = inBlock ? around.base() : around.base().at(path, "");
        if (line.cell("type").equals("lines")) {
            return lines(line, around, target, path, when);
        }
        boolean plain = words.size() == 1 && line.cell("how").isEmpty();
        Optional<Maker> maker = makers.of(line, around, target, path);
        if (maker.isEmpty()) {
            return Optional.empty();
        }
        Optional<Joined> joined = Optional.empty();
        if (!plain) {
            if (maker.get().ofRows()) {
                wrong(
                        line,
                        "type",
                        "PAR-4186",
                        "A data type table reads the message, not a text put together.",
                        "Name one path in from, and leave how empty.");
                return Optional.empty();
            }
            joined =
                    joined(
                            line,
                            words,
                            target,
                            maker.get(),
                            here,
                            around.base().segment(),
                            inBlock ? when : When.ALWAYS);
            if (joined.isEmpty()) {
                return Optional.empty();
            }
            if (inBlock) {
                return Optional.of(joined.get());
            }
        }
        Place place = around.base().place(coded(path, maker.get()));
        return Optional.of(
                inBlock
                        ? new Rule.Part(line.site(), place, when, target.target(), maker.get())
                        : new Rule.Each(
                                line.site(), place, when, joined, target.target(), maker.get()));
    }

    private Optional<Rule> lines(
            Table.Line line, Around around, TargetReader.Read target, Path path, When when) {
        Optional<Maker> maker =
                switch (target.element().type()) {
                    case "base64Binary" -> Optional.of(new Texts.Encoded());
                    case "string", "markdown" -> Optional.of(new Texts.Plain());
                    default -> Optional.empty();
                };
        if (maker.isEmpty()) {
            wrong(
                    line,
                    "type",
                    "PAR-4186",
                    target.element() + " cannot hold lines of text.",
                    "Write lines into a string, a markdown or a base64Binary.");
        }
        Place place = around.base().place(path);
        boolean one = !around.base().dataType().isEmpty();
        return maker.map(made ->
                one
                        ? new Rule.Part(line.site(), place, when, target.target(), made)
                        : new Rule.Lines(line.site(), place, when, target.target(), made));
    }

    /** A code stands in the first component when the row names none. */
    private static Path coded(Path path, Maker maker) {
        boolean lookup = maker instanceof Coded.Alone || maker instanceof Coded.Whole;
        return lookup && path.subcomponent() == 0 ? Path.of(path + ".1") : path;
    }

    private Optional<Joined> joined(
            Table.Line line,
            List<Words.Word> words,
            TargetReader.Read target,
            Maker maker,
            Base here,
            String around,
            When when) {
        List<Word> parts = new ArrayList<>();
        for (Words.Word word : words) {
            if (word.quoted()) {
                parts.add(new Word.Fixed(word.text()));
            } else if (word.text().startsWith("$")) {
                parts.add(new Word.KeyOf(word.text().substring(1)));
            } else {
                Optional<Path> path = path(word.text(), line);
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(new Word.At(seen(here.place(path.get()), around)));
            }
        }
        return how(line)
                .map(how -> new Joined(line.site(), parts, how, when, target.target(), maker));
    }

    /** A field beside one of another segment is of that segment, not of the row's own. */
    private static Place seen(Place place, String around) {
        boolean other = place.segment() != Place.packed(around);
        return place.kind() == Place.Kind.FIELD && other
                ? new Place(
                        Place.Kind.ELSEWHERE,
                        place.segment(),
                        place.field(),
                        place.repetition(),
                        place.component(),
                        place.subcomponent())
                : place;
    }

    private Optional<List<How>> how(Table.Line line) {
        return switch (HowParser.parse(line.cell("how"))) {
            case HowParser.Parse.Ok(List<How> steps) -> Optional.of(steps);
            case HowParser.Parse.Wrong(String reason) -> {
                wrong(line, "how", "PAR-4106", reason, "Mend the steps of the column how.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Path> path(String text, Table.Line line) {
        return switch (Path.parse(text)) {
            case Path.Parse.Ok(Path path) when path.field() > 0 && path.groups().isEmpty() -> {
                Optional<String> doubt = KnownFields.doubt(path);
                doubt.ifPresent(why -> wrong(line, "from", "PAR-4185", why, "Mend the path."));
                yield doubt.isPresent() ? Optional.empty() : Optional.of(path);
            }
            case Path.Parse.Ok _ -> {
                wrong(
                        line,
                        "from",
                        "PAR-4185",
                        "'" + text + "' names no field of a segment.",
                        "Write a path such as PID-3 or PID-3.1.");
                yield Optional.empty();
            }
            case Path.Parse.Wrong(String reason, int _) -> {
                wrong(
                        line,
                        "from",
                        "PAR-4185",
                        "'" + text + "' is no path: " + reason,
                        "Write a path such as PID-3.1.");
                yield Optional.empty();
            }
        };
    }

    private void wrong(Table.Line line, String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }
}
