package org.parley.testkit.hospital;

import java.util.List;

/** Treatment functions (NHS data dictionary codes) with what is typical of each. */
enum Specialty {
    SURGERY(
            "100",
            "General Surgery",
            "SUR",
            List.of("K35.8^Acute appendicitis", "K80.2^Gallstones")),
    UROLOGY(
            "101",
            "Urology",
            "SUR",
            List.of("N20.0^Calculus of kidney", "N40.X^Enlarged prostate")),
    ORTHOPAEDICS(
            "110",
            "Trauma and Orthopaedics",
            "SUR",
            List.of("S72.0^Fracture of neck of femur", "M16.1^Coxarthrosis")),
    EMERGENCY(
            "180",
            "Emergency Medicine",
            "EMR",
            List.of("R07.4^Chest pain", "S01.8^Open wound of head")),
    CRITICAL_CARE(
            "192",
            "Intensive Care",
            "ICU",
            List.of("A41.9^Sepsis", "J96.0^Acute respiratory failure")),
    MEDICINE(
            "300",
            "General Internal Medicine",
            "MED",
            List.of("J18.9^Pneumonia", "N39.0^Urinary tract infection")),
    CARDIOLOGY(
            "320",
            "Cardiology",
            "MED",
            List.of("I21.4^Acute subendocardial infarction", "I48.X^Atrial fibrillation")),
    RESPIRATORY(
            "340",
            "Respiratory Medicine",
            "MED",
            List.of("J44.1^COPD with exacerbation", "J45.9^Asthma")),
    RENAL(
            "361",
            "Renal Medicine",
            "MED",
            List.of("N17.9^Acute renal failure", "N18.5^Chronic kidney disease, stage 5")),
    PAEDIATRICS(
            "420", "Paediatrics", "PAE", List.of("J21.9^Bronchiolitis", "A09.9^Gastroenteritis")),
    NEONATES(
            "422",
            "Neonatology",
            "NEO",
            List.of("P07.3^Preterm infant", "Z38.0^Singleton, born in hospital")),
    ELDERLY("430", "Elderly Medicine", "MED", List.of("R29.6^Falls", "F05.9^Delirium")),
    OBSTETRICS(
            "501",
            "Obstetrics",
            "OBS",
            List.of("O80.0^Spontaneous vertex delivery", "O82.0^Elective caesarean"));

    private final String code;
    private final String title;
    private final String service;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change
    private final List<String> diagnoses;

    Specialty(String code, String title, String service, List<String> diagnoses) {
        this.code = code;
        this.title = title;
        this.service = service;
        this.diagnoses = diagnoses;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    /** Older systems' hospital service code, PV1-10 of HL7 v2.3. */
    String service() {
        return service;
    }

    /** ICD-10 code^text. */
    List<String> diagnoses() {
        return diagnoses;
    }
}
