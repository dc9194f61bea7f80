package org.parley.testkit.hospital;

import java.time.LocalDate;

/**
 * Electronic prescribing: RDE^O11 when ordered, RAS^O17 at each drug round, VXU^V04 for vaccines.
 */
final class Prescribing {
    private static final double NOT_GIVEN = 0.05;

    private final World world;
    private final Chance chance;
    private long nextOrder = 80_000;

    Prescribing(World world) {
        this.world = world;
        this.chance = world.chance("prescribing");
    }

    /** Three to eight items, written one after another, and given until the stay is over. */
    void clerkIn(Visit v) {
        int items = chance.between(3, 8);
        for (int i = 0; i < items; i++) {
            Medicines.Item item =
                    new Medicines.Item("RX" + nextOrder++, chance.of(Medicines.PRODUCTS));
            world.agenda.in(
                    i * 70L,
                    () -> {
                        if (!v.over) {
                            prescribe(v, item);
                        }
                    });
        }
    }

    /** A vaccine, given and told at once. */
    void vaccinate(Patient p) {
        Draft draft =
                world.post.begin(SystemPort.EPR_PRESCRIBING, Dialect.RECORD, "VXU^V04^VXU_V04");
        Hl7Text t = draft.text();
        Segments.pid(t, p);
        t.segment("ORC|RE|").f("VAC").raw(nextOrder++).raw("^EPMA");
        t.segment("RXA|0|1").at(world.now()).at(world.now());
        t.f("39999911000001107^Influenza vaccine inj 0.5ml^DMD|0.5|ml||").raw("|");
        world.staff.nurse(chance).in(t);
        t.skip(4).f("B").raw(chance.between(1000, 9999)).f("20270630");
        t.segment("RXR|IM^Intramuscular|LD^Left deltoid");
        world.post.send(draft, p);
    }

    private void prescribe(Visit v, Medicines.Item item) {
        v.medicines.add(item);
        Medicines.Product m = item.product();
        Draft draft = begin("RDE^O11^RDE_O11", v);
        Hl7Text t = draft.text();
        t.segment("ORC|NW").f(item.order()).raw("^EPMA").skip(2).f("SC").skip(3).at(world.now());
        t.skip(2).raw("|");
        v.consultant.in(t);
        t.segment("TQ1|1|").f(m.often()).skip(3).at(world.now());
        t.segment("RXE||").raw(m.code()).raw("^").text(m.name()).raw("^DMD").f(m.dose());
        t.f("").f(m.unit()).f("").t("Give " + m.dose() + " " + m.unit() + " " + m.often());
        t.segment("RXR").f(m.route()).raw("^HL70162");
        world.post.send(draft, v.patient);
        nextRound(v, item);
    }

    private void nextRound(Visit v, Medicines.Item item) {
        long due = due(item.product()) + chance.below(3_000);
        world.agenda.at(
                due,
                () -> {
                    if (!v.over && v.patient.alive()) {
                        if (!v.onLeave) {
                            give(v, item);
                        }
                        nextRound(v, item);
                    }
                });
    }

    private long due(Medicines.Product product) {
        LocalDate day = WallTime.of(world.now()).toLocalDate();
        for (int plus = 0; plus < 2; plus++) {
            for (int hour : product.rounds()) {
                long time = WallTime.at(day.plusDays(plus), hour, 0);
                if (time > world.now() + 3_000) {
                    return time;
                }
            }
        }
        return world.now() + 86_400;
    }

    private void give(Visit v, Medicines.Item item) {
        Medicines.Product m = item.product();
        Draft draft = begin("RAS^O17^RAS_O17", v);
        Hl7Text t = draft.text();
        boolean given = !chance.happens(NOT_GIVEN);
        t.segment("ORC|RE").f(item.order()).raw("^EPMA");
        t.segment("RXA|0|1").at(world.now()).at(world.now()).f(m.code()).raw("^").text(m.name());
        t.raw("^DMD").f(given ? m.dose() : "0").f(m.unit()).skip(2).raw("|");
        world.staff.nurse(chance).in(t);
        t.skip(7).f(given ? "" : "03^Patient refused^L").f("").f(given ? "CP" : "NA");
        t.segment("RXR").f(m.route()).raw("^HL70162");
        world.post.send(draft, v.patient);
    }

    private Draft begin(String type, Visit v) {
        Draft draft = world.post.begin(SystemPort.EPR_PRESCRIBING, Dialect.PHARMACY, type);
        Segments.pid(draft.text(), v.patient);
        Segments.shortPv1(draft.text(), v);
        return draft;
    }
}
