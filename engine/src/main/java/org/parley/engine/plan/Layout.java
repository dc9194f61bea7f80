package org.parley.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the records of a feed that is no HL7 look: which values there are, by which names the tables
 * of maps know them, and which of them must be there.
 *
 * @param name of the layout, {@code roster-1}
 * @param format CSV, JSON or XML
 * @param record the message table that reads it, unless a route says otherwise
 * @param each the path of the list that a file is cut at; empty for rows, or the root
 * @param count CSV: what the first value of a trailer row is; JSON and XML: the path of the number
 *     of records that the sender says there are; empty when nobody says
 * @param separator between the values of CSV
 * @param columns in the order of the layout
 */
public record Layout(
        String name,
        InPort.Format format,
        String record,
        String each,
        String count,
        char separator,
        List<Column> columns) {
    /** Most columns. */
    public static final int MAX_COLUMNS = 1_000;

    /** Most lists within a record. */
    public static final int MAX_LISTS = 35;

    /** The number of the first column's field; the field before it is always empty. */
    public static final int FIRST_FIELD = 2;

    private static final String LIST = "[]";

    public Layout {
        columns = List.copyOf(columns);
    }

    /**
     * One value of a record.
     *
     * @param path the name in the header of CSV; else elements with dots between, {@code []} behind
     *     those that are lists, {@code @} before an attribute
     * @param name what tables call it
     * @param must whether a record without it is refused
     * @param form how it is written: {@code iso}, {@code number}, or a pattern such as {@code
     *     dd/MM/yyyy}; empty for any text
     * @param fixed what it always is, when the feed does not say it
     */
    public record Column(
            String path, String name, boolean must, String form, Optional<String> fixed) {
        /** The path of the list that the value is in, with its brackets; empty for none. */
        public String list() {
            int end = fixed.isPresent() ? -1 : path.lastIndexOf(LIST + ".");
            return end < 0 ? "" : path.substring(0, end + LIST.length());
        }

        /** The path from the item of the list on. */
        public String inList() {
            return list().isEmpty() ? path : path.substring(list().length() + 1);
        }
    }

    /** The lists within a record, those around others first; the record itself is the first. */
    public List<String> lists() {
        List<String> lists = new ArrayList<>(List.of(""));
        for (Column column : columns) {
            String list = list(column);
            for (int at = list.indexOf(LIST); at >= 0; at = list.indexOf(LIST, at + 1)) {
                String one = list.substring(0, at + LIST.length());
                if (!lists.contains(one)) {
                    lists.add(one);
                }
            }
        }
        return lists;
    }

    /** The columns in a list, in order; each has the next field. */
    public List<Column> columns(String list) {
        return columns.stream().filter(column -> list(column).equals(list)).toList();
    }

    private String list(Column column) {
        return format == InPort.Format.CSV ? "" : column.list();
    }

    /** The name of the segment that stands for an item of a list. */
    public static String segment(int list) {
        return "ZR" + Character.toUpperCase(Character.forDigit(list, 36));
    }

    /** Where tables find things: a column by its name, a list by its path, {@code row} itself. */
    public Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        List<String> lists = lists();
        for (int i = 0; i < lists.size(); i++) {
            places.put(i == 0 ? "row" : lists.get(i), segment(i));
            List<Column> columns = columns(lists.get(i));
            for (int c = 0; c < columns.size(); c++) {
                places.put(columns.get(c).name(), segment(i) + "-" + (c + FIRST_FIELD));
            }
        }
        return places;
    }
}
