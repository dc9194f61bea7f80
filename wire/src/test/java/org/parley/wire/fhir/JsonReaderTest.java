package org.parley.wire.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
    private final JsonReader reader = new JsonReader();

    private JsonReading read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private Json.Members object(String json) {
        assertThat(read(json)).isInstanceOf(JsonReading.Read.class);
        return (Json.Members) ((JsonReading.Read) read(json)).root();
    }

    private String code(String json) {
        assertThat(read(json)).isInstanceOf(JsonReading.Refused.class);
        return ((JsonReading.Refused) read(json)).problem().code();
    }

    @Test
    void everyKindOfValueIsKeptAsWritten() {
        Json.Members all =
                object(
                        "{ \"a\":\"O\\u0027Né\\n\\ud83d\\ude00 😀\", \"b\" : [1.50, -2e+3],"
                                + " \"c\":true,\"d\":null, \"e\":{}}");
        assertThat(all.text("a")).isEqualTo("O'Né\n😀 😀");
        assertThat(all.items("b").value(0))
                .isEqualTo(new Json.Num(all.items("b").value(0).at(), "1.50"));
        assertThat(((Json.Num) all.items("b").value(1)).literal()).isEqualTo("-2e+3");
        assertThat(all.get("c")).isInstanceOf(Json.Bool.class);
        assertThat(all.get("d")).isInstanceOf(Json.Null.class);
        assertThat(all.members("e")).isNotNull();
        assertThat(all.get("x")).isNull();
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsPlace() {
        for (String bad :
                new String[] {
                    "",
                    "{",
                    "{\"a\"}",
                    "{\"a\":1,}",
                    "[1 2]",
                    "01",
                    "1.",
                    "+1",
                    "tru",
                    "\"\t\"",
                    "\"\\x\"",
                    "\"\\u12g4\"",
                    "{a:1}",
                    "{} {}",
                    "\"abc",
                    "NaN",
                    "// c\n{}",
                    "1e"
                }) {
            assertThat(code(bad)).as(bad).isEqualTo("PAR-4300");
        }
        assertThat(((JsonReading.Refused) read("{\"a\":x}")).at()).isEqualTo(5);
        assertThat(reader.read(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(JsonReading.Refused.class);
    }

    @Test
    void aMillionLevelsAreRefusedNotFollowed() {
        assertThat(code("[".repeat(1_000_000))).isEqualTo("PAR-4301");
        assertThat(code("{\"a\":".repeat(1_000_000))).isEqualTo("PAR-4301");
    }

    @Test
    void aRepeatedNameIsReportedAndTheFirstCounts() {
        JsonReading.Read read = (JsonReading.Read) read("{\"a\":1,\"b\":2,\"a\":3}");
        assertThat(read.repeated()).containsExactly(new JsonReading.Repeated("a", 13));
        assertThat(((Json.Members) read.root()).size()).isEqualTo(2);
    }

    @Test
    void tooManyMembersAreRefused() {
        StringBuilder wide = new StringBuilder("{\"x\":0");
        for (int i = 0; i <= JsonReader.MAX_MEMBERS; i++) {
            wide.append(",\"n").append(i).append("\":0");
        }
        assertThat(code(wide.append('}').toString())).isEqualTo("PAR-4303");
    }

    @Test
    void theSameNameIsTheSameObject() {
        Json.Items two =
                (Json.Items) ((JsonReading.Read) read("[{\"name\":1},{\"name\":2}]")).root();
        assertThat(((Json.Members) two.value(0)).name(0))
                .isSameAs(((Json.Members) two.value(1)).name(0));
    }
}
