package org.parley.testkit.hospital;

import java.util.List;
import java.util.Optional;

/** The emergency department: attend, be seen within hours, go home or be admitted. */
final class Emergency {
    private static final double PER_DAY = 300;
    private static final double NEW_TO_US = 0.06;
    private static final double ADMITTED = 0.28;
    private static final List<Specialty> WARDS =
            List.of(
                    Specialty.MEDICINE,
                    Specialty.MEDICINE,
                    Specialty.MEDICINE,
                    Specialty.ELDERLY,
                    Specialty.SURGERY,
                    Specialty.ORTHOPAEDICS,
                    Specialty.CARDIOLOGY,
                    Specialty.RESPIRATORY,
                    Specialty.RENAL,
                    Specialty.UROLOGY,
                    Specialty.CRITICAL_CARE);

    private final World world;
    private final Chance chance;
    private final Pas pas;
    private final Departments departments;
    private final Inpatients inpatients;

    Emergency(World world, Pas pas, Departments departments, Inpatients inpatients) {
        this.world = world;
        this.chance = world.chance("emergency");
        this.pas = pas;
        this.departments = departments;
        this.inpatients = inpatients;
    }

    void open() {
        world.again(Rhythm.EMERGENCY, PER_DAY, chance, this::attend);
    }

    private void attend() {
        Patient p;
        if (chance.happens(NEW_TO_US)) {
            p = world.register.newcomer(world.now());
            pas.person("A28", p);
        } else {
            p = world.register.someone();
        }
        Visit v =
                new Visit(
                        world.visitNumber(),
                        p,
                        "E",
                        Specialty.EMERGENCY,
                        world.staff.consultant(Specialty.EMERGENCY, chance),
                        "21",
                        "19",
                        world.now());
        p.visit = Optional.of(v);
        pas.visit("A04", v);
        if (chance.happens(0.5)) {
            world.agenda.in(chance.between(600, 4_000), () -> departments.ordering().bloods(v));
        }
        if (chance.happens(0.35)) {
            world.agenda.in(chance.between(900, 5_000), () -> departments.ordering().image(v));
        }
        if (chance.happens(0.12)) {
            world.agenda.in(chance.between(300, 2_000), () -> departments.devices().bloodGas(v));
        }
        if (chance.happens(0.4)) {
            world.agenda.in(
                    chance.between(900, 5_000),
                    () -> {
                        v.diagnosis = chance.of(v.specialty.diagnoses());
                        pas.visit("A08", v);
                    });
        }
        world.agenda.in(5_100 + chance.gap(7_000), () -> decide(v));
    }

    private void decide(Visit v) {
        Patient p = v.patient;
        Specialty specialty = p.age(world.now()) < 16 ? Specialty.PAEDIATRICS : chance.of(WARDS);
        v.ended = world.now();
        v.over = true;
        p.visit = Optional.empty();
        boolean admitted = chance.happens(ADMITTED) && inpatients.admit(p, specialty, "21", "19");
        if (!admitted) {
            v.dischargeMethod = "1";
            v.dischargeTo = "19";
            pas.move("A03", v);
        }
    }
}
