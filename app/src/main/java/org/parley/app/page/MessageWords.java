package org.parley.app.page;

import java.util.HashMap;
import java.util.Map;

/**
 * Message types and segments in full words. Sources: HL7 v2 tables 0003 and 0076, segment chapters.
 */
final class MessageWords {
    private static final Map<String, String> TYPES =
            table(
                    """
                    ADT^A01 Admission
                    ADT^A02 Transfer
                    ADT^A03 Discharge
                    ADT^A04 Registration
                    ADT^A05 Pre-admission
                    ADT^A06 Outpatient becomes inpatient
                    ADT^A07 Inpatient becomes outpatient
                    ADT^A08 Details changed
                    ADT^A11 Admission cancelled
                    ADT^A12 Transfer cancelled
                    ADT^A13 Discharge cancelled
                    ADT^A14 Admission planned
                    ADT^A21 Leave begins
                    ADT^A22 Leave ends
                    ADT^A23 Visit deleted
                    ADT^A28 Person added
                    ADT^A29 Person deleted
                    ADT^A31 Person changed
                    ADT^A34 Patients merged
                    ADT^A38 Pre-admission cancelled
                    ADT^A40 Patients merged
                    ADT^A45 Visit moved
                    ADT^A47 Identifier changed
                    ORM^O01 Order
                    OML^O21 Laboratory order
                    OMG^O19 Order
                    ORU^R01 Result
                    ORU^R30 Point-of-care result
                    ORU^R32 Point-of-care result
                    OUL^R22 Specimen results
                    MDM^T01 Document announced
                    MDM^T02 Document
                    MDM^T04 Document status changed
                    MDM^T08 Document changed
                    MDM^T10 Document replaced
                    MDM^T11 Document withdrawn
                    SIU^S12 Appointment booked
                    SIU^S13 Appointment moved
                    SIU^S14 Appointment changed
                    SIU^S15 Appointment cancelled
                    SIU^S26 Patient did not attend
                    REF^I12 Referral
                    RDE^O11 Prescription
                    RDE^O25 Prescription refilled
                    RDS^O13 Medicine dispensed
                    RAS^O17 Medicine given
                    VXU^V04 Vaccination
                    DFT^P03 Charge
                    BAR^P01 Account opened
                    MFN^M02 Staff list
                    MFN^M05 Location list
                    """);

    private static final Map<String, String> SEGMENTS =
            table(
                    """
                    MSH Message header
                    FHS File header
                    FTS File end
                    BHS Batch header
                    BTS Batch end
                    SFT Software
                    EVN Event
                    PID Patient
                    PD1 Patient, more
                    NK1 Next of kin
                    MRG Merged identifier
                    PV1 Visit
                    PV2 Visit, more
                    ROL Role
                    DB1 Disability
                    AL1 Allergy
                    IAM Allergy, more
                    DG1 Diagnosis
                    DRG Diagnosis group
                    PR1 Procedure
                    GT1 Guarantor
                    IN1 Insurance
                    ACC Accident
                    ORC Order
                    OBR Request or report
                    OBX Observation
                    NTE Note
                    TQ1 Timing
                    TQ2 Timing, order of orders
                    SPM Specimen
                    SAC Container
                    CTI Clinical trial
                    TXA Document header
                    SCH Appointment
                    RGS Resource group
                    AIS Booked service
                    AIG Booked resource
                    AIL Booked place
                    AIP Booked person
                    RXO Prescription
                    RXE Prescription as coded
                    RXR Route of medicine
                    RXC Component of medicine
                    RXD Medicine dispensed
                    RXA Medicine given
                    RF1 Referral
                    PRD Provider
                    CTD Contact
                    FT1 Charge
                    MSA Acknowledgement
                    ERR Error
                    QRD Query
                    QPD Query
                    QAK Query answered
                    MFI List header
                    MFE List entry
                    STF Staff member
                    PRA Practitioner
                    LOC Place
                    PDA Death and post-mortem
                    ARV Access restriction
                    """);

    private MessageWords() {}

    private static Map<String, String> table(String rows) {
        Map<String, String> table = new HashMap<>();
        rows.lines()
                .forEach(row -> {
                    int space = row.indexOf(' ');
                    table.put(row.substring(0, space), row.substring(space + 1));
                });
        return Map.copyOf(table);
    }

    /** {@code ADT^A01} is {@code Admission}; empty when there are no words for it. */
    static String type(String type) {
        return TYPES.getOrDefault(type, "");
    }

    /** {@code PID} is {@code Patient}. */
    static String segment(String name) {
        return SEGMENTS.getOrDefault(name, name.startsWith("Z") ? "Local segment" : "Segment");
    }
}
