package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The trust's own people: consultants by specialty, nurses by ward. */
final class Staff {
    /**
     * Someone who signs.
     *
     * @param code registration code: C and seven digits for a consultant, the NMC's shape for a
     *     nurse
     */
    record Person(String code, Name surname, Name given, String title, String authority) {
        /** As an XCN: code^surname^given^^^title^^^authority. */
        Hl7Text in(Hl7Text t) {
            t.raw(code).raw("^").text(surname.in(t)).raw("^").text(given.in(t));
            return t.raw("^^^").raw(title).raw("^^^").raw(authority);
        }
    }

    private final Map<Specialty, List<Person>> consultants = new EnumMap<>(Specialty.class);
    private final List<Person> nurses = new ArrayList<>();

    Staff(Chance chance) {
        for (Specialty specialty : Specialty.values()) {
            List<Person> some = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                some.add(person("C99" + chance.between(10_000, 99_999), "Dr", "GMC", chance));
            }
            consultants.put(specialty, some);
        }
        for (int i = 0; i < 400; i++) {
            nurses.add(
                    person(
                            "99A" + (1000 + i) + "E",
                            chance.happens(0.8) ? "Ms" : "Mr",
                            "NMC",
                            chance));
        }
    }

    Person consultant(Specialty specialty, Chance chance) {
        return chance.of(consultants.getOrDefault(specialty, nurses));
    }

    Person nurse(Chance chance) {
        return chance.of(nurses);
    }

    /** All nurses; a ward's are every so-manieth. */
    List<Person> nurses() {
        return nurses;
    }

    private static Person person(String code, String title, String authority, Chance chance) {
        boolean woman = chance.happens(0.6);
        return new Person(
                code, Names.surname(chance), Names.given(chance, woman), title, authority);
    }
}
