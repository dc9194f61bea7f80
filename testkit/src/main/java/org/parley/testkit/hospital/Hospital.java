package org.parley.testkit.hospital;

import java.util.List;

/**
 * A hospital in simulated time. {@link #next} gives its messages one after another, in the order
 * and at the simulated times at which its systems send them; how fast they really go is up to the
 * caller. It opens with its beds mostly full, which it tells by A01 messages marked {@link
 * Mark#BED_STATE}.
 */
public final class Hospital {
    private static final double FULL_AT_START = 0.85;
    private static final List<Specialty> GROWN_UP =
            List.of(
                    Specialty.MEDICINE,
                    Specialty.SURGERY,
                    Specialty.ELDERLY,
                    Specialty.CARDIOLOGY,
                    Specialty.ORTHOPAEDICS,
                    Specialty.RESPIRATORY,
                    Specialty.RENAL);

    private final World world;

    public Hospital(HospitalSettings settings) {
        this.world = new World(settings);
        Pas pas = new Pas(world);
        Laboratory laboratory = new Laboratory(world);
        Departments departments =
                new Departments(
                        new Ordering(world, laboratory, new Radiology(world)),
                        new Prescribing(world),
                        new Documents(world),
                        new Devices(world));
        Inpatients inpatients = new Inpatients(world, pas, departments);
        fill(inpatients);
        new Emergency(world, pas, departments, inpatients).open();
        new Planned(world, pas, inpatients).open();
        new Outpatients(world, pas, departments).open();
        new Clerks(world, pas).open();
        new Rosters(world).open();
    }

    /** The next message; there is always one more. */
    public Event next() {
        while (!world.post.ready(world.agenda.nextDue())) {
            world.agenda.step();
        }
        return world.post.take();
    }

    /** Beds with someone in them. */
    public int bedsTaken() {
        return world.house.taken();
    }

    /** Beds there are. */
    public int beds() {
        return world.house.beds();
    }

    /** Every two or three seconds somebody lies in a bed already, for the first half hour. */
    private void fill(Inpatients inpatients) {
        Chance chance = world.chance("opening");
        int present = (int) (world.house.beds() * FULL_AT_START);
        for (int i = 0; i < present; i++) {
            Specialty specialty = i % 30 == 0 ? Specialty.CRITICAL_CARE : chance.of(GROWN_UP);
            world.agenda.in(
                    i * 1_800L / present,
                    () -> {
                        Patient p = world.register.someone(world.now(), 18, 105);
                        inpatients.present(p, specialty);
                    });
        }
    }
}
