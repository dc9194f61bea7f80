package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.wire.hl7v2.Samples.good;
import static org.parley.wire.hl7v2.Samples.text;
import static org.parley.wire.hl7v2.Samples.wire;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EditTest {
    private final Message message = good(Samples.ADMISSION);

    private static Path at(String path) {
        return Path.of(path);
    }

    private static String changed(String from, String to) {
        assertThat(Samples.ADMISSION).contains(from);
        return Samples.ADMISSION.replace(from, to);
    }

    @Test
    void onlyTheSpanChanges() {
        Message changed =
                message.edit()
                        .set(at("PID-3[2].1"), "9990000018")
                        .set(at("PV1-3.2"), "BAY9")
                        .done();
        assertThat(wire(changed))
                .isEqualTo(changed("9992772654", "9990000018").replace("BAY2", "BAY9"));
        assertThat(wire(message)).isEqualTo(Samples.ADMISSION);
    }

    @Test
    void missingFieldsComponentsAndRepetitionsAreCreated() {
        assertThat(wire(message.edit().set(at("NK1-4.3.2"), "x").done()))
                .isEqualTo(changed("NK1|1|ONE", "NK1|1|ONE||^^&x"));
        assertThat(wire(message.edit().set(at("NK1-2[3].2"), "x").done()))
                .isEqualTo(changed("NK1|1|ONE", "NK1|1|ONE~~^x"));
        assertThat(wire(message.edit().set(at("PV1-3.5"), "x").done()))
                .isEqualTo(changed("WARD7^BAY2^BED4", "WARD7^BAY2^BED4^^x"));
    }

    @Test
    void severalChangesToOneFieldSeeEachOther() {
        Message changed =
                message.edit()
                        .set(at("NK1-5.2"), "b")
                        .set(at("NK1-7"), "g")
                        .set(at("NK1-5.1"), "a")
                        .set(at("NK1-4"), "d")
                        .set(at("NK1-5.2"), "B")
                        .set(at("NK1-2.2"), "x")
                        .set(at("NK1-2.1"), "y")
                        .done();
        assertThat(wire(changed)).isEqualTo(changed("NK1|1|ONE", "NK1|1|y^x||d|a^B||g"));
    }

    @Test
    void delimitersAreEscapedAndReadBack() {
        Message changed = message.edit().set(at("PID-5.1"), "A|B^C~D\\E&F\nG").done();
        assertThat(text(changed, "PID-5.1")).isEqualTo("A|B^C~D\\E&F\nG");
        assertThat(wire(changed)).contains("|A\\F\\B\\S\\C\\R\\D\\E\\E\\T\\F\\.br\\G^ANN");
    }

    @Test
    void missingSegmentsAreCreatedWhatIsNotThereIsNotCleared() {
        Message changed = message.edit().set(at("ZZ1-2"), "x").clear(at("ZZ2-1")).done();
        assertThat(wire(changed)).isEqualTo(changed("ZU1|a^b|||", "ZU1|a^b|||\rZZ1||x"));
        assertThat(message.edit().clear(at("PID-30")).done()).isSameAs(message);
    }

    @Test
    void segmentsAreDeletedAndAdded() {
        assertThat(wire(message.edit().deleteSegments(at("NK1")).done()))
                .isEqualTo(changed("NK1|1|ONE\rNK1|2|TWO^B\r", ""));
        assertThat(wire(message.edit().deleteSegments(at("ZU1")).done()))
                .isEqualTo(changed("\rZU1|a^b|||", ""));
        assertThat(wire(message.edit().addSegment("NK1", "NK1").set(at("NK1[3]-1"), "3").done()))
                .isEqualTo(changed("TWO^B\r", "TWO^B\rNK1|3\r"));
        Message kept = message.edit().deleteSegments(at("MSH")).done();
        assertThat(Samples.codes(kept)).containsExactly("PAR-1042");
    }

    @Test
    void copyingKeepsStructureAcrossDelimitersAndCharacterSets() {
        Message other =
                good(
                        "MSH$*!@%$A$B$$$$$ADT*A08$1$P$2.4$$$$$$8859/1\rPID$$$1*2!3%4*@S@|^x@F@\r",
                        StandardCharsets.ISO_8859_1);
        Message changed = message.edit().copy(at("PID-3"), other, at("PID-3")).done();
        assertThat(text(changed, "PID-3[2].1.2")).isEqualTo("4");
        assertThat(text(changed, "PID-3[2].2"))
                .isEqualTo("^|^x|".replace("^|", "*|").replace("x|", "x$"));
        assertThat(text(changed, "PID-3.2")).isEqualTo("2");
        Message back = other.edit().copy(at("PID-3"), message, at("PID-3")).done();
        assertThat(back.texts(at("PID-3.1"))).containsExactly("H77", "9992772654");
        assertThat(wire(back)).contains("PID$$$H77***RX1*MR!9992772654***NHS*NH***01\r");
    }

    @Test
    void segmentsAtTheEndGoWithTheBreakBeforeThem() {
        Message results = good("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rNTE|0\rPID|1\rNTE|1\rNTE|2\r");
        assertThat(wire(results.edit().deleteSegments(at("NTE")).done()))
                .isEqualTo("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rPID|1\r");
        Message open = good("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rNTE|1\rNTE|2");
        assertThat(wire(open.edit().deleteSegments(at("NTE")).done()))
                .isEqualTo("MSH|^~\\&|||||||ORU^R01|1|P|2.4");
    }

    @Test
    void segmentsGoTogetherWithWhatWasChangedInThemAndOtherChangesStay() {
        Message results =
                good("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rPID|1\rOBX|1\rNTE|1\rOBX|2\rNTE|2\rNTE|3");
        Message changed =
                results.edit()
                        .set(at("OBX[2]-3"), "b")
                        .set(at("NTE[1]-3"), "gone")
                        .set(at("OBX[1]-3"), "a")
                        .set(at("PID-5.1"), "X")
                        .deleteSegmentsAt(6, 3, 5)
                        .set(at("PID-8"), "F")
                        .done();
        assertThat(wire(changed))
                .isEqualTo("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rPID|1||||X|||F\rOBX|1||a\rOBX|2||b");
        assertThat(changed.segments()).isEqualTo(4);
    }

    @Test
    void deletingCountsSegmentsAsARawChangeHasMadeThem() {
        Message results = good("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rPID|1\rNTE|1\rNTE|2\r");
        Message changed =
                results.edit()
                        .setRaw(at("PID-3"), "x\rNTE|0".getBytes(StandardCharsets.ISO_8859_1))
                        .deleteSegmentsAt(2)
                        .done();
        assertThat(wire(changed))
                .isEqualTo("MSH|^~\\&|||||||ORU^R01|1|P|2.4\rPID|1||x\rNTE|1\rNTE|2\r");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndNotDone() {
        for (String path : new String[] {"MSH-1", "MSH-2", "PID", "PID-3[99999999].1"}) {
            Message kept = message.edit().set(at(path), "x").done();
            assertThat(kept.bytes()).as(path).isEqualTo(message.bytes());
            assertThat(Samples.codes(kept)).as(path).containsExactly("PAR-1042");
        }
        Message bare = good("MSH|^^^^|||||||ADT^A01|1|P|2.4\rPID|1\r");
        Message changed = bare.edit().set(at("PID-5.1"), "a^b").done();
        assertThat(text(changed, "PID-5.1")).isEqualTo("a b");
        assertThat(Samples.codes(changed)).contains("PAR-1043");
    }

    @Test
    void thousandsOfChangesTakeOneCopy() {
        StringBuilder many = new StringBuilder(Samples.ADMISSION);
        for (int i = 1; i <= 20_000; i++) {
            many.append("OBX|").append(i).append("|NM|K||old\r");
        }
        Edit edit = good(many.toString()).edit();
        for (int i = 1; i <= 20_000; i++) {
            edit.set(at("OBX[" + i + "]-5"), "new").set(at("OBX[" + i + "]-11"), "F");
        }
        assertThat(edit.done().texts(at("OBX-11"))).hasSize(20_000);
    }
}
