package org.parley.testkit.nhs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.wire.nhs.Numbers;

/** Finds the practice of {@code GPPROVIDER_number_born_surname}. */
final class MeshPatients {
    static final String PREFIX = "GPPROVIDER_";

    private final List<MeshPatient> known;

    MeshPatients(List<MeshPatient> known) {
        this.known = List.copyOf(known);
    }

    /** Where a message goes, or the code and words of the report that will come back. */
    sealed interface Found {
        record Practice(String mailbox) implements Found {}

        record Nobody(String code, String text) implements Found {}
    }

    Found find(String to) {
        String[] parts = to.substring(PREFIX.length()).split("_", 3);
        if (parts.length != 3 || !Numbers.nhsNumber(parts[0])) {
            return new Found.Nobody("EPL-152", "Invalid NHS number");
        }
        Optional<MeshPatient> patient =
                known.stream().filter(p -> p.nhsNumber().equals(parts[0])).findFirst();
        if (patient.isEmpty()) {
            return new Found.Nobody("EPL-153", "NHS number not found");
        }
        MeshPatient one = patient.get();
        boolean same =
                one.born().equals(parts[1])
                        && one.surname()
                                .toUpperCase(Locale.ROOT)
                                .equals(parts[2].toUpperCase(Locale.ROOT));
        if (!same) {
            return new Found.Nobody("EPL-154", "Demographics do not match");
        }
        return one.practice().isBlank()
                ? new Found.Nobody("EPL-151", "No mailbox found for the patient's practice")
                : new Found.Practice(one.practice());
    }
}
