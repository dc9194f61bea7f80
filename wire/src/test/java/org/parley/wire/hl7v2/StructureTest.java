package org.parley.wire.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.wire.hl7v2.Samples.good;
import static org.parley.wire.hl7v2.Samples.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.wire.problem.Problem;

class StructureTest {
    private static final String RESULTS =
            """
            MSH|^~\\&|LAB|RX1|TIE|RX1|20260105093015||ORU^R01^ORU_R01|r-1|P|2.4
            PID|1||H77
            NTE|1||of the patient
            PV1|1|I
            ORC|RE|1
            OBR|1|first
            NTE|1||of the order
            OBX|1|NM|A||1
            NTE|1||of A
            OBX|2|NM|B||2
            ZOB|of B
            OBR|2|second
            OBX|1|NM|C||3
            OBX|2|NM|D||4
            OBX|3|NM|E||5
            PID|2||H78
            OBR|1|third
            OBX|1|NM|F||6
            """
                    .replace('\n', '\r');

    private static List<String> codes(String message) {
        return StructureCheck.of(good(message)).stream().map(Problem::code).toList();
    }

    @Test
    void groupsAreFoundAtAnyDepth() {
        Message m = good(RESULTS);
        assertThat(text(m, "ORDER_OBSERVATION[2].OBX-3")).isEqualTo("C");
        assertThat(text(m, "ORDER_OBSERVATION[2].OBX[3]-3")).isEqualTo("E");
        assertThat(text(m, "ORDER_OBSERVATION[2].OBX[4]-3")).isEqualTo("<none>");
        assertThat(text(m, "PATIENT_RESULT[2].OBX-3")).isEqualTo("F");
        assertThat(text(m, "PATIENT_RESULT[2].ORDER_OBSERVATION.OBSERVATION.OBX-5")).isEqualTo("6");
        assertThat(text(m, "OBSERVATION.NTE-3")).isEqualTo("of A");
        assertThat(text(m, "PATIENT.NTE-3")).isEqualTo("of the patient");
        assertThat(text(m, "ORDER_OBSERVATION[1].NTE-3")).isEqualTo("of the order");
        assertThat(text(m, "OBSERVATION[2].ZOB-1")).isEqualTo("of B");
        assertThat(m.texts(Path.of("ORDER_OBSERVATION.OBX-3")))
                .containsExactly("A", "B", "C", "D", "E", "F");
        assertThat(m.texts(Path.of("ORDER_OBSERVATION[2].OBX-3"))).containsExactly("C", "D", "E");
        assertThat(m.count(Path.of("ORDER_OBSERVATION.OBR"))).isEqualTo(3);
        assertThat(text(m, "NO_SUCH.OBX-3")).isEqualTo("<none>");
        assertThat(StructureCheck.of(m)).isEmpty();
    }

    @Test
    void writingCreatesASegmentWhereTheStructureHasIt() {
        Message m = good(RESULTS);
        Message changed =
                m.edit()
                        .set(Path.of("PD1-4"), "x")
                        .set(Path.of("ORDER_OBSERVATION[2].NTE-3"), "y")
                        .set(Path.of("ORDER_OBSERVATION[3].OBX[2]-3"), "G")
                        .done();
        String wire = Samples.wire(changed);
        assertThat(wire).contains("H77\rPD1||||x\rNTE|1||of the patient");
        assertThat(wire).contains("second\rNTE|||y\rOBX|1|NM|C");
        assertThat(wire).endsWith("F||6\rOBX|||G\r");
    }

    @Test
    void triggersHaveStructures() {
        Structures s = Structures.standard();
        assertThat(s.forEvent("ADT", "A04")).hasValue("ADT_A01");
        assertThat(s.forEvent("ADT", "A40")).hasValue("ADT_A39");
        assertThat(s.forEvent("ADT", "A28")).hasValue("ADT_A05");
        assertThat(s.forEvent("SIU", "S26")).hasValue("SIU_S12");
        assertThat(s.forEvent("MDM", "T11")).hasValue("MDM_T01");
        assertThat(s.forEvent("ACK", "A01")).hasValue("ACK");
        assertThat(s.forEvent("XYZ", "A01")).isEmpty();
        assertThat(s.names()).hasSizeGreaterThan(90);
    }

    @Test
    void findingsNameWhatIsMissingUnexpectedOrTooNew() {
        assertThat(codes("MSH|^~\\&|||||||ADT^A01|1|P|2.4\rEVN|A01\rPID|1\rOBR|1\rPV1|1\r"))
                .containsExactly("PAR-1031");
        assertThat(codes("MSH|^~\\&|||||||ADT^A01|1|P|2.4\rPID|1\rPV1|1\rZAA|1\r"))
                .containsExactly("PAR-1030");
        assertThat(codes("MSH|^~\\&|||||||ADT^A01|1|P|2.2\rEVN|1\rPID|1\rPD1|1\rPV1|1\r"))
                .containsExactly("PAR-1034");
        assertThat(codes("MSH|^~\\&|||||||ADT^A04^ADT_A04|1|P|2.8\rEVN|A04\rPID|1\rPV1|1\r"))
                .containsExactly("PAR-1033");
        assertThat(codes("MSH|^~\\&|||||||XYZ^A01|1|P|2.4\rPID|1\r")).containsExactly("PAR-1032");
    }

    @Test
    void severalObservationRequestsWithoutAnOrderStaySeparate() {
        Message m =
                good(
                        "MSH|^~\\&|||||||ORU^R01|1|P|2.3\rPID|1\rOBR|1|a\rOBX|1||x\rOBR|2|b\r"
                                + "OBX|1||y\rOBX|2||z\r");
        assertThat(text(m, "ORDER_OBSERVATION[2].OBX[2]-3")).isEqualTo("z");
    }
}
