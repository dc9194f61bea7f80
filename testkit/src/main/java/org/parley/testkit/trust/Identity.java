package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;

/** How a body that arrives is known to be the one that was sent. */
public enum Identity {
    /** By MSH-10. */
    HL7V2,
    /**
     * By the identifier of a Bundle of FHIR, which is the control id of the message it was made of.
     */
    BUNDLE,
    /** By the text of its last line, as of one row of a CSV file with its heading. */
    LAST_LINE;

    private static final String CONTROL_ID = "\"urn:parley:control-id\",\"value\":\"";

    /** What a body is called in the ledger. */
    record Name(String text) {
        long hash() {
            return Hash.of(text);
        }
    }

    Name of(byte[] body) {
        return switch (this) {
            case HL7V2 -> new Name(Header.of(body, 0, body.length).controlId());
            case BUNDLE -> new Name(bundleName(new String(body, StandardCharsets.UTF_8)));
            case LAST_LINE -> new Name(rowName(new String(body, StandardCharsets.UTF_8)));
        };
    }

    private static String bundleName(String json) {
        int at = json.indexOf(CONTROL_ID);
        int from = at + CONTROL_ID.length();
        return at < 0 ? "" : json.substring(from, json.indexOf('"', from));
    }

    /** A row's name: a digest, for rows hold people's names. */
    public static String rowName(String text) {
        String trimmed = text.stripTrailing();
        String last =
                trimmed.substring(
                        Math.max(trimmed.lastIndexOf('\n'), trimmed.lastIndexOf('\r')) + 1);
        return "row-" + Long.toHexString(Hash.of(last));
    }
}
