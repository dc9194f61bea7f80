package org.parley.engine.map.fhir.back;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.Maps;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.engine.map.fhir.Library;

/**
 * A code table read backwards: what a code of FHIR is in v2.
 *
 * @param name of the table
 * @param rows by coding system and code; the system {@code ""} holds for any
 * @param systems by code table rows whose code stands for all codes of a system
 */
record BackCodes(String name, Map<Key, String> rows, Map<String, String> systems) {
    BackCodes {
        rows = Map.copyOf(rows);
        systems = Map.copyOf(systems);
    }

    private static final List<String> FORWARD =
            List.of("from", "system", "to", "to-system", "display", "comment");

    /** A code in a system of FHIR. */
    record Key(String system, String code) {}

    /** What a code becomes; null when it has no row. */
    @Nullable String find(String system, String code) {
        String found = system.isEmpty() ? null : rows.get(new Key(system, code));
        if (found == null) {
            found = rows.get(new Key("", code));
        }
        if (found != null) {
            return found;
        }
        String open = systems.get(system);
        if (open != null) {
            return open.replace("{}", code);
        }
        for (Map.Entry<String, String> one : systems.entrySet()) {
            if (!one.getKey().isEmpty()
                    && system.isEmpty()
                    && code.startsWith(one.getKey())
                    && one.getValue().equals("{}")) {
                String rest = code.substring(one.getKey().length());
                int sender = rest.indexOf('@'); // behind it stands whose own codes they are
                return unescaped(sender < 0 ? rest : rest.substring(0, sender));
            }
        }
        return null;
    }

    /** As it was before it stood in a URL. */
    private static String unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads the table of the way there backwards, the trust's rows first, and over it those of
     * {@code back/codes/NAME.csv} and the trust's {@code codes/NAME-back.csv}. Where several codes
     * of v2 become one of FHIR, the first row is read back; a row {@code {}} gives any code of its
     * system back as it is.
     */
    static Optional<BackCodes> read(
            String name, Library back, Library there, MapSource trust, Mistakes mistakes) {
        Map<Key, String> rows = new HashMap<>();
        Map<String, String> systems = new HashMap<>();
        boolean any = false;
        Optional<byte[]> ownBack = trust.read("codes/" + name + "-back.csv");
        Optional<byte[]> ourBack = back.read("codes/" + name + ".csv");
        Optional<byte[]> own = trust.read("codes/" + name + ".csv");
        Optional<byte[]> ours = there.read("codes/" + name + ".csv");
        if (ownBack.isPresent()) {
            forth(lines("codes/" + name + "-back.csv", ownBack.get(), mistakes), rows);
            any = true;
        }
        if (ourBack.isPresent()) {
            forth(lines(back.folder() + "codes/" + name + ".csv", ourBack.get(), mistakes), rows);
            any = true;
        }
        if (own.isPresent()) {
            backwards(lines("codes/" + name + ".csv", own.get(), mistakes), rows, systems);
            any = true;
        }
        if (ours.isPresent()) {
            String file = there.folder() + "codes/" + name + ".csv";
            backwards(lines(file, ours.get(), mistakes), rows, systems);
            any = true;
        }
        return any ? Optional.of(new BackCodes(name, rows, systems)) : Optional.empty();
    }

    private static Table lines(String file, byte[] bytes, Mistakes mistakes) {
        return Table.read(file, bytes, FORWARD, List.of("from", "to"), Maps.MAX_CODES, mistakes);
    }

    private static void forth(Table table, Map<Key, String> rows) {
        for (Table.Line line : table.lines()) {
            rows.putIfAbsent(new Key(line.cell("system"), line.cell("from")), line.cell("to"));
        }
    }

    private static void backwards(Table table, Map<Key, String> rows, Map<String, String> systems) {
        for (Table.Line line : table.lines()) {
            String code = line.cell("to");
            String from = line.cell("from");
            String system = line.cell("to-system");
            boolean open = code.contains("{}") || system.contains("{}");
            if (code.startsWith("(") || code.isEmpty()) {
                continue;
            }
            if (open) {
                if (code.endsWith("{}") && from.equals("*")) {
                    String stem = code.substring(0, code.length() - 2);
                    systems.putIfAbsent(stem.isEmpty() ? system : stem, "{}");
                }
            } else if (!from.equals("*")) {
                // An own row without a system stands before those of the way there with one.
                String own = rows.get(new Key("", code));
                rows.putIfAbsent(new Key(system, code), own == null ? from : own);
                rows.putIfAbsent(new Key("", code), from);
            }
        }
    }
}
