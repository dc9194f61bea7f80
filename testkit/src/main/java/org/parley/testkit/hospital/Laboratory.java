package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;

/** The laboratory: results as ORU^R01, preliminary, final and corrected; cultures take days. */
final class Laboratory {
    private static final double PRELIMINARY_FIRST = 0.12;
    private static final double CORRECTED = 0.015;
    private static final double ILL = 0.22;

    private final World world;
    private final Chance chance;
    private long nextNumber = 26_000_000;

    Laboratory(World world) {
        this.world = world;
        this.chance = world.chance("laboratory");
    }

    private record Value(Panels.Analyte analyte, String text, String flag) {}

    private record Report(
            Ordering.Order order,
            Panels.Panel panel,
            String number,
            long taken,
            long booked,
            List<Value> values) {}

    /** Measures what was ordered, within hours. */
    void receive(Ordering.Order order, Panels.Panel panel) {
        long taken = order.at() + chance.between(300, 2_400);
        long booked = taken + chance.between(600, 3_600);
        Report report =
                new Report(order, panel, "26B" + nextNumber++, taken, booked, measure(panel));
        long done = booked + chance.between(1_200, 7_200);
        if (chance.happens(PRELIMINARY_FIRST)) {
            world.agenda.at(done - 900, () -> send(report, "P"));
        }
        world.agenda.at(done, () -> send(report, "F"));
        if (chance.happens(CORRECTED)) {
            Report corrected =
                    new Report(order, panel, report.number, taken, booked, measure(panel));
            world.agenda.at(done + chance.between(1_800, 40_000), () -> send(corrected, "C"));
        }
    }

    /** A culture: nothing after a day, the growth and its sensitivities after two or three. */
    void culture(Ordering.Order order) {
        String number = "26M" + nextNumber++;
        long taken = order.at() + 600;
        String organism = chance.of(Panels.ORGANISMS);
        boolean grows = chance.happens(0.4);
        world.agenda.at(taken + 86_400, () -> culture(order, number, taken, "P", "", grows));
        world.agenda.at(
                taken + chance.between(150_000, 260_000),
                () -> culture(order, number, taken, "F", organism, grows));
    }

    private List<Value> measure(Panels.Panel panel) {
        List<Value> values = new ArrayList<>(panel.analytes().size());
        for (Panels.Analyte a : panel.analytes()) {
            double middle = (a.low() + a.high()) / 2;
            double spread = (a.high() - a.low()) / 4 * (chance.happens(ILL) ? 4 : 1);
            double value = Math.max(a.least() / 2, middle + chance.bell() * spread);
            if (value < a.least()) {
                values.add(new Value(a, "<" + (long) a.least(), ""));
                continue;
            }
            double shown = Math.max(value, a.low() / 4);
            String flag = flag(a, shown);
            values.add(new Value(a, decimal(shown, a.decimals()), flag));
        }
        return values;
    }

    private static String flag(Panels.Analyte a, double value) {
        double width = a.high() - a.low();
        if (value > a.high()) {
            return value > a.high() + width ? "HH" : "H";
        }
        if (value < a.low()) {
            return value < a.low() - width / 2 ? "LL" : "L";
        }
        return "";
    }

    /** As laboratories print it; no locale, no exponent. */
    static String decimal(double value, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        long scaled = (long) (value * scale + 0.5);
        if (decimals == 0) {
            return Long.toString(scaled);
        }
        String rest = String.valueOf(scale + scaled % scale).substring(1);
        return scaled / scale + "." + rest;
    }

    private void send(Report r, String status) {
        Draft draft = begin(r.order);
        Hl7Text t = draft.text();
        header(t, r.order, r.number, r.panel.code(), r.panel.name(), r.taken, r.booked);
        t.skip(5).at(world.now()).skip(1).f(r.panel.section()).f(status);
        int i = 1;
        for (Value v : r.values) {
            Panels.Analyte a = v.analyte;
            t.segment("OBX").f(i++).f(v.text.startsWith("<") ? "ST" : "NM").f(a.code()).raw("^");
            t.text(a.name()).raw("^LABMASTER|").f(v.text).f(a.unit());
            t.f(decimal(a.low(), a.decimals())).raw(" - ").raw(decimal(a.high(), a.decimals()));
            t.f(v.flag).skip(2).f(status).skip(2).at(world.now());
        }
        if (status.equals("C")) {
            t.segment("NTE|1|L|").raw("Corrected report: please discard the one before");
        } else if (chance.happens(0.06)) {
            t.segment("NTE|1|L")
                    .t("Haemolysed sample - K+ may be unreliable; repeat if < 24 h & unwell");
        }
        world.post.send(draft, r.order.visit().patient);
    }

    private void culture(
            Ordering.Order order,
            String number,
            long taken,
            String status,
            String organism,
            boolean grows) {
        Draft draft = begin(order);
        Hl7Text t = draft.text();
        header(
                t,
                order,
                number,
                "MCS",
                "Urine microscopy, culture & sensitivity",
                taken,
                taken + 1_800);
        t.skip(5).at(world.now()).skip(1).f("MB").f(status);
        t.segment("OBX|1|ST|SITE^Specimen^LABMASTER||MSU||||||").raw(status);
        t.segment("OBX|2|FT|MICR^MICROSCOPY^LABMASTER|")
                .t("White cells   >100 x10^6/L\nRed cells     <10 x10^6/L");
        t.skip(6).raw(status);
        if (!grows || organism.isEmpty()) {
            t.segment("OBX|3|FT|CULT^CULTURE^LABMASTER|");
            t.t(organism.isEmpty() ? "Culture to follow" : "No significant growth")
                    .skip(6)
                    .raw(status);
        } else {
            t.segment("OBX|3|FT|CULT^CULTURE^LABMASTER|1")
                    .t(organism + "\n>10^5 cfu/ml")
                    .skip(6)
                    .raw(status);
            int i = 4;
            for (String antibiotic : Panels.ANTIBIOTICS) {
                String answer = chance.happens(0.7) ? "S" : chance.happens(0.8) ? "R" : "I";
                t.segment("OBX").f(i++).f("ST").f("SENS^" + antibiotic).raw("^LABMASTER|1");
                t.f(answer).skip(5).f(status);
            }
        }
        world.post.send(draft, order.visit().patient);
    }

    private Draft begin(Ordering.Order order) {
        Draft draft = world.post.begin(SystemPort.LIMS_RESULTS, Dialect.LABORATORY, "ORU^R01");
        Segments.labPid(draft.text(), order.visit().patient);
        Segments.shortPv1(draft.text(), order.visit());
        return draft;
    }

    private void header(
            Hl7Text t,
            Ordering.Order order,
            String number,
            String code,
            String name,
            long taken,
            long booked) {
        t.segment("ORC|RE").f(order.number()).raw("^EPR").f(number).raw("^LABMASTER||CM");
        t.segment("OBR|1").f(order.number()).raw("^EPR").f(number).raw("^LABMASTER");
        t.t(code)
                .raw("^")
                .text(name)
                .raw("^LABMASTER||")
                .at(taken)
                .skip(5)
                .t(order.clinicalQuestion());
        t.at(booked).f("BLOOD&Blood&L|");
        order.visit().consultant.in(t);
    }
}
