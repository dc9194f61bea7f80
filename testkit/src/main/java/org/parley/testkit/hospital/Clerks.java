package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clerks: new people, changed particulars, the same person twice and made one again, bed swaps. */
final class Clerks {
    private static final double CHANGES_PER_DAY = 500;
    private static final double NEW_PER_DAY = 60;
    private static final double TWICE_PER_DAY = 14;
    private static final double SWAPS_PER_DAY = 10;

    private final World world;
    private final Chance chance;
    private final Pas pas;

    Clerks(World world, Pas pas) {
        this.world = world;
        this.chance = world.chance("clerks");
        this.pas = pas;
    }

    void open() {
        world.again(Rhythm.OFFICE, CHANGES_PER_DAY, chance, this::change);
        world.again(
                Rhythm.OFFICE,
                NEW_PER_DAY,
                chance,
                () -> pas.person("A28", world.register.newcomer(world.now())));
        world.again(Rhythm.EMERGENCY, TWICE_PER_DAY, chance, this::twice);
        world.again(Rhythm.ALWAYS, SWAPS_PER_DAY, chance, this::swap);
    }

    private void change() {
        Patient p = world.register.someone();
        switch (chance.below(5)) {
            case 0 -> p.address = Places.address(chance);
            case 1 -> p.mobile = Places.mobile(chance);
            case 2 -> p.practice = world.register.anyPractice();
            case 3 -> p.nhsStatus = p.nhsNumber.isEmpty() ? "04" : "01";
            default -> marry(p);
        }
        pas.person("A31", p);
    }

    private void marry(Patient p) {
        if (p.age(world.now()) >= 18 && p.previousSurnames.isEmpty()) {
            p.previousSurnames.add(p.surname.latin());
            p.surname = Names.surname(chance);
            p.marital = "M";
        }
    }

    /** The same person is registered again by mistake; found and merged hours or days later. */
    private void twice() {
        Patient known = world.register.someone();
        Patient copy = world.register.twin(known);
        known.expected++;
        copy.expected++;
        pas.person("A28", copy);
        world.agenda.in(chance.between(3_600, 250_000), () -> merge(known, copy));
    }

    private void merge(Patient known, Patient copy) {
        if (copy.visit.isPresent() || !known.alive() || copy.expected > 1) {
            world.agenda.in(86_400, () -> merge(known, copy));
            return;
        }
        copy.merged = true;
        known.expected--;
        copy.expected--;
        pas.merge(known, copy);
    }

    private void swap() {
        List<Visit> onWard = new ArrayList<>();
        for (int i = 0; i < 60 && onWard.size() < 2; i++) {
            world.register
                    .inpatient(chance)
                    .filter(v -> v.bed.isPresent() && !v.onLeave)
                    .filter(v -> onWard.isEmpty() || fits(onWard.getFirst(), v))
                    .ifPresent(onWard::add);
        }
        if (onWard.size() == 2) {
            Visit one = onWard.get(0);
            Visit two = onWard.get(1);
            Optional<Bed> bed = one.bed;
            one.bedBefore = one.bed;
            two.bedBefore = two.bed;
            one.bed = two.bed;
            two.bed = bed;
            pas.swap(one, two);
        }
    }

    private static boolean fits(Visit one, Visit two) {
        return one != two
                && one.bed.map(Bed::ward).equals(two.bed.map(Bed::ward))
                && one.patient.woman == two.patient.woman;
    }
}
