package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.How;
import org.parley.engine.map.HowParser;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Sheets;
import org.parley.engine.map.fhir.Urls;
import org.parley.engine.map.fhir.back.Row.Target;
import org.parley.engine.map.fhir.back.Value.Piece;
import org.parley.engine.map.fhir.back.WalkReader.Wrong;

/** Compiles the rows of segment and data type tables. */
final class RowCompiler {
    /** Data type tables within one another. */
    static final int MAX_DEPTH = 8;

    private static final List<String> HOME =
            List.of(
                    "CodeableConcept[CWE]",
                    "Coding[CWE]",
                    "HumanName[XPN]",
                    "Address[XAD]",
                    "ContactPoint[XTN]",
                    "Identifier[CX]",
                    "Quantity[CQ]",
                    "Period[DR]",
                    "Organization[XON]",
                    "Practitioner[XCN]",
                    "Location[PL]",
                    "Money[CP]");

    /** Segments whose identifiers are of type CX; others have those of type EI. */
    private static final List<String> CX =
            List.of("PID", "PD1", "PV1", "PV2", "NK1", "GT1", "IN1", "IN2", "MRG", "BLG", "ARV");

    private final Types types;
    private final Sheets sheets;
    private final CodeShelf codes;
    private final Mistakes mistakes;
    private final WalkReader walks;
    private final Map<String, Optional<Block>> blocks = new HashMap<>();
    private int depth;

    RowCompiler(Types types, Sheets sheets, CodeShelf codes, Mistakes mistakes) {
        this.types = types;
        this.sheets = sheets;
        this.codes = codes;
        this.mistakes = mistakes;
        this.walks = new WalkReader(types);
    }

    WalkReader walks() {
        return walks;
    }

    /** The type and the segment or data type in a table's name; empty when it is no such name. */
    static Optional<String[]> named(String name) {
        return name.matches("[A-Za-z.]+\\[[A-Z][A-Z0-9]{1,2}]")
                ? Optional.of(name.substring(0, name.length() - 1).split("\\[", -1))
                : Optional.empty();
    }

    /** The rows of a segment table; rows without from stand behind all others. */
    List<Row> segment(String name, Scope scope, Table.Line used) {
        Optional<String[]> parts = named(name);
        Optional<List<Table.Line>> lines = sheets.rows("segments", name);
        if (parts.isEmpty() || lines.isEmpty()) {
            noTable(name, used);
            return List.of();
        }
        return rows(lines.get(), parts.get()[0], parts.get()[1], "", scope);
    }

    private void noTable(String name, Table.Line used) {
        wrong(
                used,
                "type",
                "PAR-4201",
                "There is no table '" + name + "'.",
                "Name a table as in Patient[PID] or Identifier[CX], and write it.");
    }

    private Optional<Block> block(String name, Table.Line used) {
        Optional<Block> known = blocks.get(name);
        if (known == null) {
            known = compiled(name, used);
            blocks.put(name, known);
        } else if (known.isEmpty()) {
            noTable(name, used);
        }
        return known;
    }

    private Optional<Block> compiled(String name, Table.Line used) {
        Optional<String[]> parts = named(name);
        Optional<List<Table.Line>> lines = sheets.rows("datatypes", name);
        if (parts.isEmpty() || lines.isEmpty() || depth >= MAX_DEPTH) {
            noTable(name, used);
            return Optional.empty();
        }
        depth++;
        List<Row> rows = rows(lines.get(), parts.get()[0], "", parts.get()[1], Scope.of(""));
        depth--;
        return Optional.of(new Block(rows));
    }

    private List<Row> rows(
            List<Table.Line> lines, String base, String segment, String type, Scope scope) {
        List<Row> rows = new ArrayList<>();
        List<Row> constants = new ArrayList<>();
        for (Table.Line line : lines) {
            row(line, base, segment, type, scope)
                    .ifPresent(row -> (row.constant() ? constants : rows).add(row));
        }
        rows.addAll(constants);
        return rows;
    }

