package org.parley.testkit.hospital;

import java.util.Locale;

/** Writes the segments that say who and where, in the habits of each kind of system. */
final class Segments {
    private Segments() {}

    static void evn(Hl7Text t, String event, long recorded, long occurred) {
        t.segment("EVN").f(event).at(recorded).skip(2).f("U1234^Clerk^Ward").at(occurred);
    }

    /** PID as administration, records and pharmacy write it: several numbers, everything known. */
    static void pid(Hl7Text t, Patient p) {
        t.segment("PID|1|");
        numbers(t, p);
        t.f("");
        name(t, p);
        t.f("");
        birth(t, p);
        t.f(sexLetter(p)).skip(2).raw("|");
        address(t, p);
        t.skip(1);
        contact(t, p);
        t.f("").f("EN").f(p.marital).f(p.religion).skip(4).f(p.ethnicity);
        death(t, p);
    }

    /** PID as the PAS writes it: with UK codes for sex and the status of the NHS number. */
    static void pasPid(Hl7Text t, Patient p) {
        t.segment("PID|1|");
        numbers(t, p);
        t.f("");
        name(t, p);
        t.f("");
        birth(t, p);
        t.f(p.sex).skip(2).raw("|");
        address(t, p);
        t.skip(1);
        contact(t, p);
        t.f("").f("EN").f(p.marital).f(p.religion).skip(4).f(p.ethnicity);
        t.skip(6);
        if (!p.alive()) {
            t.at(p.died).f("Y");
        } else {
            t.f("").f("");
        }
        t.f("").f("NSTS").raw(p.nhsStatus);
    }

    /** PID as laboratories write it: NHS number in PID-2, surname in capitals, little else. */
    static void labPid(Hl7Text t, Patient p) {
        t.segment("PID|1").f(p.nhsNumber).f(p.mrn).raw("^^^R9N^MR").f("");
        t.t(p.surname.in(t).toUpperCase(Locale.UK)).raw("^").text(given(t, p)).skip(1);
        birth(t, p);
        t.f(sexLetter(p)).skip(2).raw("|");
        address(t, p);
    }

    /** PID as devices write it. */
    static void devicePid(Hl7Text t, Patient p) {
        t.segment("PID||").f(p.mrn).raw("^^^R9N^MR");
        nhs(t, p);
        t.f("").t(p.surname.in(t)).raw("^").text(given(t, p));
    }

    static void pd1(Hl7Text t, Patient p) {
        t.segment("PD1||").t(p.practice.name()).raw("^^").raw(p.practice.code());
        t.f("");
        gp(t, p);
    }

    static void nk1(Hl7Text t, Patient p) {
        t.segment("NK1|1").t(p.surname.in(t)).raw("^").text(p.kin.in(t)).f("NOK^Next of kin");
        t.raw("|");
        address(t, p);
        t.f(p.mobile.isEmpty() ? p.landline : p.mobile);
    }

    static void allergies(Hl7Text t, Patient p) {
        int i = 1;
        for (String allergy : p.allergies) {
            t.segment("AL1").f(i++).f(allergy.replace("&", "\\T\\"));
        }
    }

    static void pv1(Hl7Text t, Visit v) {
        t.segment("PV1|1").f(v.patientClass).f(place(v)).f(v.method).f("");
        t.f(v.bedBefore.map(Bed::place).orElse("")).raw("|");
        v.consultant.in(t);
        t.raw("|");
        gp(t, v.patient);
        t.f("").f(v.specialty.code()).skip(3).f(v.source).skip(3).f(kind(v)).f(v.number);
        t.raw("^^^R9N^VN");
        if (v.ended == Long.MIN_VALUE) {
            t.skip(24).at(v.began);
        } else {
            t.skip(16).f(v.dischargeMethod).f(v.dischargeTo).skip(6).at(v.began).at(v.ended);
        }
    }

    /** PV1 for those who only want to know where. */
    static void shortPv1(Hl7Text t, Visit v) {
        t.segment("PV1|1").f(v.patientClass).f(place(v)).skip(3).raw("|");
        v.consultant.in(t);
        t.skip(11).f(v.number);
    }

    static String place(Visit v) {
        return v.bed.map(Bed::place)
                .orElse(
                        v.patientClass.equals("E")
                                ? "ED^MAJORS^^R9N01"
                                : "OPD" + v.specialty.code() + "^^^R9N01");
    }

    static String sexLetter(Patient p) {
        return switch (p.sex) {
            case "1" -> "M";
            case "2" -> "F";
            case "9" -> "O";
            default -> "U";
        };
    }

    static void gp(Hl7Text t, Patient p) {
        t.raw(p.practice.doctorCode()).raw("^").text(p.practice.doctor().in(t)).raw("^^^^Dr^^^GMP");
    }

    private static String kind(Visit v) {
        return switch (v.patientClass) {
            case "I" -> "INPATIENT";
            case "E" -> "EMERGENCY";
            default -> "OUTPATIENT";
        };
    }

    private static String given(Hl7Text t, Patient p) {
        return p.given.map(g -> g.in(t)).orElse("");
    }

    private static void numbers(Hl7Text t, Patient p) {
        t.f(p.mrn).raw("^^^R9N^MR");
        p.oldMrn.ifPresent(old -> t.raw("~").raw(old).raw("^^^R9N02^MR"));
        nhs(t, p);
    }

    private static void nhs(Hl7Text t, Patient p) {
        if (!p.nhsNumber.isEmpty()) {
            t.raw("~").raw(p.nhsNumber).raw("^^^NHS^NH^^^").raw(p.nhsStatus);
        }
    }

    private static void name(Hl7Text t, Patient p) {
        t.t(p.surname.in(t)).raw("^").text(given(t, p)).raw("^^^").raw(p.title).raw("^^L");
        for (String before : p.previousSurnames) {
            t.raw("~").text(before).raw("^").text(given(t, p)).raw("^^^^^M");
        }
    }

    private static void birth(Hl7Text t, Patient p) {
        var born = WallTime.of(p.born);
        t.raw("|").digits(born.getYear(), 4).digits(born.getMonthValue(), 2);
        t.digits(born.getDayOfMonth(), 2);
        if (p.bornHere) {
            t.digits(born.getHour(), 2).digits(born.getMinute(), 2);
        }
    }

    private static void address(Hl7Text t, Patient p) {
        t.raw(p.address).raw("^GBR^H");
    }

    private static void contact(Hl7Text t, Patient p) {
        t.raw("|");
        if (!p.landline.isEmpty()) {
            t.raw(p.landline).raw("^PRN^PH");
        }
        if (!p.mobile.isEmpty()) {
            t.raw(p.landline.isEmpty() ? "" : "~").raw(p.mobile).raw("^PRN^CP");
        }
    }

    private static void death(Hl7Text t, Patient p) {
        if (!p.alive()) {
            t.skip(6).at(p.died).f("Y");
        }
    }
}
