package org.parley.conformance.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.conformance.standard.Standard.Event;
import org.parley.conformance.standard.Standard.Kind;
import org.parley.conformance.standard.Standard.Means;
import org.parley.conformance.standard.Standard.Read;
import org.parley.wire.csv.Csv;
import org.parley.wire.csv.CsvLine;
import org.parley.wire.csv.Sheet;

/** The standards that Parley knows; {@code register.csv} beside this class has them. Immutable. */
public final class Register {
    private final List<Standard> standards;

    private Register(List<Standard> standards) {
        this.standards = List.copyOf(standards);
    }

    /** Reads the register of the product. */
    public static Register load() {
        try (InputStream in = Register.class.getResourceAsStream("register.csv")) {
            if (in == null) {
                throw new IllegalStateException("register.csv is not in the product");
            }
            Sheet sheet = Csv.read(in.readAllBytes());
            if (!sheet.problems().isEmpty()) {
                throw new IllegalStateException(sheet.problems().toString());
            }
            return new Register(sheet.rows().stream().map(row -> standard(sheet, row)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Standard standard(Sheet sheet, CsvLine.Row row) {
        Map<Event, Day> days = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            String day = cell(sheet, row, word(event));
            if (!day.isEmpty()) {
                days.put(event, new Day(day));
            }
        }
        Set<Party> binds = EnumSet.noneOf(Party.class);
        for (String one : words(cell(sheet, row, "binds"))) {
            binds.add(Party.of(one).orElseThrow(() -> new IllegalStateException(one)));
        }
        Set<Means> measured = EnumSet.noneOf(Means.class);
        for (String one : words(cell(sheet, row, "measured"))) {
            measured.add(constant(Means.class, one));
        }
        return new Standard(
                cell(sheet, row, "id"),
                cell(sheet, row, "title"),
                cell(sheet, row, "version"),
                constant(Kind.class, cell(sheet, row, "kind")),
                binds,
                days,
                words(cell(sheet, row, "follows")),
                cell(sheet, row, "asks"),
                measured,
                constant(Read.class, cell(sheet, row, "sure")),
                cell(sheet, row, "doubt"),
                cell(sheet, row, "source"));
    }

    private static String cell(Sheet sheet, CsvLine.Row row, String column) {
        return sheet.value(row, column)
                .orElseThrow(() -> new IllegalStateException("no column " + column));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** How a constant is written in the register: {@code conform-by}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(
                type, word.replace(' ', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** All of them, in the order of the register. */
    public List<Standard> all() {
        return standards;
    }

    /** The standard of a number, in capitals or not. */
    public Optional<Standard> find(String id) {
        return standards.stream().filter(one -> one.id().equalsIgnoreCase(id)).findFirst();
    }

    /** The standards that replace another. */
    public List<Standard> replacing(String id) {
        return standards.stream().filter(one -> one.follows().contains(id)).toList();
    }

    /** The standards that ask something of a party on a day. */
    public List<Standard> asking(Party party, LocalDate day) {
        return standards.stream()
                .filter(one -> one.binds().contains(party) && one.on(day).asks())
                .toList();
    }
}
