package org.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.conformance.validate.Finding;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Verdict;
import org.parley.wire.fhir.JsonReader;

/** A message in XML is judged as the same message in JSON, and by what XML alone can get wrong. */
final class XmlTest {
    private static final String PATIENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Patient xmlns="http://hl7.org/fhir">
              <id value="p1"/>
              <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>Nora &amp; Jane</p></div></text>
              <identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="9991234594"/></identifier>
              <active value="true"/>
              <name><family value="Archer"/><given value="Nora"/><given value="Jane"/></name>
              <gender value="female"/>
              <birthDate value="1961-04-12"/>
              <multipleBirthInteger value="2"/>
              <contact><name><text value="Will Archer"/></name></contact>
            </Patient>
            """;

    private final Inspector inspector = new Inspector(Fixtures.core(), false);

    @Test
    void aGoodPatientPasses() {
        Report report = inspect(PATIENT);
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatJsonWouldGetWrongIsWrongInXmlToo() {
        assertThat(rules(PATIENT.replace("female", "F"))).containsExactly("binding");
        assertThat(rules(PATIENT.replace("1961-04-12", "12/04/1961"))).containsExactly("format");
        assertThat(rules(PATIENT.replace("9991234594", "9991234593")))
                .containsExactly("nhs-number");
        assertThat(rules(PATIENT.replace("<active value=\"true\"/>", "<active value=\"yes\"/>")))
                .containsExactly("format");
        assertThat(
                        rules(
                                PATIENT.replace(
                                        "multipleBirthInteger value=\"2\"",
                                        "multipleBirthInteger value=\"two\"")))
                .containsExactly("format");
        assertThat(rules(PATIENT.replace("<p>Nora &amp; Jane</p>", "<script>a</script>")))
                .containsExactly("format");
        assertThat(rules(PATIENT.replace("contact>", "kontact>"))).contains("unknown-element");
    }

    @Test
    void whatOnlyXmlCanGetWrongIsTold() {
        assertThat(rules(PATIENT.replace("http://hl7.org/fhir\"", "urn:hl7-org:v3\"")))
                .containsExactly("xml");
        assertThat(
                        rules(
                                PATIENT.replace("<id value=\"p1\"/>", "")
                                        .replace("<gender", "<id value=\"p1\"/><gender")))
                .containsExactly("xml");
        assertThat(rules(PATIENT.replace("<family value=\"Archer\"/>", "<family>Archer</family>")))
                .contains("xml");
        assertThat(rules(PATIENT.replace("<name><family", "<name loud=\"yes\"><family")))
                .containsExactly("xml");
        assertThat(rules(PATIENT.replace("<contact>", "<given value=\"a\"/><contact>")))
                .contains("unknown-element");
    }

    @Test
    void extensionsAndIdsStandBesidePrimitives() {
        String url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
        String absent =
                "<birthDate id=\"b\"><extension url=\""
                        + url
                        + "\"><valueCode value=\"unknown\"/></extension></birthDate>";
        assertThat(rules(PATIENT.replace("<birthDate value=\"1961-04-12\"/>", absent))).isEmpty();
        String given =
                "<given><extension url=\""
                        + url
                        + "\"><valueCode value=\"masked\"/></extension></given>";
        assertThat(rules(PATIENT.replace("<given value=\"Jane\"/>", given))).isEmpty();
    }

    @Test
    void resourcesWithinResourcesAreRead() {
        String bundle =
                """
                <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
                 <entry><fullUrl value="urn:uuid:0b1f1ad2-5b1e-4b0e-9d3a-0c8a3c1f7a10"/>
                  <resource><Patient><contained><Organization><id value="o"/><name value="Northmoor"/></Organization></contained>
                    <gender value="female"/><managingOrganization><reference value="#o"/></managingOrganization></Patient></resource>
                 </entry></Bundle>
                """;
        assertThat(rules(bundle)).containsExactly("empty-patient");
        assertThat(rules(bundle.replace("\"#o\"", "\"#p\""))).contains("reference", "dom-3");
    }

    @Test
    void hostileXmlIsRefusedInBoundedTime() {
        String bomb =
                "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><Patient xmlns=\"http://hl7.org/fhir\">&b;</Patient>";
        assertThat(rules(bomb)).containsExactly("xml");
        assertThat(rules("<a>".repeat(1_000_000))).containsExactly("xml");
        assertThat(rules("<Patient xmlns=\"http://hl7.org/fhir\">")).containsExactly("xml");
        assertThat(rules("<")).containsExactly("xml");
        String many = "<name><text value=\"a\"/></name>".repeat(50_000);
        assertThat(rules(PATIENT.replace("<gender", many + "<gender"))).isEmpty();
    }

    private List<String> rules(String xml) {
        return Fixtures.errors(inspect(xml));
    }

    private Report inspect(String xml) {
        Report report =
                inspector.inspect(
                        xml.getBytes(StandardCharsets.UTF_8),
                        new JsonReader(),
                        List.of(),
                        Fixtures.NOW);
        assertThat(report.findings()).allMatch(f -> f.level() != Finding.Level.UNDECIDED);
        return report;
    }
}
