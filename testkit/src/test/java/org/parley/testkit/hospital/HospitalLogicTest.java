package org.parley.testkit.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The hospital's events make sense one after another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HospitalLogicTest {
    private final List<Event> adt =
            HospitalTest.days(6, HospitalSettings.ofSeed(11).spotless()).stream()
                    .filter(e -> e.port().equals("pas.adt"))
                    .toList();

    @Test
    void nobodyIsDischargedOrMovedBeforeAdmission() {
        Set<String> open = new HashSet<>();
        Set<String> ever = new HashSet<>();
        for (Event event : adt) {
            String visit = FieldText.get(HospitalTest.text(event), "PV1", 19);
            switch (event.facts().type()) {
                case "ADT^A01", "ADT^A04" -> {
                    assertThat(open.add(visit)).as("opened twice: %s", visit).isTrue();
                    ever.add(visit);
                }
                case "ADT^A02", "ADT^A12", "ADT^A21", "ADT^A22" -> assertThat(open).contains(visit);
                case "ADT^A03", "ADT^A11" ->
                        assertThat(open.remove(visit))
                                .as("closed but not open: %s", visit)
                                .isTrue();
                case "ADT^A13" -> {
                    assertThat(ever).contains(visit);
                    assertThat(open.add(visit)).isTrue();
                }
                default -> {}
            }
        }
    }

    @Test
    void noTwoPatientsLieInOneBed() {
        Map<String, String> patientByBed = new HashMap<>();
        Map<String, String> bedByPatient = new HashMap<>();
        for (Event event : adt) {
            String m = HospitalTest.text(event);
            String bed = FieldText.get(m, "PV1", 3);
            String patient = event.facts().key();
            switch (event.facts().type()) {
                case "ADT^A01", "ADT^A02", "ADT^A12", "ADT^A13" -> {
                    String left = bedByPatient.put(patient, bed);
                    if (left != null) {
                        patientByBed.remove(left);
                    }
                    assertThat(patientByBed.put(bed, patient)).as("%s", bed).isNull();
                }
                case "ADT^A03", "ADT^A11" -> {
                    String left = bedByPatient.remove(patient);
                    if (left != null) {
                        patientByBed.remove(left);
                    }
                }
                case "ADT^A17" -> {
                    String other = event.facts().otherKey().orElseThrow();
                    String mine = bedByPatient.getOrDefault(patient, "");
                    String theirs = bedByPatient.getOrDefault(other, "");
                    assertThat(bed).isEqualTo(theirs);
                    bedByPatient.put(patient, theirs);
                    bedByPatient.put(other, mine);
                    patientByBed.put(theirs, patient);
                    patientByBed.put(mine, other);
                }
                default -> {}
            }
        }
    }

    @Test
    void aMergeNamesTwoKnownPatientsAndTheOldNumberIsNotUsedAgain() {
        Set<String> known = new HashSet<>();
        Set<String> gone = new HashSet<>();
        int merges = 0;
        for (Event event : adt) {
            assertThat(gone).doesNotContain(event.facts().key());
            known.add(event.facts().key());
            if (event.facts().type().equals("ADT^A40") || event.facts().type().equals("ADT^A34")) {
                String old = event.facts().otherKey().orElseThrow();
                assertThat(FieldText.get(HospitalTest.text(event), "MRG", 1)).startsWith(old + "^");
                assertThat(known).contains(old);
                gone.add(old);
                merges++;
            }
        }
        assertThat(merges).isGreaterThan(5);
    }

    @Test
    void theDeadStayDead() {
        Set<String> dead = new HashSet<>();
        for (Event event : adt) {
            String m = HospitalTest.text(event);
            if (event.facts().type().equals("ADT^A01") || event.facts().type().equals("ADT^A04")) {
                assertThat(dead).doesNotContain(event.facts().key());
            }
            if (FieldText.get(m, "PID", 30).equals("Y")) {
                dead.add(event.facts().key());
            }
        }
        assertThat(dead).isNotEmpty();
    }

    @Test
    void aBabyHasItsMothersSurnameUntilNamedAndAnHourOfBirth() {
        List<String> births =
                adt.stream()
                        .filter(e -> e.facts().type().equals("ADT^A28"))
                        .map(HospitalTest::text)
                        .filter(m -> FieldText.get(m, "PID", 5).contains("Baby of "))
                        .toList();
        assertThat(births).isNotEmpty();
        assertThat(births).allMatch(m -> FieldText.get(m, "PID", 7).length() == 12);
        assertThat(births).allMatch(m -> FieldText.get(m, "PID", 32).equals("NSTS08"));
    }
}
