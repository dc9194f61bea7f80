package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The product's segment tables read each field as what the standard says that it is. */
final class FieldsTest {
    private static final Path TABLES =
            Path.of("src/main/resources/org/parley/engine/map/fhir/tables/segments");
    private static final Pattern ANY = Pattern.compile("\\b([A-Z][A-Z0-9]{2})-(\\d+)");
    private static final Pattern ROW =
            Pattern.compile(
                    "([A-Z][A-Z0-9]{2})-(\\d+)(?:\\[\\d+])?((?:\\.\\d+)*),([^,]*),(\\w*)[^,]*,.*");
    private static final Pattern TIME =
            Pattern.compile(".*(value(Date|DateTime)|\\.start|\\.end|authoredOn|issued)");
    private static final Set<String> TIMES =
            Set.of("DT", "DTM", "TS", "DLN", "DIN", "DR", "TQ", "PPN", "NDL", "XCN", "-");

    /** What a data type table may read; the first is its own. */
    private static final Map<String, Set<String>> MAY =
            Map.ofEntries(
                    Map.entry(
                            "CWE",
                            Set.of(
                                    "CWE", "CE", "CNE", "CF", "IS", "ID", "ST", "CX", "HD", "NM",
                                    "SI", "FC", "JCC", "TX", "SPS", "DLD")),
                    Map.entry("XCN", Set.of("XCN", "CN", "CNN", "NDL", "PPN")),
                    Map.entry("XON", Set.of("XON", "ST", "CWE", "CE")),
                    Map.entry("XAD", Set.of("XAD", "AD", "SAD")),
                    Map.entry("XTN", Set.of("XTN", "TN")),
                    Map.entry("XPN", Set.of("XPN", "PN")),
                    Map.entry("CX", Set.of("CX", "CK", "ST", "EI", "CWE", "CE")),
                    Map.entry("EI", Set.of("EI", "EIP", "ST", "CX")),
                    Map.entry("PL", Set.of("PL", "LA1", "LA2")),
                    Map.entry("CQ", Set.of("CQ", "NM")),
                    Map.entry("DR", Set.of("DR")),
                    Map.entry("HD", Set.of("HD", "IS", "ST")),
                    Map.entry("CP", Set.of("CP", "MO")),
                    Map.entry("ED", Set.of("ED")));

    private static Map<String, String[]> fields() throws IOException {
        Map<String, String[]> fields = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/hl7v2-fields.txt"))) {
            if (!line.startsWith("#")) {
                fields.put(line.substring(0, 3), line.split(" ", -1));
            }
        }
        return fields;
    }

    private static List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
    }

    @Test
    void eachFieldIsReadAsItsDataType() throws IOException {
        Map<String, String[]> fields = fields();
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Path table : tables()) {
            for (String line : Files.readAllLines(table)) {
                Matcher row = ROW.matcher(line);
                String[] types = row.matches() ? fields.get(row.group(1)) : null;
                int number = types == null ? 0 : Integer.parseInt(row.group(2));
                if (types == null || number >= types.length) {
                    continue; // a sender's own segment, or a field of a later version
                }
                Set<String> is = Set.of(types[number].split("/", -1));
                Set<String> may = MAY.getOrDefault(row.group(5), Set.of());
                boolean whole = row.group(3).isEmpty() && !may.isEmpty() && !is.contains("-");
                boolean time = row.group(3).equals(".1") && TIME.matcher(row.group(4)).matches();
                checked++;
                if ((whole && is.stream().noneMatch(may::contains))
                        || (time && is.stream().noneMatch(TIMES::contains))) {
                    wrong.add(table.getFileName() + ": " + line + " but it is " + is);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(2_000);
    }

    @Test
    void eachFieldOfASegmentThatIsMappedHasARow() throws IOException {
        Set<String> read = new HashSet<>();
        Set<String> segments = new HashSet<>();
        for (Path table : tables()) {
            segments.add(table.getFileName().toString().substring(0, 3));
            Matcher all = ANY.matcher(Files.readString(table));
            while (all.find()) {
                read.add(all.group(1) + "-" + all.group(2));
            }
        }
        List<String> without = new ArrayList<>();
        for (Map.Entry<String, String[]> segment : fields().entrySet()) {
            String[] types = segment.getValue();
            for (int number = 1; number < types.length; number++) {
                String field = segment.getKey() + "-" + number;
                if (segments.contains(segment.getKey())
                        && !types[number].equals("-")
                        && !read.contains(field)) {
                    without.add(field);
                }
            }
        }
        assertThat(without).isEmpty();
    }
}
