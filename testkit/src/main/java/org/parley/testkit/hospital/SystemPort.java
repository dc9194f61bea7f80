package org.parley.testkit.hospital;

/** The places from which the hospital's systems send; names as in the example trust. */
public enum SystemPort {
    PAS_ADT("pas.adt", 'A'),
    PAS_APPOINTMENTS("pas.appointments", 'S'),
    LIMS_RESULTS("lims.results", 'L'),
    EPR_ORDERS("epr.orders", 'O'),
    EPR_DOCUMENTS("epr.documents", 'D'),
    EPR_PRESCRIBING("epr.prescribing", 'R'),
    DEVICES_READINGS("devices.readings", 'M'),
    /** CSV files, not HL7 v2. */
    EROSTER_SHIFTS("eroster.shifts", 'E');

    private final String port;
    private final char letter;

    SystemPort(String port, char letter) {
        this.port = port;
        this.letter = letter;
    }

    /** System and port, {@code pas.adt}. */
    public String port() {
        return port;
    }

    /** The letter that marks its control ids, so that no two systems share one. */
    char letter() {
        return letter;
    }
}
