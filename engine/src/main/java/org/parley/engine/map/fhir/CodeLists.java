package org.parley.engine.map.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;

/** The code tables of one compilation: the product's, with those of a trust laid over them. */
final class CodeLists {
    private static final List<String> COLUMNS =
            List.of("from", "system", "to", "to-system", "display", "comment");

    private final Sheets sheets;
    private final MapSource trust;
    private final Mistakes mistakes;
    private final Map<String, Optional<CodeList>> known = new HashMap<>();

    CodeLists(Sheets sheets, MapSource trust, Mistakes mistakes) {
        this.sheets = sheets;
        this.trust = trust;
        this.mistakes = mistakes;
    }

    Optional<CodeList> find(String name, Table.Line line) {
        Optional<CodeList> list = known.computeIfAbsent(name, this::read);
        if (list.isEmpty()) {
            mistakes.add(
                    line.site(),
                    line.at("code"),
                    "PAR-4181",
                    "There is no code table '" + name + "'.",
                    "Write codes/" + name + ".csv, or name a table that is there.");
        }
        return list;
    }

    private Optional<CodeList> read(String name) {
        Map<CodeList.Key, CodeList.Code> rows = new HashMap<>();
        Optional<byte[]> base = sheets.codes(name);
        Optional<byte[]> own = trust.read("codes/" + name + ".csv");
        base.ifPresent(bytes -> add(rows, "tables/codes/" + name + ".csv", bytes));
        own.ifPresent(bytes -> add(rows, "codes/" + name + ".csv", bytes));
        if (base.isEmpty() && own.isEmpty()) {
            return Optional.empty();
        }
        CodeList.Code other = rows.remove(new CodeList.Key("", "*"));
        boolean parks = other != null && other.code().equals("(park)");
        boolean keeps = other == null || parks || other.code().equals("(keep)");
        int starts = starts(rows.keySet());
        QuickCodes quick = QuickCodes.of(rows);
        return Optional.of(new CodeList(name, rows, keeps ? null : other, parks, starts, quick));
    }

    /** The length of the beginning of codes that end in a star; all of a table's are as long. */
    private static int starts(Set<CodeList.Key> keys) {
        return keys.stream()
                .map(CodeList.Key::code)
                .filter(code -> code.length() > 1 && code.endsWith("*"))
                .mapToInt(code -> code.length() - 1)
                .max()
                .orElse(0);
    }

    private void add(Map<CodeList.Key, CodeList.Code> rows, String file, byte[] bytes) {
        Table table =
                Table.read(
                        file, bytes, COLUMNS, List.of("from", "to"), Sheets.maxCodes(), mistakes);
        Map<CodeList.Key, CodeList.Code> own = new HashMap<>();
        for (Table.Line line : table.lines()) {
            CodeList.Key key = new CodeList.Key(line.cell("system"), line.cell("from"));
            CodeList.Code code =
                    new CodeList.Code(
                            line.cell("to"), line.cell("to-system"), line.cell("display"));
            if (line.cell("from").isEmpty() || own.putIfAbsent(key, code) != null) {
                mistakes.add(
                        line.site(),
                        line.at("from"),
                        "PAR-4182",
                        line.cell("from").isEmpty()
                                ? "The row has no code in the column from."
                                : "The code '" + key.code() + "' has a row above already.",
                        "Write the code, or keep one of the two rows.");
            }
        }
        rows.putAll(own);
    }
}
