package org.parley.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

/** Properties: the same answer for ever, and values that read the same on the other side. */
class PurityTest {
    private static final String TABLE =
            """
            to,do,from,value,how,code,when
            MSH-5,,,LIMS,,,
            PID-2,,PID-3.1,,digits,,PID-3.4 = NHS
            PID-3,first,,,,,PID-3.5 valued
            PID-3.6,,PID-3.4,,lower,,length PID-3.1 > 2
            PID-5.1,,PID-5.2 '-' PID-5.1,,"upper, first 30",,
            PID-8,,PID-8,,,sex,
            OBX-5,,OBX-5,,trim,,OBX-2 = ST
            OBX,delete,,,,,OBX-3 = X
            NTE,add after OBX,,,,,count OBX > 1 and OBX-5 contains a
            NTE-3,,OBX-5,,,,
            ZU1,delete,,,,,
            """;

    private static Files files() {
        return new Files()
                .with("maps/m.csv", TABLE)
                .with("codes/sex.csv", "from,to\nM,1\nF,2\n*,(keep)\n");
    }

    @Test
    void aThousandRandomMessagesComeOutTheSameFromTwoCompilations() {
        TableMapping one = files().compile("m");
        TableMapping other = files().compile("m");
        Random random = new Random(20260105);
        int made = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = message(random).getBytes(StandardCharsets.UTF_8);
            if (!(Message.read(bytes) instanceof Reading.Good(Message message))) {
                continue;
            }
            byte[] before = message.bytes().clone();
            List<byte[]> first = bytes(one.apply(message));
            List<byte[]> second = bytes(other.apply(message));
            List<byte[]> third = bytes(one.explain(message).result());
            for (int k = 0; k < first.size(); k++) {
                assertThat(second.get(k)).isEqualTo(first.get(k));
                assertThat(third.get(k)).isEqualTo(first.get(k));
                made++;
            }
            assertThat(message.bytes()).isEqualTo(before);
        }
        assertThat(made).isGreaterThan(900);
    }

    private static List<byte[]> bytes(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Messages(List<Message> messages) ->
                    messages.stream().map(Message::bytes).toList();
            case Mapped.Content(byte[] content) -> List.of(content);
            case Mapped.Impossible(var problem) ->
                    List.of(problem.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String message(Random random) {
        StringBuilder out =
                new StringBuilder(
                        "MSH|^~\\&|A|B|C|D|2026||ADT^A01|C" + random.nextInt() + "|P|2.4");
        String[] names = {"PID", "PV1", "OBX", "NTE", "ZU1", "OBX"};
        for (int i = random.nextInt(12); i >= 0; i--) {
            out.append('\r').append(names[random.nextInt(names.length)]);
            for (int j = random.nextInt(12); j >= 0; j--) {
                out.append('|').append(value(random));
            }
        }
        return out.append(random.nextBoolean() ? "\r" : "").toString();
    }

    private static String value(Random random) {
        String[] pieces = {
            "a", "NHS", "X", "ST", "^", "~", "&", "\\T\\", "\\", "é", "\"\"", "12", " ", "M"
        };
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            out.append(pieces[random.nextInt(pieces.length)]);
        }
        return out.toString();
    }

    @Test
    void everyCharacterReadsTheSameAfterEveryKindOfRow() {
        List<String> characters = new ArrayList<>();
        for (char c = ' '; c <= '\u00ff'; c++) {
            if (c < '\u007f' || c > '\u009f') {
                characters.add(String.valueOf(c));
            }
        }
        characters.add("😀");
        characters.add("< 5");
        characters.add("A&E|^~\\");
        TableMapping mapping =
                Files.table(
                        """
                        to,from,how
                        OBX-6,OBX-5,
                        OBX-7,OBX-5,replace '§§' ''
                        OBX-8.2,OBX-5,
                        OBX-9,'>' OBX-5 '<',
                        """);
        TableMapping recoded = Files.table("to,value,from\nMSH-1,$,\nMSH-2,*!@%,\nOBX-6,,OBX-5\n");
        for (String text : characters) {
            String value = "a" + text + "b";
            Message in =
                    Messages.message(
                                    """
                                    MSH|^~\\&|A|B|C|D|2026||ORU^R01|C|P|2.4||||||UNICODE UTF-8
                                    OBX|1|ST|X||y
                                    """)
                            .edit()
                            .set(Path.of("OBX-5"), value)
                            .done();
            Message out = Files.only(mapping.apply(in));
            assertThat(out.text(Path.of("OBX-5"))).contains(value);
            assertThat(out.text(Path.of("OBX-6"))).contains(value);
            assertThat(out.text(Path.of("OBX-7"))).contains(value);
            assertThat(out.text(Path.of("OBX-8.2"))).contains(value);
            assertThat(out.text(Path.of("OBX-9"))).contains(">" + value + "<");
            Message other = Files.only(recoded.apply(in));
            assertThat(other.text(Path.of("OBX-5"))).contains(value);
            assertThat(other.text(Path.of("OBX-6"))).contains(value);
        }
    }

    @Test
    void valuesReadTheSameInEverySetThatHasThem() {
        for (String set : List.of("8859/1", "8859/15", "UNICODE UTF-8")) {
            TableMapping mapping =
                    Files.table("to,value,from\nMSH-18," + set + ",\nPID-9,,PID-5.1\n");
            for (Charset from : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                String declared = from.equals(StandardCharsets.UTF_8) ? "UNICODE UTF-8" : "8859/1";
                byte[] bytes =
                        ("MSH|^~\\&|A|B|C|D|2026||ADT^A31|C|P|2.4||||||"
                                        + declared
                                        + "\rPID|1||1||Müller \\T\\ Größe^Zoë\r")
                                .getBytes(from);
                Message in = ((Reading.Good) Message.read(bytes)).message();
                Message out = Files.only(mapping.apply(in));
                assertThat(out.text(Path.of("PID-5.1"))).contains("Müller & Größe");
                assertThat(out.text(Path.of("PID-9"))).contains("Müller & Größe");
                assertThat(out.text(Path.of("PID-5.2"))).contains("Zoë");
                Message again = ((Reading.Good) Message.read(out.bytes())).message();
                assertThat(again.text(Path.of("PID-9"))).contains("Müller & Größe");
            }
        }
    }

    @Test
    void aConstantThatTheMessagesSetLacksParksIt() {
        byte[] bytes =
                "MSH|^~\\&|A|B|C|D|2026||ADT^A31|C|P|2.4||||||8859/1\rPID|1||1||Zoë\r"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Message in = ((Reading.Good) Message.read(bytes)).message();
        assertThat(Files.table("to,value\nPID-9,Łódź\n").apply(in))
                .isInstanceOf(Mapped.Impossible.class);
    }
}
