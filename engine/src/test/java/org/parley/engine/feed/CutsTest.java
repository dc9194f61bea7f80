package org.parley.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.Layout;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

final class CutsTest {
    private static Layout layout(Format format, String... rows) {
        StringBuilder table = new StringBuilder("column,name,must,as\n");
        for (String row : rows) {
            long commas = row.chars().filter(c -> c == ',').count();
            table.append(row).append(",".repeat((int) (3 - commas))).append('\n');
        }
        byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        return switch (LayoutReader.read("test-1", format, bytes)) {
            case LayoutReader.Read.Ok ok -> ok.layout();
            case LayoutReader.Read.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private static List<Cut> cut(Layout layout, String file) {
        List<Cut> all = new ArrayList<>();
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        try (Cuts cuts = Cuts.of(layout, new ByteArrayInputStream(bytes))) {
            for (Cut cut = cuts.next(); cut != null; cut = cuts.next()) {
                all.add(cut);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Lines and what is wrong with each. */
    private static List<String> told(Layout layout, String file) {
        return cut(layout, file).stream()
                .map(c ->
                        c.line() + c.trouble().map(p -> " " + p.code() + " " + p.text()).orElse(""))
                .toList();
    }

    private static Message message(Layout layout, Cut cut) {
        return switch (Feeds.read(layout, cut.bytes())) {
            case FeedReading.Good(Message message, var _) -> message;
            case FeedReading.Bad(var problem) -> throw new AssertionError(problem);
        };
    }

    private static String text(Layout layout, Cut cut) {
        String all = new String(message(layout, cut).bytes(), StandardCharsets.UTF_8);
        return all.substring(all.indexOf('\r') + 1).replace('\r', '\n');
    }

    @Test
    void goodRowsGoOnAndBadOnesAreToldByLine() {
        Layout layout =
                layout(Format.CSV, "Id,,yes", "Start,,yes,dd/MM/yyyy HH:mm", "Hours,,,number");
        String file =
                """
                Id,Start,Hours
                1,02/01/2026 07:30,7.5
                2,2026-01-02,8
                ,02/01/2026 07:30,8
                4,30/02/2026 07:30,8
                5,02/01/2026 07:30,eight
                6,02/01/2026 07:30
                7,02/01/2026 07:30,8
                """;
        assertThat(told(layout, file))
                .containsExactly(
                        "2",
                        "3 PAR-4244 The value at Start is not written as the layout says:"
                                + " dd/MM/yyyy HH:mm.",
                        "4 PAR-4243 There is no value at Id, and the layout says that one must be"
                                + " there.",
                        "5 PAR-4244 The value at Start is not written as the layout says:"
                                + " dd/MM/yyyy HH:mm.",
                        "6 PAR-4244 The value at Hours is not written as the layout says: number.",
                        "7 PAR-1300 The row has 2 values, the header has 3.",
                        "8");
        assertThat(text(layout, cut(layout, file).getFirst()))
                .isEqualTo("ZR0||1|202601020730|7.5\n");
    }

    @Test
    void aHeaderWithoutWhatMustBeThereRefusesTheFileOnce() {
        Layout layout = layout(Format.CSV, "Id,,yes", "Start,,yes");
        assertThat(told(layout, "Id,Begin\n1,x\n2,y\n"))
                .containsExactly(
                        "1 PAR-4242 The header row lacks what the layout says must be there: Start.");
    }

    @Test
    void aTrailerIsNoRowAndItsCountIsChecked() {
        Layout layout = layout(Format.CSV, "$trailer,TRL", "Id,,yes", "Name");
        assertThat(told(layout, "Id,Name\n1,a\n2,b\nTRL,2\n")).containsExactly("2", "3");
        assertThat(told(layout, "Id,Name\n1,a\n2,b\nTRL,3,x\n"))
                .containsExactly(
                        "2", "3", "4 PAR-4245 The file says that it has 3 records, and it has 2.");
        assertThat(told(layout, "Id,Name\n1,a\n"))
                .containsExactly(
                        "2",
                        "1 PAR-4245 The file does not say how many records it has, or not in a whole"
                                + " number.");
    }

    @Test
    void otherSeparatorsAreRead() {
        Layout layout = layout(Format.CSV, "$separator,semicolon", "Id,,yes", "Name");
        Cut cut = cut(layout, "Id;Name\n1;\"Whitlock; Jo\"\n").getFirst();
        assertThat(text(layout, cut)).isEqualTo("ZR0||1|Whitlock; Jo\n");
    }

    @Test
    void itemsOfJsonKeepWhatStandsAroundThem() {
        Layout layout =
                layout(Format.JSON, "$each,shifts", "$count,count", "site", "shifts.id,id,yes");
        String file =
                """
                {"site": "R9N", "count": 3,
                 "shifts": [
                  {"id": 1, "note": "a ] in \\" text"},
                  {"note": "no id"},
                  {"id": 3}],
                 "end": true}
                """;
        assertThat(told(layout, file))
                .containsExactly(
                        "3",
                        "4 PAR-4243 There is no value at shifts.id, and the layout says that one"
                                + " must be there.",
                        "5");
        List<Cut> cuts = cut(layout, file);
        assertThat(text(layout, cuts.getFirst())).isEqualTo("ZR0||R9N|1|3|a ] in \" text|true\n");
        assertThat(told(layout, file.replace("\"count\": 3", "\"count\": 4")))
                .hasSize(4)
                .contains("1 PAR-4245 The file says that it has 4 records, and it has 3.");
        assertThat(told(layout, "{\"site\": \"R9N\"}"))
                .containsExactly(
                        "1 PAR-4246 There is no list of records at shifts, or something else stands"
                                + " in it.");
        assertThat(told(layout, "[1,")).hasSize(1).first().asString().startsWith("1 PAR-4300");
    }

    @Test
    void aListAtTheRootIsCutToo() {
        Layout layout = layout(Format.JSON, "id,,yes", "phones");
        List<Cut> cuts = cut(layout, "[{\"id\":1,\"phones\":[\"2\",\"3\"]},\n{\"id\":4}]");
        assertThat(cuts).hasSize(2);
        assertThat(cuts.get(1).line()).isEqualTo(2);
        assertThat(text(layout, cuts.getFirst())).isEqualTo("ZR0||1|2~3\n");
        assertThat(text(layout, cuts.get(1))).isEqualTo("ZR0||4\n");
    }

    @Test
    void elementsOfXmlKeepWhatStandsAroundThem() {
        Layout layout =
                layout(
                        Format.XML,
                        "$each,staff.person",
                        "$count,@count",
                        "@site,site",
                        "staff.person.@id,id,yes",
                        "staff.person.name,name");
        String file =
                """
                <?xml version="1.0"?>
                <roster site="R9N" count="2">
                  <staff>
                    <person id="1"><name>Jo &amp; Co</name></person>
                    <person id=""/>
                  </staff>
                  <end>x</end>
                </roster>
                """;
        assertThat(told(layout, file))
                .containsExactly(
                        "4",
                        "5 PAR-4243 There is no value at staff.person.@id, and the layout says that"
                                + " one must be there.");
        assertThat(text(layout, cut(layout, file).getFirst()))
                .isEqualTo("ZR0||R9N|1|Jo \\T\\ Co|2|x\n");
        assertThat(told(layout, "<!DOCTYPE roster><roster/>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("1 PAR-1321");
    }

    @Test
    void listsWithinARecordHaveSegmentsOfTheirOwn() {
        Layout layout =
                layout(Format.JSON, "name", "shifts[].start,start", "shifts[].breaks[].at,at");
        Cut cut =
                cut(
                                layout,
                                "{\"name\":\"Jo\",\"shifts\":[{\"start\":\"7\",\"breaks\":[{\"at\":\"9\"},"
                                        + "{\"at\":\"11\"}],\"odd\":\"x\"},{\"start\":\"19\"}]}")
                        .getFirst();
        assertThat(text(layout, cut)).isEqualTo("ZR0||Jo\nZR1||7|x\nZR2||9\nZR2||11\nZR1||19\n");
        FeedReading.Good good = (FeedReading.Good) Feeds.read(layout, cut.bytes());
        assertThat(good.named("ZR1[1]-3")).contains("shifts[1].odd");
        assertThat(good.named("ZR0-2")).contains("name");
        assertThat(good.named("MSH-3")).isEmpty();
    }

    @Test
    void theSameRecordIsTheSameMessageAndAnotherIsAnother() {
        Layout layout = layout(Format.CSV, "Id,,yes");
        List<Cut> cuts = cut(layout, "Id\n1\n2\n1\n");
        String first = message(layout, cuts.get(0)).controlId();
        assertThat(message(layout, cuts.get(2)).controlId()).isEqualTo(first);
        assertThat(message(layout, cuts.get(1)).controlId()).isNotEqualTo(first);
    }

    @Test
    void everyValueOfAGeneratedRowIsInItsMessage() {
        String signs = "ab 1|^~\\&<>'\u00e9\u20ac,;\"\n\t";
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder file = new StringBuilder("A,B,C,D\n");
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                StringBuilder value = new StringBuilder();
                for (int length = random.nextInt(12); length > 0; length--) {
                    value.append(signs.charAt(random.nextInt(signs.length())));
                }
                values.add(value.toString().strip());
                file.append(i == 0 ? "" : ",").append('"');
                file.append(value.toString().replace("\"", "\"\"")).append('"');
            }
            Layout layout = layout(Format.CSV, "A", "C");
            FeedReading.Good good =
                    (FeedReading.Good)
                            Feeds.read(layout, cut(layout, file + "\n").getFirst().bytes());
            for (int i = 0; i < 4; i++) {
                String column = "ABCD".substring(i, i + 1);
                String is =
                        good.names().entrySet().stream()
                                .filter(name -> name.getValue().equals(column))
                                .map(name -> good.message().textOrEmpty(Path.of(name.getKey())))
                                .findFirst()
                                .orElse("");
                assertThat(is).as("seed %d, column %s", seed, column).isEqualTo(values.get(i));
            }
        }
    }
}
