package org.parley.testkit.hospital;

import java.util.List;

/** What is prescribed on wards; codes have the shape of dm+d's and are invented. */
final class Medicines {
    /**
     * A product.
     *
     * @param code 17 digits, extension namespace 1000001 as in dm+d
     * @param rounds hours of the day at which it is given
     */
    record Product(
            String code,
            String name,
            String dose,
            String unit,
            String route,
            String often,
            List<Integer> rounds) {}

    /** A product as prescribed for a patient. */
    record Item(String order, Product product) {}

    static final List<Product> PRODUCTS =
            List.of(
                    product(
                            1,
                            "Paracetamol 500mg tablets",
                            "1000",
                            "mg",
                            "PO^Oral",
                            "QDS",
                            8,
                            12,
                            18,
                            22),
                    product(
                            2,
                            "Amoxicillin 500mg capsules",
                            "500",
                            "mg",
                            "PO^Oral",
                            "TDS",
                            8,
                            14,
                            22),
                    product(
                            3,
                            "Enoxaparin sodium 40mg/0.4ml inj pre-filled syringes",
                            "40",
                            "mg",
                            "SC^Subcutaneous",
                            "OD",
                            18),
                    product(4, "Furosemide 40mg tablets", "40", "mg", "PO^Oral", "OD", 8),
                    product(5, "Ramipril 2.5mg capsules", "2.5", "mg", "PO^Oral", "OD", 8),
                    product(6, "Atorvastatin 40mg tablets", "40", "mg", "PO^Oral", "ON", 22),
                    product(
                            7,
                            "Salbutamol 2.5mg/2.5ml nebuliser liquid",
                            "2.5",
                            "mg",
                            "INH^Inhalation",
                            "QDS",
                            8,
                            12,
                            18,
                            22),
                    product(
                            8,
                            "Insulin aspart 100units/ml inj 3ml pen",
                            "6",
                            "units",
                            "SC^Subcutaneous",
                            "TDS",
                            8,
                            12,
                            18),
                    product(
                            9,
                            "Co-amoxiclav 1.2g powder for inj vials",
                            "1.2",
                            "g",
                            "IV^Intravenous",
                            "TDS",
                            6,
                            14,
                            22),
                    product(
                            10,
                            "Morphine sulfate 10mg/5ml oral solution",
                            "5",
                            "mg",
                            "PO^Oral",
                            "PRN",
                            3,
                            20),
                    product(
                            11,
                            "Omeprazole 20mg gastro-resistant capsules",
                            "20",
                            "mg",
                            "PO^Oral",
                            "OM",
                            8),
                    product(12, "Bisoprolol 2.5mg tablets", "2.5", "mg", "PO^Oral", "OD", 8),
                    product(
                            13,
                            "Sodium chloride 0.9% & potassium 0.15% infusion 1L bags",
                            "1000",
                            "ml",
                            "IV^Intravenous",
                            "BD",
                            6,
                            18),
                    product(
                            14,
                            "Levothyroxine sodium 100microgram tablets",
                            "100",
                            "microgram",
                            "PO^Oral",
                            "OM",
                            7));

    private Medicines() {}

    private static Product product(
            int n,
            String name,
            String dose,
            String unit,
            String route,
            String often,
            int... rounds) {
        String code = "39" + (700_000 + n * 4_211) + "11000001" + (100 + n);
        return new Product(
                code,
                name,
                dose,
                unit,
                route,
                often,
                java.util.Arrays.stream(rounds).boxed().toList());
    }
}
