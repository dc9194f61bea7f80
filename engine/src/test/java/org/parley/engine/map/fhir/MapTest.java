package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.MapProblem;
import org.parley.engine.map.fhir.Compiled.Trust;
import org.parley.engine.plan.Mapping.Mapped;

/** What tables mean, on small ones of the test's own. */
final class MapTest {
    private static final String HEAD =
            "MSH|^~\\&|PAS|R9N|TIE|R9N|20260301101500||ADT^A01^ADT_A01|C1|P|2.4\n";

    private final Map<String, String> tables = new HashMap<>();

    private MapTest table(String name, String... rows) {
        tables.put(name + ".csv", String.join("\n", rows));
        return this;
    }

    private FhirMaps.Compilation compile(List<String> over, Trust trust, String zone) {
        Library library =
                file ->
                        Optional.ofNullable(tables.get(file))
                                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return FhirMaps.compile(over, trust, library, new Settings(ZoneId.of(zone)));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    private FhirMap map() {
        return switch (compile(List.of(), Trust.of(), "Europe/London")) {
            case FhirMaps.Compilation.Ok ok -> ok.map();
            case FhirMaps.Compilation.Wrong wrong ->
                    throw new AssertionError(wrong.problems().toString());
        };
    }

    private List<String> problems(List<String> over, Trust trust) {
        return switch (compile(over, trust, "Europe/London")) {
            case FhirMaps.Compilation.Ok _ -> throw new AssertionError("compiled");
            case FhirMaps.Compilation.Wrong wrong ->
                    wrong.problems().stream().map(MapProblem::toString).toList();
        };
    }

    private static String json(FhirMap map, String text) {
        return new String(Compiled.bundle(map, Compiled.message(text)), StandardCharsets.UTF_8);
    }

    private MapTest patient(String... rows) {
        String header = "from,to,type,code,how,when,value,comment\n";
        return table("messages/ADT_A01", "from,to,type,value", "PID,Patient,PID[Patient],")
                .table("segments/PID-Patient", header + String.join("\n", rows));
    }

    private String born(String pid7) {
        String made = json(map(), HEAD + "PID|||1||||" + pid7);
        int at = made.indexOf("\"deceasedDateTime\":\"");
        return at < 0 ? "" : made.substring(at + 20, made.indexOf('"', at + 20));
    }

    @Test
    void partialTimesStayPartialAndNoneIsInvented() {
        patient("PID-7,deceasedDateTime,,,,,,");
        assertThat(born("1948")).isEqualTo("1948");
        assertThat(born("194802")).isEqualTo("1948-02");
        assertThat(born("19480217")).isEqualTo("1948-02-17");
        assertThat(born("1948021710")).isEqualTo("1948-02-17");
        assertThat(born("202601171030")).isEqualTo("2026-01-17T10:30:00+00:00");
        assertThat(born("20260117103005.12")).isEqualTo("2026-01-17T10:30:05.12+00:00");
        assertThat(born("20260717103005-0430")).isEqualTo("2026-07-17T10:30:05-04:30");
    }

    @Test
    void summerTimeIsTheSendersAndItsDoubleHourIsFlagged() {
        patient("PID-7,deceasedDateTime,,,,,,");
        assertThat(born("202607171030")).isEqualTo("2026-07-17T10:30:00+01:00");
        assertThat(born("202610250130")).isEqualTo("2026-10-25T01:30:00+01:00");
        Explanation twice = map().explain(Compiled.message(HEAD + "PID|||1||||202610250130"));
        assertThat(twice.remarks().toString()).contains("PID-7: time is doubtful");
        Explanation once = map().explain(Compiled.message(HEAD + "PID|||1||||202610250230"));
        assertThat(once.remarks()).isEmpty();
    }

    @Test
    void whatIsNoTimeStaysAsTextAndIsFlagged() {
        patient("PID-3,identifier.value,,,,,,", "PID-7,birthDate,,,,,,");
        for (String wrong :
                List.of("196513121515", "20260230", "19480", "soon", "20260101256000", "0")) {
            String message = HEAD + "PID|||1||||" + wrong;
            assertThat(json(map(), message))
                    .doesNotContain("\"birthDate\":")
                    .contains(
                            "\"_birthDate\":{\"extension\":[{\"url\":"
                                    + "\"http://hl7.org/fhir/StructureDefinition/originalText\","
                                    + "\"valueString\":\""
                                    + wrong
                                    + "\"}]}");
            assertThat(map().explain(Compiled.message(message)).remarks().toString())
                    .contains("PID-7: not valid (date)");
        }
    }

    @Test
    void aTimeOfDeathThatIsNoneMakesNobodyDead() {
        patient("PID-3,identifier.value,,,,,,", "PID-29,deceasedDateTime,,,,,,");
        String message = HEAD + "PID|||1||||||||||||||||||||||||||0000";
        assertThat(json(map(), message)).doesNotContain("deceased");
        assertThat(map().explain(Compiled.message(message)).dropped()).contains("PID-29");
    }

    @Test
    void theFirstRowWithAValueWinsAndConstantsComeLast() {
        patient(
                ",gender,,,,,unknown,",
                "PID-8,gender,code,,,,,",
                "PID-16,gender,code,,,,,",
                "PID-3,identifier.value,,,,,,");
        assertThat(json(map(), HEAD + "PID|||1|||||male||||||||other"))
                .contains("\"gender\":\"male\"");
        assertThat(json(map(), HEAD + "PID|||1|||||||||||||other"))
                .contains("\"gender\":\"other\"");
        assertThat(json(map(), HEAD + "PID|||1")).contains("\"gender\":\"unknown\"");
    }

    @Test
    void repetitionsAndLabelsMakeElementsOfTheirOwn() {
        patient(
                "PID-3.1,identifier[local].value,,,,,,",
                "PID-3.4,identifier[local].system,,,,,,",
                "PID-18.1,identifier[account].value,,,,,,");
        assertThat(json(map(), HEAD + "PID|||1^^^urn:a~2^^^urn:b|||||||||||||||3"))
                .contains(
                        "\"identifier\":[{\"system\":\"urn:a\",\"value\":\"1\"},"
                                + "{\"system\":\"urn:b\",\"value\":\"2\"},{\"value\":\"3\"}]");
    }

    @Test
    void nullAndBlanksWriteNothing() {
        patient("PID-3,identifier.value,,,,,,", "PID-5,name.text,,,,,,", "PID-8,gender,code,,,,,");
        String made = json(map(), HEAD + "PID|||1||\"\"|||   ");
        assertThat(made).doesNotContain("name").doesNotContain("gender");
    }

    @Test
    void textIsEscapedAndAccentsAndAnglesStay() {
        patient("PID-5,name.text,,,,,,");
        assertThat(json(map(), HEAD + "PID|||||\"Zoë\" <O\\T\\N> \\E\\ 5 µg"))
                .contains("\"text\":\"\\\"Zoë\\\" <O&N> \\\\ 5 µg\"");
    }

    @Test
    void unknownCodesStayAsTextAreFlaggedAndNeverGuessed() {
        patient("PID-16,maritalStatus,,marital,,,,", "PID-8,gender,,sex,,,,")
                .table("codes/marital", "from,to,to-system,display", "M,M,urn:m,Married")
                .table("codes/sex", "from,to", "1,male");
        String made = json(map(), HEAD + "PID||||||||7||||||||Q^Quite married");
        assertThat(made)
                .contains(
                        "\"maritalStatus\":{\"extension\":[{\"url\":\"urn:parley:v2:CWE.1\","
                                + "\"valueString\":\"Q\"}],\"text\":\"Quite married\"}")
                .doesNotContain("gender");
        Explanation explained =
                map().explain(Compiled.message(HEAD + "PID||||||||7||||||||Q^Quite married"));
        assertThat(explained.remarks().toString())
                .contains("PID-16.1: code without a row (marital)")
                .contains("PID-8: code without a row (sex)");
        assertThat(explained.dropped()).contains("PID-8");
    }

    @Test
    void aRowMayParkWhatItDoesNotKnow() {
        patient("PID-8,gender,,sex,,,,").table("codes/sex", "from,to", "1,male", "*,(park)");
        assertThat(map().apply(Compiled.message(HEAD + "PID||||||||7")))
                .isInstanceOfSatisfying(
                        Mapped.Impossible.class,
                        impossible ->
                                assertThat(impossible.problem().code()).isEqualTo("PAR-4191"));
    }

    @Test
    void referencesStayWithinTheirGroup() {
        table(
                        "messages/ORU_R01",
                        "from,to,type,value",
                        "PATIENT_RESULT.PATIENT.PID,Patient,PID[Patient],",
                        "PATIENT_RESULT.ORDER_OBSERVATION.OBR,DiagnosticReport,OBR[D],subject=Patient; specimen=Specimen; result=Observation",
                        "PATIENT_RESULT.ORDER_OBSERVATION.OBSERVATION.OBX,Observation[],OBX[O],specimen=Specimen",
                        "PATIENT_RESULT.ORDER_OBSERVATION.SPECIMEN.SPM,Specimen[],SPM[S],")
                .table("segments/PID-Patient", "from,to", "PID-3.1,$id")
                .table("segments/OBR-D", "from,to", "OBR-3,$id")
                .table("segments/OBX-O", "from,to", "OBX-3,$id")
                .table("segments/SPM-S", "from,to", "SPM-2,$id");
        String made =
                json(
                        map(),
                        lines(
                                "MSH|^~\\&|L|R9N|T|R9N|2026||ORU^R01^ORU_R01|C1|P|2.5.1",
                                "PID|||1",
                                "OBR|1||F1",
                                "OBX|1||A",
                                "OBX|2||B",
                                "SPM|1|S1",
                                "OBR|2||F2",
                                "OBX|1||C"));
        String[] entries = made.split("\\{\"fullUrl\":\"urn:uuid:");
        String second = entry(entries, "DiagnosticReport", 2);
        assertThat(entry(entries, "DiagnosticReport", 1)).contains("\"specimen\":[{");
        assertThat(entry(entries, "DiagnosticReport", 1).split("\"reference\"")).hasSize(5);
        assertThat(second).doesNotContain("specimen").contains("\"subject\":{\"reference\"");
        assertThat(entry(entries, "Observation", 2)).contains("\"specimen\"");
        assertThat(entry(entries, "Observation", 3)).doesNotContain("specimen");
    }

    private static String entry(String[] entries, String type, int number) {
        int seen = 0;
        for (String entry : entries) {
            if (entry.contains("\"resourceType\":\"" + type + "\"") && ++seen == number) {
                return entry;
            }
        }
        throw new AssertionError("no " + type + " " + number);
    }

    @Test
    void oneThingIsThereOnceAndTwoThingsStayTwo() {
        table(
                        "messages/ADT_A01",
                        "from,to,type,value",
                        "PV1,Encounter,PV1[E],",
                        "OBX,Observation[],OBX[O],")
                .table(
                        "segments/PV1-E",
                        "from,to,type",
                        "PV1-7,participant[a].individual(Practitioner),XCN[P]",
                        "PV1-8,participant[r].individual(Practitioner),XCN[P]")
                .table(
                        "datatypes/XCN-P",
                        "from,to",
                        "XCN.1,$id",
                        "XCN.1,identifier.value",
                        "XCN.3,name.given")
                .table("segments/OBX-O", "from,to\nOBX-3,$id\nOBX-5,valueString\n");
        String made =
                json(
                        map(),
                        HEAD
                                + lines(
                                        "PV1|1|I|||||C1^HOLT|C1^HOLT^Robin",
                                        "OBX|1|ST|K||one",
                                        "OBX|2|ST|K||two",
                                        "OBX|3|ST|K||two"));
        assertThat(made.split("\"resourceType\":\"Practitioner\"")).hasSize(2);
        assertThat(made).contains("\"given\":[\"Robin\"]");
        assertThat(made.split("\"resourceType\":\"Observation\"")).hasSize(4);
    }

    @Test
    void aTrustsRowsTakeThePlaceOfTheProducts() {
        patient(
                "PID-3,identifier.value,,,,,,",
                "PID-5.1,name.family,,,,,,",
                "PID-8,gender,code,,,,,");
        Trust trust =
                Trust.of(
                        "maps/ours.csv",
                        lines(
                                "table,from,to,type,how",
                                "PID[Patient],PID-5.1,name.family,,upper",
                                "PID[Patient],PID-8,gender,leave,",
                                "PID[Patient],PID-19,identifier.value,,"));
        FhirMap map =
                switch (compile(List.of("ours"), trust, "UTC")) {
                    case FhirMaps.Compilation.Ok ok -> ok.map();
                    case FhirMaps.Compilation.Wrong wrong ->
                            throw new AssertionError(wrong.problems().toString());
                };
        String text = HEAD + "PID|||||Holt|||male|||||||||||77";
        assertThat(json(map, text))
                .contains("\"family\":\"HOLT\"")
                .contains("\"value\":\"77\"")
                .doesNotContain("gender");
        assertThat(map.rows().toString()).contains("maps/ours.csv:2").doesNotContain("tables/");
        assertThat(map.coverage(List.of(Compiled.message(text))).toString())
                .contains("maps/ours.csv:2=1")
                .contains("maps/ours.csv:4=1");
        assertThat(map.name()).isEqualTo("v2-to-uk-core, ours");
    }

    @Test
    void theHeaderOfTheGuideIsReadToo() {
        table(
                        "messages/ADT_A01",
                        "HL7 v2,,,Condition (IF True),,,HL7 FHIR,,",
                        "Sort Order,Identifier,Name,Computable ANTLR,Computable FHIRPath,Narrative,Primary Target,Segment Map,References",
                        "1,PID,Patient,,,,Patient[1],PID[Patient],",
                        "2,PV1,Visit,IF PV1-2 VALUED,,,Encounter[1],PV1[Encounter],Encounter.subject.reference=Patient[1].id")
                .table(
                        "segments/PID-Patient",
                        "Sort Order,Identifier,Name,Data Type,Computable ANTLR,FHIR Attribute,Data Type,Data Type Mapping,Vocabulary Mapping,Assignment,Comments",
                        "1,PID-3,Id,CX,,identifier.value,string,,,,",
                        "2,PID-4,Old,CX,,,,,,,not mapped",
                        "3,PID-3,Id,CX,\"IF PID-3 VALUED\",active,boolean,,,\"\"\"true\"\"\",")
                .table("segments/PV1-Encounter", "from,to", "PV1-2,status");
        assertThat(json(map(), HEAD + "PID|||1\nPV1|1|planned"))
                .contains("\"active\":true")
                .contains("\"value\":\"1\"")
                .contains("\"subject\":{\"reference\"");
    }

    @Test
    void everyMistakeIsToldWithItsPlace() {
        patient(
                "PID-3,identifer,,,,,,",
                "PID-5,name,XPN,,,,,",
                "PID-8,gender,,sexes,,,,",
                "PID-99,birthDate,,,,,,",
                "PID-7,birthDate,,,,PID-7 is there,,",
                "PID-1,-,,,,,,",
                "PID-7,birthDate,,,dgits,,,",
                "PID-5,name,,,,,Holt,");
        assertThat(problems(List.of("none"), Trust.of()))
                .anyMatch(p -> p.startsWith("maps/none.csv:0:0 PAR-4100"))
                .anyMatch(p ->
                        p.startsWith("tables/segments/PID-Patient.csv:2:2 PAR-4183")
                                && p.contains("Did you mean identifier?"))
                .anyMatch(p ->
                        p.startsWith("tables/segments/PID-Patient.csv:3:3 PAR-4184")
                                && p.contains("XPN[HumanName]"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:4:4 PAR-4181"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:5:1 PAR-4185"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:6:6 PAR-4107"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:7:8 PAR-4186"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:8:5 PAR-4106"))
                .anyMatch(p -> p.startsWith("tables/segments/PID-Patient.csv:9:7 PAR-4186"))
                .hasSize(9);
    }

    @Test
    void aMessageTableNamesResourcesAndReferencesThatThereAre() {
        table(
                        "messages/ADT_A01",
                        "from,to,type,value",
                        "PID,Pateint,PID[Patient],",
                        "PID,Patient,PID[P],",
                        "pid,Patient,PID[Patient],",
                        "PV1,Encounter,PV1[Encounter],subject=Patent; status=Patient")
                .table("segments/PID-Patient", "from,to", "PID-3.1,$id")
                .table("segments/PV1-Encounter", "from,to", "PV1-2,status");
        assertThat(problems(List.of(), Trust.of()))
                .anyMatch(p -> p.contains("ADT_A01.csv:2:2 PAR-4187") && p.contains("Patient"))
                .anyMatch(p -> p.contains("ADT_A01.csv:3:3 PAR-4184"))
                .anyMatch(p -> p.contains("ADT_A01.csv:4:1 PAR-4185"))
                .anyMatch(p -> p.contains("ADT_A01.csv:5:4 PAR-4187") && p.contains("Patient?"))
                .anyMatch(p -> p.contains("ADT_A01.csv:5:4 PAR-4187") && p.contains("status"))
                .hasSize(5);
    }

    @Test
    void theAccountNamesRowsAndWhatNoRowTook() {
        patient("PID-3,identifier.value,,,,,,", "PID-1,-,,,,,,numbers the segment");
        Explanation explained = map().explain(Compiled.message(HEAD + "PID|1||77||HOLT^Robin"));
        assertThat(explained.made().stream().map(Explanation.Made::toString))
                .contains(
                        "Patient.identifier.value from PID-3 (tables/segments/PID-Patient.csv:2)",
                        "- from PID-1 (tables/segments/PID-Patient.csv:3)");
        assertThat(explained.dropped()).contains("PID-5.1", "PID-5.2", "MSH-3");
        assertThat(explained.dropped()).doesNotContain("PID-1", "PID-3");
    }

    @Test
    void aMessageWithoutATableIsForAPerson() {
        patient("PID-3,identifier.value,,,,,,");
        assertThat(map().apply(Compiled.message(HEAD.replace("A01", "A03") + "PID|1")))
                .isInstanceOfSatisfying(
                        Mapped.Impossible.class,
                        impossible ->
                                assertThat(impossible.problem().code()).isEqualTo("PAR-4190"));
    }
}