    private Optional<Row> row(
            Table.Line line, String base, String segment, String type, Scope scope) {
        List<String> paths = pieces(line.cell("from"));
        Optional<String> lead = paths.stream().filter(piece -> !quoted(piece)).findFirst();
        if (lead.isEmpty() && !paths.isEmpty()) {
            wrong(
                    line,
                    "from",
                    "PAR-4203",
                    "There is no path among the texts.",
                    "Write a constant into the column value.");
            return Optional.empty();
        }
        Walk from = null;
        if (lead.isPresent()) {
            Optional<Walk> walk = walk(lead.get(), base, scope, line, "from");
            if (walk.isEmpty()) {
                return Optional.empty();
            }
            from = walk.get();
        }
        String at = from == null ? base : from.type();
        Optional<Ask> when = ask(line, at, scope);
        if (when.isEmpty() && !line.cell("when").isEmpty()) {
            return Optional.empty();
        }
        Optional<Row.Maker> maker = maker(line, paths, base, from, segment, type, scope);
        Optional<Target> target =
                line.cell("to").equals("-") || line.cell("to").equals("v2:")
                        ? Optional.of(new Target(new Place(0, 0, 0, 0), false, ""))
                        : TargetText.read(line.cell("to"), segment, type);
        if (target.isEmpty()) {
            wrong(
                    line,
                    "to",
                    "PAR-4202",
                    "'"
                            + line.cell("to")
                            + "' is no place in "
                            + (type.isEmpty() ? segment : type)
                            + ".",
                    "Write for example "
                            + (type.isEmpty()
                                    ? segment + "-3[] or " + segment + "-5.1."
                                    : type + ".1."));
        }
        Walk walk = from;
        Ask asked = when.orElse(null);
        return target.flatMap(to -> maker.map(made -> new Row(line.site(), walk, asked, to, made)));
    }

    private Optional<Row.Maker> maker(
            Table.Line line,
            List<String> paths,
            String base,
            @Nullable Walk from,
            String segment,
            String type,
            Scope scope) {
        if (line.cell("to").equals("-")) {
            if (line.cell("comment").isEmpty() || from == null) {
                wrong(
                        line,
                        "comment",
                        "PAR-4204",
                        "The row leaves something out and does not say what or why.",
                        "Write the path into from and the reason into comment.");
            }
            return Optional.of(new Leave());
        }
        if (line.cell("to").equals("v2:")) {
            return Optional.of(home(line, segment, type));
        }
        if (!line.cell("value").isEmpty()) {
            return Optional.of(new Constant(line.cell("value")));
        }
        if (from == null) {
            wrong(
                    line,
                    "from",
                    "PAR-4203",
                    "The row has neither from nor value.",
                    "Say where the value comes from.");
            return Optional.empty();
        }
        if (RowCompiler.named(line.cell("type")).isPresent()) {
            String wanted = line.cell("type").substring(0, line.cell("type").indexOf('['));
            if (!wanted.equals(from.type())) {
                wrong(
                        line,
                        "type",
                        "PAR-4205",
                        "The table is for "
                                + wanted
                                + ", and a "
                                + from.type()
                                + " stands at from.",
                        "Name a table for " + from.type() + ".");
                return Optional.empty();
            }
            return block(line.cell("type"), line).map(block -> block);
        }
        return value(line, paths, base, from, scope);
    }

    private Home home(Table.Line line, String segment, String type) {
        Map<String, Row.Maker> makers = new LinkedHashMap<>();
        if (depth == 0) {
            for (String table : HOME) {
                boolean ei = table.equals("Identifier[CX]") && !CX.contains(segment);
                homes(ei ? "Identifier[EI]" : table, line, makers);
            }
        }
        String prefix = type.isEmpty() ? segment + "-" : type + ".";
        boolean each = line.cell("how").equals("each");
        return new Home(Urls.full("v2:" + prefix), type.isEmpty(), each, makers);
    }

    private void homes(String table, Table.Line line, Map<String, Row.Maker> makers) {
        block(table, line)
                .ifPresent(block -> makers.put(table.substring(0, table.indexOf('[')), block));
    }

