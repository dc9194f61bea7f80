package org.parley.testkit.hospital;

import java.util.List;

/** Planned stays, told ahead by A05; and births, where one patient becomes two or three. */
final class Planned {
    private static final double ELECTIVE_PER_DAY = 60;
    private static final double BIRTHS_PER_DAY = 12;
    private static final double TWINS = 0.03;
    private static final List<Specialty> LISTS =
            List.of(
                    Specialty.SURGERY,
                    Specialty.ORTHOPAEDICS,
                    Specialty.UROLOGY,
                    Specialty.CARDIOLOGY,
                    Specialty.RENAL);

    private final World world;
    private final Chance chance;
    private final Pas pas;
    private final Inpatients inpatients;

    Planned(World world, Pas pas, Inpatients inpatients) {
        this.world = world;
        this.chance = world.chance("planned");
        this.pas = pas;
        this.inpatients = inpatients;
    }

    void open() {
        world.again(Rhythm.OFFICE, ELECTIVE_PER_DAY, chance, this::preAdmit);
        world.again(
                Rhythm.ELECTIVE,
                ELECTIVE_PER_DAY * 0.85,
                chance,
                () -> admit(world.register.someone(world.now(), 18, 99)));
        world.again(Rhythm.ALWAYS, BIRTHS_PER_DAY, chance, this::labour);
    }

    /** Told today for a day within a fortnight; those who come then are drawn anew. */
    private void preAdmit() {
        Patient p = world.register.someone(world.now(), 18, 99);
        Specialty specialty = chance.of(LISTS);
        Visit v =
                new Visit(
                        world.visitNumber(),
                        p,
                        "P",
                        specialty,
                        world.staff.consultant(specialty, chance),
                        "11",
                        "19",
                        world.now() + chance.between(3, 14) * 86_400L);
        v.diagnosis = chance.of(specialty.diagnoses());
        pas.visit("A05", v);
    }

    private void admit(Patient p) {
        inpatients.admit(p, chance.of(LISTS), chance.happens(0.7) ? "11" : "12", "19");
    }

    private void labour() {
        Patient mother = world.register.mother(world.now());
        if (inpatients.admit(mother, Specialty.OBSTETRICS, "31", "19")) {
            int babies = chance.happens(TWINS) ? 2 : 1;
            mother.expected++;
            world.agenda.in(
                    chance.between(1_800, 30_000),
                    () -> {
                        mother.expected--;
                        for (int i = 1; i <= babies; i++) {
                            birth(mother, i, babies);
                        }
                    });
        }
    }

    /** The baby has a number at once, a name within days. */
    private void birth(Patient mother, int number, int of) {
        Patient baby = world.register.baby(mother, world.now(), number, of);
        pas.person("A28", baby);
        Specialty where = chance.happens(0.15) ? Specialty.NEONATES : Specialty.OBSTETRICS;
        inpatients.admit(baby, where, "82", "79");
        baby.expected++;
        world.agenda.in(
                chance.between(80_000, 600_000),
                () -> {
                    baby.expected--;
                    baby.given = java.util.Optional.of(world.register.givenName(baby.woman));
                    baby.nhsStatus = "01";
                    pas.person("A31", baby);
                });
    }
}
