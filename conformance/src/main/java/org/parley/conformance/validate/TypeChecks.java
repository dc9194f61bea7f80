package org.parley.conformance.validate;

import org.parley.wire.fhir.Json;

/** What must hold within values of some types, which no invariant of FHIR says. */
final class TypeChecks {
    private static final String URI = "urn:ietf:rfc:3986";

    private TypeChecks() {}

    static void check(Run run, Shape.Value check, Json.Members value) {
        switch (check.type()) {
            case "Extension" -> ExtensionChecks.check(run, check, value);
            case "Reference" -> ReferenceChecks.check(run, check, value);
            case "Coding", "Quantity" -> CodingChecks.check(run, check, value);
            case "Identifier" -> identifier(run, check, value);
            case "Narrative" -> NarrativeLanguages.check(run, check, value);
            case "Attachment" -> attachment(run, check, value);
            default -> {}
        }
    }

    private static void identifier(Run run, Shape.Value check, Json.Members identifier) {
        String value = identifier.text("value");
        if (URI.equals(identifier.text("system")) && value != null && value.indexOf(':') < 1) {
            run.error(
                    "identifier",
                    check.profile(),
                    "An identifier of the system " + URI + " is no whole address.",
                    "Send the whole URI, with its scheme: urn:oid:, urn:uuid: or https:.");
        }
    }

    private static void attachment(Run run, Shape.Value check, Json.Members attachment) {
        String data = attachment.text("data");
        int size = Extended.whole(attachment.get("size"));
        if (data != null && size >= 0 && size != AnswerLimits.bytes(data)) {
            run.error(
                    "attachment",
                    check.profile(),
                    "The size that is stated is not the size of the data.",
                    "State the number of bytes before base64.");
        }
    }
}
