package org.parley.testkit.hospital;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** The story of a stay: admission, rounds, moves, leave, discharge, and what is taken back. */
final class Inpatients {
    private static final double MEAN_STAY_HOURS = 84;
    private static final double ADMITTED_IN_ERROR = 0.012;
    private static final double DIES = 0.02;
    private static final double TRANSFERRED = 0.35;
    private static final double TRANSFER_CANCELLED = 0.04;
    private static final double DISCHARGE_CANCELLED = 0.015;
    private static final double GOES_ON_LEAVE = 0.05;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    private final World world;
    private final Chance chance;
    private final Pas pas;
    private final Departments departments;

    Inpatients(World world, Pas pas, Departments departments) {
        this.world = world;
        this.chance = world.chance("inpatients");
        this.pas = pas;
        this.departments = departments;
    }

    /** Admits if there is a bed; otherwise nothing happens and the answer is false. */
    boolean admit(Patient p, Specialty specialty, String method, String source) {
        Optional<Bed> bed = world.house.take(specialty, chance);
        bed.ifPresent(b ->
                begin(p, specialty, method, source, b, world.now() - chance.below(600), Set.of()));
        return bed.isPresent();
    }

    /** Somebody who lay there before the run began. */
    void present(Patient p, Specialty specialty) {
        world.house
                .take(specialty, chance)
                .ifPresent(b ->
                        begin(
                                p,
                                specialty,
                                "21",
                                "19",
                                b,
                                world.now() - chance.below(6 * DAY),
                                Set.of(Mark.BED_STATE)));
    }

    private void begin(
            Patient p,
            Specialty specialty,
            String method,
            String source,
            Bed bed,
            long since,
            Set<Mark> marks) {
        Visit v =
                new Visit(
                        world.visitNumber(),
                        p,
                        "I",
                        specialty,
                        world.staff.consultant(specialty, chance),
                        method,
                        source,
                        since);
        v.bed = Optional.of(bed);
        p.visit = Optional.of(v);
        pas.visit("A01", v, since, marks);
        if (chance.happens(ADMITTED_IN_ERROR)) {
            later(v, chance.between(300, 3 * HOUR), () -> takeBackAdmission(v));
            return;
        }
        later(v, chance.between(HOUR, 6 * HOUR), () -> code(v));
        later(v, chance.between(600, 2 * HOUR), () -> departments.prescribing().clerkIn(v));
        later(v, chance.between(300, HOUR), () -> round(v));
        later(v, chance.between(300, 2 * HOUR), () -> departments.devices().observe(v));
        if (chance.happens(TRANSFERRED)) {
            later(v, chance.between(4 * HOUR, 30 * HOUR), () -> transfer(v));
        }
        if (chance.happens(GOES_ON_LEAVE)) {
            later(v, DAY + chance.below(2 * DAY), () -> leave(v));
        }
        long stay = chance.gap(MEAN_STAY_HOURS * HOUR);
        world.agenda.at(
                dischargeTime(world.now() + Math.min(stay, 40L * DAY)),
                () -> {
                    if (!v.over) {
                        discharge(v);
                    }
                });
    }

    /** Does it if the stay still lasts then. */
    private void later(Visit v, long seconds, Runnable step) {
        world.agenda.in(
                seconds,
                () -> {
                    if (!v.over) {
                        step.run();
                    }
                });
    }

    private void takeBackAdmission(Visit v) {
        close(v);
        pas.move("A11", v);
    }

    private void code(Visit v) {
        v.diagnosis = chance.of(v.specialty.diagnoses());
        pas.visit("A08", v);
    }

    /** The morning round: bloods, sometimes a picture or a culture, and again tomorrow. */
    private void round(Visit v) {
        if (!v.onLeave) {
            if (chance.happens(0.6)) {
                departments.ordering().bloods(v);
            }
            if (chance.happens(0.2)) {
                departments.ordering().image(v);
            }
            if (chance.happens(0.12)) {
                departments.ordering().culture(v);
            }
            if (chance.happens(0.2)) {
                pas.visit("A08", v);
            }
        }
        LocalDate tomorrow = WallTime.of(world.now()).toLocalDate().plusDays(1);
        long next = WallTime.at(tomorrow, 6, 30) + chance.below(4 * HOUR);
        later(v, next - world.now(), () -> round(v));
    }

