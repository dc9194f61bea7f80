package org.parley.testkit.hospital;

import java.util.List;

/**
 * Addresses, general practices and telephone numbers of the right shape that belong to nobody: no
 * British post town uses the postcode area NM, practices Z99… do not exist, and the telephone
 * numbers are of the ranges kept for drama.
 */
final class Places {
    /** The trust's organisation code; sites add two digits. */
    static final String TRUST = "R9N";

    private static final List<String> HOUSES =
            List.of("Flat 2, ", "Flat 11B, ", "The Old Mill, ", "St Oswald's House, ");
    private static final List<String> STREETS =
            List.of(
                    "Station Road",
                    "Chapel Lane",
                    "King's Parade",
                    "Heron Way",
                    "Tannery Row",
                    "Coldharbour Lane",
                    "Back O' th' Moss",
                    "Queen Street",
                    "Larch Close",
                    "Quarry Bank",
                    "Ferry Terrace",
                    "Windmill Hill",
                    "St. Aldhelm's Walk");
    private static final List<Town> TOWNS =
            List.of(
                    new Town("Northmoor", "NM1"),
                    new Town("Netherby Moor", "NM2"),
                    new Town("Stow-under-Edge", "NM4"),
                    new Town("Kirkholme", "NM7"),
                    new Town("Ashby St Aldhelm", "NM9"),
                    new Town("Llanfaes Bridge", "NM12"));
    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
    private static final List<String> PRACTICE_WORDS =
            List.of("Moorside", "Riverside", "St Aldhelm's", "Tannery", "The Crescent", "Parkgate");
    private static final List<String> PRACTICE_KINDS =
            List.of("Surgery", "Medical Centre", "Health Centre", "Family Practice");

    private Places() {}

    private record Town(String name, String district) {}

    /**
     * A general practice and one of its doctors.
     *
     * @param code letter and five digits
     * @param doctorCode G and seven digits
     */
    record Practice(String name, String code, String doctorCode, Name doctor) {}

    /** 24 practices. */
    static List<Practice> practices(Chance chance) {
        return java.util.stream.IntStream.range(0, 24)
                .mapToObj(i ->
                        new Practice(
                                PRACTICE_WORDS.get(i % 6) + " " + PRACTICE_KINDS.get(i / 6),
                                "Z99" + (i + 101),
                                "G99" + (10_000 + chance.below(90_000)),
                                Names.surname(chance)))
                .toList();
    }

    /** Street^other^town^county^postcode, ready for PID-11. */
    static String address(Chance chance) {
        Town town = chance.of(TOWNS);
        String house = chance.happens(0.15) ? chance.of(HOUSES) : "";
        return house
                + chance.between(1, 199)
                + " "
                + chance.of(STREETS)
                + "^^"
                + town.name
                + "^Northmoorshire^"
                + town.district
                + " "
                + chance.between(1, 9)
                + LETTERS.charAt(chance.below(20))
                + LETTERS.charAt(chance.below(20));
    }

    static String landline(Chance chance) {
        return "01632 960" + (100 + chance.below(900));
    }

    static String mobile(Chance chance) {
        return "07700 900" + (100 + chance.below(900));
    }
}
