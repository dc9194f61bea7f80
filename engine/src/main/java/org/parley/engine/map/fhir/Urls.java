package org.parley.engine.map.fhir;

/** Short names of extensions as tables have them: {@code UKCore-X}, {@code hl7:X}, {@code v2:X}. */
public final class Urls {
    private static final String UK = "https://fhir.hl7.org.uk/StructureDefinition/Extension-";
    private static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";
    private static final String V2 = "urn:parley:v2:";

    private Urls() {}

    /** The whole URL; what is no short name stays. */
    public static String full(String url) {
        if (url.startsWith("UKCore-")) {
            return UK + url;
        }
        if (url.startsWith("v2:")) {
            return V2 + url.substring(3);
        }
        return url.startsWith("hl7:") ? HL7 + url.substring(4) : url;
    }
}
