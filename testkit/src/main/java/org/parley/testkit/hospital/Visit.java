package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One stay or attendance. */
final class Visit {
    final String number;
    final Patient patient;

    /** I, E or O. */
    final String patientClass;

    final Specialty specialty;
    final Staff.Person consultant;

    /** Admission method and source of admission, NHS data dictionary. */
    final String method;

    final String source;

    Optional<Bed> bed = Optional.empty();
    Optional<Bed> bedBefore = Optional.empty();
    long began;
    long ended = Long.MIN_VALUE;
    String dischargeMethod = "";
    String dischargeTo = "";

    /** ICD-10 code^text; empty until coded. */
    String diagnosis = "";

    /** Discharge has been told and not been cancelled, or the admission was cancelled. */
    boolean over;

    boolean onLeave;
    final List<Medicines.Item> medicines = new ArrayList<>();

    Visit(
            String number,
            Patient patient,
            String patientClass,
            Specialty specialty,
            Staff.Person consultant,
            String method,
            String source,
            long began) {
        this.number = number;
        this.patient = patient;
        this.patientClass = patientClass;
        this.specialty = specialty;
        this.consultant = consultant;
        this.method = method;
        this.source = source;
        this.began = began;
    }
}
