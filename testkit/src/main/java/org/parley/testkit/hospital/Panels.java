package org.parley.testkit.hospital;

import java.util.List;

/** What the laboratory measures, in the units that laboratories print. */
final class Panels {
    /** One measured value and the range of the healthy. */
    record Analyte(
            String code,
            String name,
            String unit,
            double low,
            double high,
            int decimals,
            double least) {}

    /** A profile that is ordered as one. */
    record Panel(
            String code, String name, String specimen, String section, List<Analyte> analytes) {}

    private static final String BLOOD = "BLOOD&Blood&L";

    static final List<Panel> PANELS =
            List.of(
                    new Panel(
                            "U&E",
                            "Urea and electrolytes",
                            BLOOD,
                            "BC",
                            List.of(
                                    a("SODI", "Sodium", "mmol/L", 133, 146, 0),
                                    a("POTA", "Potassium", "mmol/L", 3.5, 5.3, 1),
                                    a("UREA", "Urea", "mmol/L", 2.5, 7.8, 1),
                                    a("CREA", "Creatinine", "umol/L", 45, 104, 0),
                                    a("GFRE", "eGFR", "ml/min/1.73m2", 60, 90, 0))),
                    new Panel(
                            "FBC",
                            "Full blood count",
                            BLOOD,
                            "HAEM",
                            List.of(
                                    a("HB", "Haemoglobin", "g/L", 115, 165, 0),
                                            a("WBC", "White cell count", "10*9/L", 4, 11, 1),
                                    a("PLT", "Platelet count", "10*9/L", 150, 400, 0),
                                            a("RBC", "Red cell count", "10*12/L", 3.8, 5.8, 2),
                                    a("HCT", "Haematocrit", "L/L", 0.37, 0.49, 3),
                                            a("MCV", "Mean cell volume", "fL", 80, 100, 1),
                                    a("NEUT", "Neutrophils", "10*9/L", 2, 7.5, 1),
                                            a("LYMP", "Lymphocytes", "10*9/L", 1.5, 4, 1))),
                    new Panel(
                            "LFT",
                            "Liver function tests",
                            BLOOD,
                            "BC",
                            List.of(
                                    a("BILI", "Bilirubin", "umol/L", 3, 21, 0),
                                            a("ALT", "ALT", "U/L", 5, 40, 0),
                                    a("ALP", "Alkaline phosphatase", "U/L", 30, 130, 0),
                                            a("ALB", "Albumin", "g/L", 35, 50, 0))),
                    new Panel(
                            "CRP",
                            "C reactive protein",
                            BLOOD,
                            "BC",
                            List.of(new Analyte("CRP", "CRP", "mg/L", 0, 5, 0, 1))),
                    new Panel(
                            "TROP",
                            "High sensitivity troponin",
                            BLOOD,
                            "BC",
                            List.of(new Analyte("TROP", "Troponin T", "ng/L", 0, 14, 0, 5))),
                    new Panel(
                            "COAG",
                            "Coagulation screen",
                            BLOOD,
                            "HAEM",
                            List.of(
                                    a("PT", "Prothrombin time", "s", 10, 14, 1),
                                    a("INR", "INR", "", 0.8, 1.2, 1),
                                    a("APTT", "APTT", "s", 24, 37, 1))),
                    new Panel(
                            "HBA1C",
                            "Haemoglobin A1c (IFCC)",
                            BLOOD,
                            "BC",
                            List.of(a("HBA1", "HbA1c", "mmol/mol", 20, 41, 0))));

    static final List<String> ORGANISMS =
            List.of(
                    "Escherichia coli",
                    "Staphylococcus aureus",
                    "Klebsiella pneumoniae",
                    "Mixed growth ?contaminant");

    static final List<String> ANTIBIOTICS =
            List.of("Amoxicillin", "Trimethoprim", "Nitrofurantoin", "Gentamicin", "Co-amoxiclav");

    private Panels() {}

    private static Analyte a(
            String code, String name, String unit, double low, double high, int decimals) {
        return new Analyte(code, name, unit, low, high, decimals, 0);
    }
}
