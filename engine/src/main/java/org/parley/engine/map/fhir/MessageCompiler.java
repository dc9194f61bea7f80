package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.MessagePlan.Group;
import org.parley.engine.map.fhir.MessagePlan.Item;
import org.parley.engine.map.fhir.MessagePlan.Refers;
import org.parley.engine.map.fhir.MessagePlan.Row;
import org.parley.engine.route.Nearest;

/** Compiles a message table. */
final class MessageCompiler {
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z]+)(\\[[A-Za-z0-9 _-]+])?(\\[\\s*])?");
    private static final Pattern FROM =
            Pattern.compile("((?:[A-Z][A-Z0-9_]*\\.)*)([A-Z][A-Z0-9]{2}|\\*)");

    /** Stands for each segment that no other row reads. */
    private static final String ANY = "*";

    private final Elements r4;
    private final RowCompiler rows;
    private final Mistakes mistakes;

    MessageCompiler(Elements r4, RowCompiler rows, Mistakes mistakes) {
        this.r4 = r4;
        this.rows = rows;
        this.mistakes = mistakes;
    }

    /** A line with its two first cells understood. */
    private record Read(
            Table.Line line,
            List<String> groups,
            String segment,
            String type,
            String name,
            boolean each) {}

    /** A group being gathered. */
    private record Making(String name, List<Object> items) {}

    MessagePlan compile(String structure, List<Table.Line> lines) {
        List<Read> read = new ArrayList<>();
        lines.forEach(line -> read(structure, line).ifPresent(read::add));
        Making root = new Making("", new ArrayList<>());
        List<Row> rest = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (Read one : read) {
            Making into = root;
            for (String group : one.groups()) {
                into = inner(into, group);
            }
            boolean anySegment = one.segment().equals(ANY);
            row(one, read, names).ifPresent(anySegment ? rest::add : into.items()::add);
        }
        return new MessagePlan(structure, made(root), rest);
    }

    private static Making inner(Making around, String name) {
        for (Object item : around.items()) {
            if (item instanceof Making making && making.name().equals(name)) {
                return making;
            }
        }
        Making made = new Making(name, new ArrayList<>());
        around.items().add(made);
        return made;
    }

    private static Group made(Making making) {
        List<Item> items = new ArrayList<>();
        for (Object item : making.items()) {
            if (item instanceof Making inner) {
                items.add(made(inner));
            } else if (item instanceof Row row) {
                items.add(row);
            }
        }
        return new Group(making.name(), items);
    }

    private Optional<Read> read(String structure, Table.Line line) {
        Matcher from = FROM.matcher(line.cell("from"));
        if (!from.matches()) {
            wrong(
                    line,
                    "from",
                    "PAR-4185",
                    "'" + line.cell("from") + "' is no segment of a message.",
                    "Write groups and a segment, such as PATIENT_RESULT.PATIENT.PID.");
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>();
        for (String group : from.group(1).split("\\.", -1)) {
            if (!group.isEmpty() && !group.equals(structure)) {
                groups.add(group);
            }
        }
        Matcher to = NAME.matcher(line.cell("to"));
        if (!to.matches() || !r4.resource(to.group(1))) {
            wrong(
                    line,
                    "to",
                    "PAR-4187",
                    "'"
                            + line.cell("to")
                            + "' names no resource."
                            + Nearest.hint(line.cell("to"), List.copyOf(r4.resources())),
                    "Write a resource such as Patient, or AllergyIntolerance[] for one each.");
            return Optional.empty();
        }
        String name = to.group(1) + (to.group(2) == null ? "" : to.group(2));
        return Optional.of(
                new Read(line, groups, from.group(2), to.group(1), name, to.group(3) != null));
    }

    private Optional<Row> row(Read one, List<Read> all, Map<String, Integer> names) {
        Table.Line line = one.line();
        When when = When.read(line.cell("when"), line, mistakes);
        Optional<Rules> rules = rows.segment(line.cell("type"), one.segment(), one.type());
        if (rules.isEmpty()) {
            wrong(
                    line,
                    "type",
                    "PAR-4184",
                    "There is no segment table '" + line.cell("type") + "'.",
                    "Write segments/"
                            + line.cell("type").replace('[', '-').replace("]", "")
                            + ".csv, or name one that is there.");
            return Optional.empty();
        }
        return Optional.of(
                new Row(
                        line.site(),
                        one.segment().equals(ANY) ? 0 : Place.packed(one.segment()),
                        rules.get(),
                        one.type(),
                        number(one.name(), names),
                        one.each(),
                        depths(one, one.name(), all),
                        goesOn(line),
                        one.groups().size(),
                        when,
                        refers(one, all, names)));
    }

    private boolean goesOn(Table.Line line) {
        String how = line.cell("how");
        if (!how.isEmpty() && !how.equals("lines")) {
            wrong(
                    line,
                    "how",
                    "PAR-4106",
                    "'" + how + "' is no step of a message table.",
                    "Write lines, or leave the cell empty.");
        }
        return how.equals("lines");
    }

    private static int number(String name, Map<String, Integer> names) {
        return names.computeIfAbsent(name, _ -> names.size());
    }

    /**
     * How many groups deep a row and the rows that make a resource go together, the deepest group
     * that both are in first: a resource is looked for there, then further out.
     */
    @SuppressWarnings("ReferenceEquality") // two rows may say the same
    private static List<Integer> depths(Read row, String name, List<Read> all) {
        TreeSet<Integer> depths = new TreeSet<>(Comparator.reverseOrder());
        for (Read other : all) {
            if (other != row && other.name().equals(name)) {
                depths.add(common(row.groups(), other.groups()));
            }
        }
        return depths.isEmpty() ? List.of(row.groups().size()) : List.copyOf(depths);
    }

    private static int common(List<String> one, List<String> other) {
        int i = 0;
        while (i < one.size() && i < other.size() && one.get(i).equals(other.get(i))) {
            i++;
        }
        return i;
    }

    /** {@code subject=Patient; encounter=Encounter}. */
    private List<Refers> refers(Read one, List<Read> all, Map<String, Integer> names) {
        List<Refers> refers = new ArrayList<>();
        for (String part : one.line().cell("value").split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equal = part.indexOf('=');
            String path = equal < 0 ? "" : part.substring(0, equal).strip();
            String meant = equal < 0 ? part.strip() : part.substring(equal + 1).strip();
            String name = meant.replace("^", "");
            int outwards = meant.length() - name.length();
            List<String> known = all.stream().map(Read::name).distinct().toList();
            if (path.isEmpty() || !known.contains(name)) {
                wrong(
                        one.line(),
                        "value",
                        "PAR-4187",
                        "'"
                                + part.strip()
                                + "' refers to no resource of this table."
                                + Nearest.hint(name, known),
                        "Write an element, =, and a name from the column to: subject=Patient.");
                continue;
            }
            rows.targets()
                    .read(path, one.type(), one.line(), "value")
                    .ifPresent(target -> {
                        if (target.element().type().equals("Reference")
                                && target.target() instanceof Slot slot) {
                            refers.add(
                                    new Refers(
                                            slot,
                                            number(name, names),
                                            depths(one, name, all).stream()
                                                    .map(d -> Math.max(0, d - outwards))
                                                    .distinct()
                                                    .toList()));
                        } else {
                            wrong(
                                    one.line(),
                                    "value",
                                    "PAR-4187",
                                    target.element() + " holds no reference.",
                                    "Name an element that refers to a resource.");
                        }
                    });
        }
        return refers;
    }

    private void wrong(Table.Line line, String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }
}
