package org.parley.engine.receive.http;

import java.util.List;
import java.util.Locale;
import org.parley.engine.plan.InPort.Format;

/** Which Content-Types each format takes. None given is taken for what the port speaks. */
final class MediaTypes {
    private static final List<String> ANY = List.of("application/octet-stream", "text/plain");

    private MediaTypes() {}

    /**
     * True when a message of this format may come under this Content-Type; "" when none was sent.
     */
    static boolean takes(Format format, String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.isEmpty() || ANY.contains(type)) {
            return true;
        }
        return switch (format) {
            case HL7V2 ->
                    type.equals("application/hl7-v2")
                            || type.equals("application/hl7-v2+er7")
                            || type.equals("x-application/hl7-v2+er7")
                            || type.equals("application/edi-hl7");
            case CSV -> type.equals("text/csv") || type.equals("application/csv");
            case JSON, FHIR -> type.equals("application/json") || type.endsWith("+json");
            case XML ->
                    type.equals("application/xml")
                            || type.equals("text/xml")
                            || type.endsWith("+xml");
            case BYTES -> true;
        };
    }

    /** What to tell a sender to send. */
    static String wanted(Format format) {
        return switch (format) {
            case HL7V2 -> "application/hl7-v2, text/plain or application/octet-stream";
            case CSV -> "text/csv, text/plain or application/octet-stream";
            case JSON, FHIR ->
                    "application/json, a type that ends in +json, or application/octet-stream";
            case XML -> "application/xml, a type that ends in +xml, or application/octet-stream";
            case BYTES -> "any type";
        };
    }
}