    private void transfer(Visit v) {
        Specialty to = chance.happens(0.06) ? Specialty.CRITICAL_CARE : v.specialty;
        Optional<Bed> bed = v.onLeave ? Optional.empty() : world.house.take(to, chance);
        bed.ifPresent(next -> {
            Bed from = bed(v);
            v.bedBefore = v.bed;
            v.bed = bed;
            pas.move("A02", v);
            if (chance.happens(TRANSFER_CANCELLED)) {
                later(v, chance.between(300, HOUR), () -> moveBack(v, from, next));
            }
            world.house.leave(from);
        });
    }

    private void moveBack(Visit v, Bed from, Bed next) {
        if (bed(v).equals(next) && world.house.retake(from)) {
            world.house.leave(next);
            v.bed = Optional.of(from);
            v.bedBefore = Optional.of(next);
            pas.move("A12", v);
        }
    }

    private void leave(Visit v) {
        v.onLeave = true;
        pas.move("A21", v);
        later(
                v,
                chance.between(20 * HOUR, 40 * HOUR),
                () -> {
                    v.onLeave = false;
                    pas.move("A22", v);
                });
    }

    private void discharge(Visit v) {
        if (v.onLeave) {
            world.agenda.in(DAY, () -> dischargeIfStillHere(v));
            return;
        }
        boolean dies = v.specialty != Specialty.OBSTETRICS && chance.happens(DIES);
        v.ended = world.now();
        v.dischargeMethod = dies ? "4" : chance.happens(0.97) ? "1" : "6";
        v.dischargeTo = dies ? "79" : chance.happens(0.9) ? "19" : "54";
        if (dies) {
            v.patient.died = world.now() - chance.below(HOUR);
        }
        Bed bed = bed(v);
        close(v);
        pas.move("A03", v);
        world.agenda.in(
                chance.between(600, 8 * HOUR), () -> departments.documents().dischargeSummary(v));
        if (dies) {
            world.agenda.in(chance.between(HOUR, 10 * HOUR), () -> pas.person("A31", v.patient));
        } else if (chance.happens(DISCHARGE_CANCELLED)) {
            world.agenda.in(chance.between(600, 2 * HOUR), () -> takeBackDischarge(v, bed));
        }
    }

    private void dischargeIfStillHere(Visit v) {
        if (!v.over) {
            discharge(v);
        }
    }

    private void takeBackDischarge(Visit v, Bed bed) {
        if (v.patient.free() && world.house.retake(bed)) {
            v.over = false;
            v.ended = Long.MIN_VALUE;
            v.dischargeMethod = "";
            v.dischargeTo = "";
            v.patient.visit = Optional.of(v);
            v.patient.expected++;
            pas.visit("A13", v);
            world.agenda.at(
                    dischargeTime(world.now() + 20L * HOUR),
                    () -> {
                        v.patient.expected--;
                        dischargeIfStillHere(v);
                    });
        }
    }

    private void close(Visit v) {
        v.over = true;
        v.patient.visit = Optional.empty();
        world.house.leave(bed(v));
    }

    /** Most go home between eleven and five; nobody before they came. */
    private long dischargeTime(long wanted) {
        if (chance.happens(0.15)) {
            return wanted;
        }
        LocalDate day = WallTime.of(wanted).toLocalDate();
        long usual =
                WallTime.at(day, 10, 0) + (long) ((chance.unit() + chance.unit()) * 4.5 * HOUR);
        return Math.max(usual, world.now() + 2L * HOUR);
    }

    private static Bed bed(Visit v) {
        return v.bed.orElseThrow();
    }
}
