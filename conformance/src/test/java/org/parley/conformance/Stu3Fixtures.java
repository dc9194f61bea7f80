package org.parley.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A package of FHIR STU3 that we wrote, in the manner of ITK3, and a message that keeps to it. */
final class Stu3Fixtures {
    static final String BASE = "https://northmoor.nhs.example/STU3/StructureDefinition/";
    static final String HEADER = BASE + "Northmoor-MessageHeader-1";

    private static final String HEADER_PROFILE =
            """
            {"resourceType":"StructureDefinition","id":"Northmoor-MessageHeader-1",
             "url":"%1$sNorthmoor-MessageHeader-1","version":"VERSION","name":"Northmoor-MessageHeader-1",
             "status":"draft","fhirVersion":"3.0.1","kind":"resource","abstract":false,"type":"MessageHeader",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/MessageHeader","derivation":"constraint",
             "differential":{"element":[
              {"id":"MessageHeader","path":"MessageHeader"},
              {"id":"MessageHeader.extension","path":"MessageHeader.extension",
               "slicing":{"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
              {"id":"MessageHeader.extension:handling","path":"MessageHeader.extension","sliceName":"handling",
               "min":1,"max":"1","type":[{"code":"Extension","profile":"%1$sExtension-Handling-1"}]},
              {"id":"MessageHeader.event","path":"MessageHeader.event",
               "binding":{"strength":"required","valueSetReference":{"reference":"https://northmoor.nhs.example/STU3/ValueSet/Events-1"}}},
              {"id":"MessageHeader.receiver","path":"MessageHeader.receiver","max":"1",
               "type":[{"code":"Reference","targetProfile":"http://hl7.org/fhir/StructureDefinition/Practitioner"},
                       {"code":"Reference","targetProfile":"%1$sNorthmoor-Organization-1"}]},
              {"id":"MessageHeader.source.software","path":"MessageHeader.source.software","min":1},
              {"id":"MessageHeader.focus","path":"MessageHeader.focus","min":1,
               "type":[{"code":"Reference","targetProfile":"http://hl7.org/fhir/StructureDefinition/Resource"}]}]}}
            """
                    .formatted(BASE);

    private static final String ORGANIZATION_PROFILE =
            """
            {"resourceType":"StructureDefinition","id":"Northmoor-Organization-1",
             "url":"%1$sNorthmoor-Organization-1","version":"VERSION","name":"Northmoor-Organization-1",
             "status":"draft","fhirVersion":"3.0.1","kind":"resource","abstract":false,"type":"Organization",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Organization","derivation":"constraint",
             "differential":{"element":[
              {"id":"Organization.identifier","path":"Organization.identifier","min":1},
              {"id":"Organization.identifier.system","path":"Organization.identifier.system","min":1,
               "fixedUri":"https://fhir.nhs.uk/Id/ods-organization-code"}]}}
            """
                    .formatted(BASE);

    private static final String EXTENSION =
            """
            {"resourceType":"StructureDefinition","id":"Extension-Handling-1",
             "url":"%1$sExtension-Handling-1","version":"VERSION","name":"Extension-Handling-1",
             "status":"draft","fhirVersion":"3.0.1","kind":"complex-type","abstract":false,
             "contextType":"resource","context":["MessageHeader"],"type":"Extension",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension","derivation":"constraint",
             "differential":{"element":[
              {"id":"Extension.url","path":"Extension.url","fixedUri":"%1$sExtension-Handling-1"},
              {"id":"Extension.valueBoolean:valueBoolean","path":"Extension.valueBoolean","sliceName":"valueBoolean",
               "min":1,"type":[{"code":"boolean"}]}]}}
            """
                    .formatted(BASE);

    private static final String EVENTS =
            """
            {"resourceType":"ValueSet","url":"https://northmoor.nhs.example/STU3/ValueSet/Events-1","status":"draft",
             "compose":{"include":[{"system":"https://northmoor.nhs.example/STU3/CodeSystem/Events-1"}]}}
            """;

    private static final String EVENT_CODES =
            """
            {"resourceType":"CodeSystem","url":"https://northmoor.nhs.example/STU3/CodeSystem/Events-1","status":"draft",
             "content":"complete","concept":[{"code":"LETTER001","display":"Letter"},{"code":"RESULT001","display":"Result"}]}
            """;

    /** A message Bundle as a letter would be sent. */
    static final String MESSAGE =
            """
            {"resourceType":"Bundle","type":"message","entry":[
             {"fullUrl":"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000001","resource":{"resourceType":"MessageHeader",
              "meta":{"profile":["%1$sNorthmoor-MessageHeader-1"]},
              "extension":[{"url":"%1$sExtension-Handling-1","valueBoolean":true}],
              "event":{"system":"https://northmoor.nhs.example/STU3/CodeSystem/Events-1","code":"LETTER001","display":"Letter"},
              "receiver":{"reference":"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000002"},
              "timestamp":"2026-11-25T09:00:00+00:00",
              "source":{"name":"EPR","software":"Northmoor EPR","endpoint":"urn:nhs-uk:addressing:ods:RX1"},
              "focus":[{"reference":"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000003"}]}},
             {"fullUrl":"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000002","resource":{"resourceType":"Organization",
              "identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RX1"}],"name":"Northmoor"}},
             {"fullUrl":"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-000000000003","resource":{"resourceType":"Patient",
              "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9991234594"}],
              "name":[{"use":"official","family":"Archer","given":["Nora"]}],"gender":"female","birthDate":"1961-04-12",
              "animal":{"species":{"text":"only STU3 has this element"}}}}]}
            """
                    .formatted(BASE);

    private Stu3Fixtures() {}

    /** Writes the package under a version. */
    static Path write(Path folder, String version) throws IOException {
        return Tgz.write(
                folder.resolve("northmoor.messaging-" + version + ".tgz"),
                Map.of(
                        "package.json",
                        """
                        {"name":"northmoor.messaging.stu3","version":"%s","fhir-version-list":["3.0.1"],
                         "dependencies":{"hl7.fhir.core":"3.0.1"}}
                        """
                                .formatted(version),
                        "StructureDefinition-Header.json",
                        HEADER_PROFILE.replace("VERSION", version),
                        "StructureDefinition-Organization.json",
                        ORGANIZATION_PROFILE.replace("VERSION", version),
                        "StructureDefinition-Handling.json",
                        EXTENSION.replace("VERSION", version),
                        "ValueSet-Events.json",
                        EVENTS,
                        "CodeSystem-Events.json",
                        version.startsWith("1.")
                                ? EVENT_CODES
                                : EVENT_CODES.replace("LETTER001", "LETTER002")));
    }
}
