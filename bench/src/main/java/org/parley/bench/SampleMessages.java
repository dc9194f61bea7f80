package org.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Synthetic messages of a mean 1.7 KiB: seven admissions of some 0.95 KiB to three results of some
 * 3.4 KiB.
 */
final class SampleMessages {
    /** Digits of the control id, to be overwritten by each sender. */
    static final int ID_DIGITS = 12;

    private static final String PLACEHOLDER = "0".repeat(ID_DIGITS);

    private SampleMessages() {}

    /** A message and where its control id stands. */
    record Sample(byte[] bytes, int idAt) {}

    static List<Sample> mixed(int count, long seed) {
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String text = i % 10 < 7 ? admission(random) : result(random);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            samples.add(new Sample(bytes, text.indexOf(PLACEHOLDER)));
        }
        return samples;
    }

    private static String header(String event, String version) {
        return "MSH|^~\\&|PAS|RX9A1|ROUTE|ROUTE|20260612101500||"
                + event
                + "|"
                + PLACEHOLDER
                + "|P|"
                + version
                + "|||AL|NE|GBR|8859/1|EN\r";
    }

    private static String patient(Random random) {
        int mrn = 1_000_000 + random.nextInt(50_000);
        return "PID|1||"
                + mrn
                + "^^^RX9A1^MR~9990"
                + (100000 + random.nextInt(800000))
                + "^^^NHS^NH||TESTPATIENT^ALEX^J^^MX^^L||19740"
                + (1 + random.nextInt(9))
                + "14|"
                + (random.nextBoolean() ? "1" : "2")
                + "|||14 Example Row^Sampleton^Northmoor^^ZZ99 3WZ^GBR^H||01632960"
                + (100 + random.nextInt(900))
                + "|||M|C22||||||A|NORTHMOOR||||||||||01\r";
    }

    private static String admission(Random random) {
        StringBuilder text = new StringBuilder(1024);
        text.append(header("ADT^A01^ADT_A01", "2.4"));
        text.append("EVN|A01|20260612101459|||C9990001^Clerk^Sam\r").append(patient(random));
        text.append("PD1|||EXAMPLE ROW SURGERY^^Z99999|G9990002^Sample^Robin^^^Dr^^^GMC\r");
        text.append(
                "NK1|1|TESTPATIENT^KIM|SPO^Spouse|14 Example Row^Sampleton^^^ZZ99 3WZ|01632960999\r");
        text.append("PV1|1|I|RX9A1^WARD")
                .append(random.nextInt(30))
                .append("^B2/04^A1|21|||C9990003^Sample^Jo^^^Dr^^^GMC")
                .append("||C9990004^Sample^Lee^^^Dr^^^GMC|300||||19|||||V")
                .append(random.nextInt(1 << 30))
                .append("^^^VISITID|||||||||||||||||||||||||20260612101400\r");
        text.append("PV2|||Shortness of breath|||||||||||||||||||||||||||||||||||N\r");
        text.append("AL1|1|DA|91936005^Allergy to penicillin^SCT|MO|Rash\r");
        text.append("DG1|1|I10|J18.9^Pneumonia, unspecified organism^I10|||A\r");
        text.append("ZU1|20260612|01|N|12|RX9A1|||03\r");
        return text.toString();
    }

    private static String result(Random random) {
        StringBuilder text = new StringBuilder(4096);
        text.append(header("ORU^R01^ORU_R01", "2.4")).append(patient(random));
        text.append("PV1|1|I|RX9A1^WARD7^B1/02^A1|||||C9990003^Sample^Jo^^^Dr^^^GMC\r");
        text.append("ORC|RE|P")
                .append(random.nextInt(1 << 30))
                .append("|F")
                .append(random.nextInt(1 << 30))
                .append("\r");
        text.append(
                        "OBR|1|P1|F1|UE^Urea and electrolytes^L|||20260612090000|||||||20260612093000|BLD^Blood|")
                .append("C9990003^Sample^Jo||||||20260612101000||BIO|F\r");
        String[] tests = {
            "NA^Sodium",
            "K^Potassium",
            "UREA^Urea",
            "CREA^Creatinine",
            "CRP^C-reactive protein",
            "ALB^Albumin",
            "ALT^Alanine transaminase",
            "ALP^Alkaline phosphatase",
            "BILI^Bilirubin",
            "CA^Calcium"
        };
        for (int i = 0; i < 27; i++) {
            double value = 1 + random.nextInt(1400) / 10.0;
            text.append("OBX|")
                    .append(i + 1)
                    .append("|NM|")
                    .append(tests[i % tests.length])
                    .append("^L||")
                    .append(String.format(Locale.ROOT, "%.1f", value))
                    .append("|mmol/L|3.5-146.0|")
                    .append(value > 120 ? "H" : "N")
                    .append("|||F|||20260612101000||AUTO^Analyser\r");
        }
        text.append("NTE|1|L|Haemolysed specimen\\.br\\please repeat if clinically indicated\r");
        return text.toString();
    }
}
