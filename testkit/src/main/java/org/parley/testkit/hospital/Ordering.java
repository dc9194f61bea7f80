package org.parley.testkit.hospital;

import java.util.List;

/** Ordering in the electronic record: OML^O21 for the laboratory, ORM^O01 for the rest. */
final class Ordering {
    private static final double CANCELLED = 0.03;
    private static final double OLD_STYLE = 0.35;
    private static final List<String> QUESTIONS =
            List.of(
                    "?pneumonia",
                    "SOB & fever",
                    "Hb < 80 last week",
                    "fall, ?#NOF",
                    "sepsis screen",
                    "pre-op",
                    "U&E monitoring, on ACE-i",
                    "D&V 3/7");
    private static final List<String> IMAGES =
            List.of(
                    "XCHES^Plain chest X-ray^NICIP",
                    "CSKUH^CT Head^NICIP",
                    "XHIPL^X-ray left hip^NICIP",
                    "UABDO^Ultrasound abdomen^NICIP",
                    "MLSPN^MRI lumbar spine^NICIP");

    private final World world;
    private final Chance chance;
    private final Laboratory laboratory;
    private final Radiology radiology;
    private long nextOrder = 10_000_000;

    Ordering(World world, Laboratory laboratory, Radiology radiology) {
        this.world = world;
        this.chance = world.chance("orders");
        this.laboratory = laboratory;
        this.radiology = radiology;
    }

    /** What was asked for. */
    record Order(String number, Visit visit, String clinicalQuestion, long at) {}

    /** A set of blood tests, one or two profiles, each an order. */
    void bloods(Visit v) {
        int profiles = chance.between(1, 3);
        for (int i = 0; i < profiles; i++) {
            Panels.Panel panel = Panels.PANELS.get(Math.min(chance.below(9), chance.below(7)) % 7);
            Order order = order(v);
            laboratoryOrder(order, panel.code(), panel.name(), "LAB");
            if (!cancelled(order, panel.code(), panel.name(), "LAB")) {
                laboratory.receive(order, panel);
            }
        }
    }

    /** A culture. */
    void culture(Visit v) {
        Order order = order(v);
        laboratoryOrder(order, "MCS", "Urine microscopy, culture & sensitivity", "MB");
        laboratory.culture(order);
    }

    /** A picture. */
    void image(Visit v) {
        Order order = order(v);
        String test = chance.of(IMAGES);
        String[] parts = test.split("\\^", -1);
        oldStyle(order, "NW", "SC", parts[0], parts[1], "RAD");
        if (!cancelled(order, parts[0], parts[1], "RAD")) {
            radiology.request(order, test);
        }
    }

    private Order order(Visit v) {
        return new Order("ORD" + nextOrder++, v, chance.of(QUESTIONS), world.now());
    }

    private boolean cancelled(Order order, String code, String name, String section) {
        if (!chance.happens(CANCELLED)) {
            return false;
        }
        world.agenda.in(
                chance.between(60, 1_200), () -> oldStyle(order, "CA", "CA", code, name, section));
        return true;
    }

    private void laboratoryOrder(Order order, String code, String name, String section) {
        if (chance.happens(OLD_STYLE)) {
            oldStyle(order, "NW", "SC", code, name, section);
            return;
        }
        Draft draft = world.post.begin(SystemPort.EPR_ORDERS, Dialect.RECORD, "OML^O21^OML_O21");
        Hl7Text t = draft.text();
        Segments.pid(t, order.visit.patient);
        Segments.shortPv1(t, order.visit);
        t.segment("ORC|NW").f(order.number).raw("^EPR").skip(2).f("SC").skip(3).at(order.at);
        t.skip(2).raw("|");
        order.visit.consultant.in(t);
        t.segment("TQ1|1|||||").at(order.at).skip(1).f("R");
        t.segment("OBR|1").f(order.number).raw("^EPR|").t(code).raw("^").text(name).raw("^L");
        t.skip(8).t(order.clinicalQuestion);
        t.segment("SPM|1").f(order.number).raw("S^EPR|").f("119297000^Blood specimen^SCT");
        t.skip(12).at(order.at);
        world.post.send(draft, order.visit.patient);
    }

    private void oldStyle(
            Order order, String control, String status, String code, String name, String section) {
        Draft draft = world.post.begin(SystemPort.EPR_ORDERS, Dialect.RECORD_ORM, "ORM^O01");
        Hl7Text t = draft.text();
        Segments.pid(t, order.visit.patient);
        Segments.shortPv1(t, order.visit);
        t.segment("ORC").f(control).f(order.number).raw("^EPR").skip(2).f(status).f("");
        t.f("1^^^").time(order.at).raw("^^R").f("").at(world.now()).skip(2).raw("|");
        order.visit.consultant.in(t);
        t.segment("OBR|1").f(order.number).raw("^EPR|").t(code).raw("^").text(name).raw("^L");
        t.skip(8).t(order.clinicalQuestion).skip(2).raw("|");
        order.visit.consultant.in(t);
        t.skip(7).f(section);
        world.post.send(draft, order.visit.patient);
    }
}