    private Optional<Row.Maker> value(
            Table.Line line, List<String> paths, String base, Walk from, Scope scope) {
        Optional<BackCodes> found = Optional.empty();
        if (!line.cell("code").isEmpty()) {
            found = codes.find(line.cell("code"), line);
        }
        boolean coding = found.isPresent() && from.type().equals("Coding");
        if (!coding && !Types.primitive(from.type())) {
            wrong(
                    line,
                    "from",
                    "PAR-4205",
                    "A " + from.type() + " is no text.",
                    "Name an element of it, or a data type table in the column type.");
            return Optional.empty();
        }
        String how = line.cell("how");
        String between = "";
        if (how.startsWith("join ")) {
            int end = how.indexOf(how.charAt(5), 6);
            between = end < 0 ? " " : how.substring(6, end);
            how = end < 0 ? "" : how.substring(end + 1).replaceFirst("^\\s*,\\s*", "");
        }
        List<How> steps =
                switch (HowParser.parse(how)) {
                    case HowParser.Parse.Ok ok -> ok.steps();
                    case HowParser.Parse.Wrong wrong -> {
                        wrong(
                                line,
                                "how",
                                "PAR-4206",
                                wrong.reason(),
                                "docs/guide/mapping.md has the steps.");
                        yield List.of();
                    }
                };
        List<Piece> pieces = pieces(paths, base, from, between, scope, line);
        return Optional.of(new Value(pieces, steps, found.orElse(null)));
    }

    private List<Piece> pieces(
            List<String> paths,
            String base,
            Walk from,
            String between,
            Scope scope,
            Table.Line line) {
        List<Piece> pieces = new ArrayList<>();
        boolean own = false;
        for (String path : paths) {
            if (quoted(path)) {
                pieces.add(new Piece.Quoted(path.substring(1, path.length() - 1)));
            } else if (!own && between.isEmpty()) {
                pieces.add(new Piece.Own(from.type()));
                own = true;
            } else {
                walk(path, base, scope, line, "from")
                        .ifPresent(walk -> pieces.add(new Piece.Other(walk, between)));
            }
        }
        return pieces;
    }

    private Optional<Ask> ask(Table.Line line, String base, Scope scope) {
        return ask(line.cell("when"), base, scope, line);
    }

    /** A condition; empty when there is none, or when it is wrong, which is told. */
    Optional<Ask> ask(String text, String base, Scope scope, Table.Line line) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AskReader(text, walks, base, scope).whole());
        } catch (Wrong wrong) {
            wrong(
                    line,
                    "when",
                    "PAR-4207",
                    wrong.reason(),
                    "Write for example: status = final and code.text valued");
            return Optional.empty();
        }
    }

    /** A path; empty when it is wrong, which is told. */
    Optional<Walk> walk(String text, String base, Scope scope, Table.Line line, String column) {
        try {
            return Optional.of(walks.read(text, base, scope));
        } catch (Wrong wrong) {
            wrong(
                    line,
                    column,
                    "PAR-4203",
                    wrong.reason(),
                    "Write the path of an element of FHIR R4; docs/guide/mapping-fhir.md has the forms.");
            return Optional.empty();
        }
    }

    void wrong(Table.Line line, String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }

    boolean resource(String name) {
        return types.resource(name);
    }

    private static boolean quoted(String piece) {
        return piece.startsWith("'") || piece.startsWith("\"");
    }

    /** Paths and quoted texts; blanks within brackets do not part them. */
    private static List<String> pieces(String cell) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < cell.length()) {
            char c = cell.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end = at;
            if (c == '\'' || c == '"') {
                int close = cell.indexOf(c, at + 1);
                end = close < 0 ? cell.length() : close + 1;
            } else {
                int open = 0;
                while (end < cell.length()
                        && (open > 0 || !Character.isWhitespace(cell.charAt(end)))) {
                    char sign = cell.charAt(end);
                    open += sign == '(' || sign == '[' ? 1 : sign == ')' || sign == ']' ? -1 : 0;
                    end++;
                }
            }
            pieces.add(cell.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
