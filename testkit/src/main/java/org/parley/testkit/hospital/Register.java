package org.parley.testkit.hospital;

import java.util.List;
import java.util.Optional;

/**
 * The people the hospital knows: a fixed number of places. Who is dead, merged and no longer
 * expected makes room for someone new.
 */
final class Register {
    private static final List<String> ETHNICITIES =
            List.of(
                    "A", "A", "A", "A", "A", "A", "A", "B", "C", "C", "D", "E", "F", "G", "H", "H",
                    "J", "J", "K", "L", "M", "N", "N", "P", "R", "S", "Z", "99");
    private static final List<String> RELIGIONS = List.of("", "", "C22", "C67", "K1", "G1", "D1");
    private static final List<String> MARITAL = List.of("S", "M", "M", "D", "W", "P", "N", "8");
    private static final List<String> ALLERGIES =
            List.of(
                    "DA|91936005^Allergy to penicillin^SCT|SV|Anaphylaxis",
                    "DA|293586001^Allergy to aspirin^SCT|MO|Wheeze",
                    "FA|91935009^Allergy to peanut^SCT|SV|Swelling of lips & tongue",
                    "EA|300916003^Latex allergy^SCT|MI|Rash, itching");

    private final Chance chance;
    private final NhsNumbers numbers;
    private final List<Places.Practice> practices;
    private final Patient[] people;
    private int filled;
    private long nextMrn;

    Register(Chance chance, int size, long now) {
        this.chance = chance;
        this.numbers = new NhsNumbers(chance);
        this.practices = Places.practices(chance);
        this.people = new Patient[size];
        this.nextMrn = 700_000L + chance.below(100_000);
        int known = size * 9 / 10;
        for (int i = 0; i < known; i++) {
            enter(person(now));
        }
    }

    /** Somebody known who is not in the hospital. */
    Patient someone() {
        while (true) {
            Patient patient = people[chance.below(filled)];
            if (patient.free()) {
                return patient;
            }
        }
    }

    /** Somebody known of an age, or after many tries of any age. */
    Patient someone(long now, int from, int to) {
        Patient patient = someone();
        for (int i = 0; i < 40 && (patient.age(now) < from || patient.age(now) > to); i++) {
            patient = someone();
        }
        return patient;
    }

    /** A woman who may give birth. */
    Patient mother(long now) {
        Patient patient = someone(now, 17, 44);
        for (int i = 0; i < 40 && !patient.woman; i++) {
            patient = someone(now, 17, 44);
        }
        return patient;
    }

    /** Somebody the hospital did not know. */
    Patient newcomer(long now) {
        return enter(person(now));
    }

    /** The same person once more under another number, as a hurried clerk makes them. */
    Patient twin(Patient known) {
        Patient copy =
                new Patient(
                        mrn(),
                        "",
                        known.surname,
                        known.given,
                        known.woman,
                        known.practice,
                        known.address);
        copy.nhsStatus = "03";
        copy.born = known.born;
        copy.ethnicity = known.ethnicity;
        copy.kin = known.kin;
        return enter(copy);
    }

    /** A baby of this mother, number one, two, … of the birth. */
    Patient baby(Patient mother, long now, int number, int of) {
        String called = of == 1 ? "Baby of " : "Twin " + number + " of ";
        Name given = Name.of(called + mother.given.map(Name::full).orElse(mother.surname.full()));
        Patient baby =
                new Patient(
                        mrn(),
                        numbers.next(),
                        mother.surname,
                        Optional.of(given),
                        chance.happens(0.49),
                        mother.practice,
                        mother.address);
        baby.title = "";
        baby.nhsStatus = "08";
        baby.born = now;
        baby.bornHere = true;
        baby.ethnicity = mother.ethnicity;
        baby.kin = mother.given.orElse(mother.surname);
        baby.landline = mother.landline;
        baby.mobile = mother.mobile;
        return enter(baby);
    }

    /** Somebody's open stay, or nothing when the one asked is not in. */
    Optional<Visit> inpatient(Chance who) {
        for (int i = 0; i < 400; i++) {
            Patient patient = people[who.below(filled)];
            if (patient.visit.isPresent()) {
                return patient.visit;
            }
        }
        return Optional.empty();
    }

    /** The name the parents chose. */
    Name givenName(boolean woman) {
        return Names.given(chance, woman);
    }

    Places.Practice anyPractice() {
        return chance.of(practices);
    }

    private Patient enter(Patient patient) {
        if (filled < people.length) {
            people[filled++] = patient;
            return patient;
        }
        int at = chance.below(filled);
        for (int i = 0; i < filled; i++) {
            Patient old = people[(at + i) % filled];
            if (old.visit.isEmpty() && old.expected == 0) {
                people[(at + i) % filled] = patient;
                return patient;
            }
        }
        return patient;
    }

    private String mrn() {
        return "H" + nextMrn++;
    }

    private Patient person(long now) {
        boolean woman = chance.happens(0.52);
        Name surname = Names.surname(chance);
        Optional<Name> given =
                chance.happens(0.01) ? Optional.empty() : Optional.of(Names.given(chance, woman));
        Patient patient =
                new Patient(
                        mrn(),
                        numbers.next(),
                        surname,
                        given,
                        woman,
                        anyPractice(),
                        Places.address(chance));
        int age = (int) (chance.happens(0.45) ? 60 + chance.unit() * 36 : chance.unit() * 70);
        patient.born = (now / 86_400 - age * 365L - chance.below(365)) * 86_400;
        patient.title = title(age, woman);
        if (chance.happens(0.004)) {
            patient.sex = chance.happens(0.5) ? "9" : "X";
        }
        patient.landline = chance.happens(0.6) ? Places.landline(chance) : "";
        patient.mobile = chance.happens(0.85) ? Places.mobile(chance) : "";
        patient.ethnicity = chance.of(ETHNICITIES);
        patient.marital = age < 18 ? "" : chance.of(MARITAL);
        patient.religion = chance.of(RELIGIONS);
        patient.kin = Names.given(chance, chance.happens(0.5));
        if (chance.happens(0.06)) {
            patient.nhsNumber = chance.happens(0.5) ? "" : patient.nhsNumber;
            patient.nhsStatus = patient.nhsNumber.isEmpty() ? "04" : "02";
        }
        if (chance.happens(0.2)) {
            patient.oldMrn = Optional.of("SA" + chance.between(100_000, 999_999));
        }
        if (chance.happens(0.2)) {
            patient.allergies = List.of(chance.of(ALLERGIES));
        }
        return patient;
    }

    private String title(int age, boolean woman) {
        if (age < 16) {
            return woman ? "Miss" : "Master";
        }
        if (chance.happens(0.04)) {
            return chance.happens(0.7) ? "Dr" : "Rev";
        }
        if (chance.happens(0.03)) {
            return "Mx";
        }
        return woman ? chance.happens(0.5) ? "Mrs" : "Ms" : "Mr";
    }
}
