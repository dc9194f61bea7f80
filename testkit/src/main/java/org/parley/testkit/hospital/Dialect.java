package org.parley.testkit.hospital;

/** How one system of the hospital writes its headers; each supplier has its own habits. */
enum Dialect {
    PAS("PAS|R9N|TIE|R9N", "2.4", "UNICODE UTF-8", true, true),
    LABORATORY("LABMASTER|PATH|TIE|R9N", "2.3", "8859/1", false, false),
    RADIOLOGY("RIS|R9N01|TIE|R9N", "2.3.1", "8859/1", false, true),
    BLOOD_GAS("GASPOINT 90^ED Resus|R9N01|TIE|R9N", "2.5", "", false, false),
    RECORD_ORM("EPR|R9N|TIE|R9N", "2.3", "8859/1", false, true),
    RECORD("EPR|R9N|TIE|R9N", "2.5.1", "UNICODE UTF-8", true, true),
    LETTERS("DICTATE|R9N|TIE|R9N", "2.4", "UNICODE UTF-8", true, true),
    PHARMACY("EPMA|R9N|TIE|R9N", "2.5", "UNICODE UTF-8", true, true),
    WARD_OBSERVATIONS("WARDOBS|R9N|TIE|R9N", "2.4", "", false, true),
    MONITORS("MON_GW^00A037009A000001^EUI-64|R9N01|TIE|R9N", "2.6", "UNICODE UTF-8", true, true);

    private final String from;
    private final String version;
    private final String charset;
    private final boolean utf8;
    private final boolean structure;

    Dialect(String from, String version, String charset, boolean utf8, boolean structure) {
        this.from = from;
        this.version = version;
        this.charset = charset;
        this.utf8 = utf8;
        this.structure = structure;
    }

    boolean utf8() {
        return utf8;
    }

    /**
     * Writes MSH.
     *
     * @param type {@code ADT^A01^ADT_A01}; suppliers that know no structures leave the third out
     */
    void header(Hl7Text t, String type, String controlId, long now, long sequence) {
        t.raw("MSH|^~\\&|").raw(from);
        switch (this) {
            case MONITORS -> {
                t.at(now).raw(".000");
                zone(t, now);
            }
            case RECORD -> {
                t.at(now);
                zone(t, now);
            }
            case PAS,
                    LABORATORY,
                    RADIOLOGY,
                    BLOOD_GAS,
                    RECORD_ORM,
                    LETTERS,
                    PHARMACY,
                    WARD_OBSERVATIONS ->
                    t.at(now);
        }
        t.f("").f(structure ? type : event(type)).f(controlId).f("P").f(version);
        switch (this) {
            case PAS ->
                    t.f(sequence).f("").f("").f("").f("GBR").f(charset).f("EN").f("").f("iTKv1.0");
            case MONITORS ->
                    t.f("")
                            .f("")
                            .f("AL")
                            .f("NE")
                            .f("GBR")
                            .f(charset)
                            .f("EN")
                            .f("")
                            .f("IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO");
            case LABORATORY, RADIOLOGY, BLOOD_GAS, RECORD_ORM, LETTERS, WARD_OBSERVATIONS ->
                    t.f("").f("").f("").f("").f("GBR").f(charset);
            case RECORD, PHARMACY -> t.f("").f("").f("AL").f("NE").f("GBR").f(charset);
        }
    }

    private static void zone(Hl7Text t, long now) {
        t.raw(WallTime.offset(now).getTotalSeconds() == 0 ? "+0000" : "+0100");
    }

    private static String event(String type) {
        int second = type.indexOf('^', type.indexOf('^') + 1);
        return second < 0 ? type : type.substring(0, second);
    }
}
