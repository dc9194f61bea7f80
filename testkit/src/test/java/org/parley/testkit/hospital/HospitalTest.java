package org.parley.testkit.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.parley.wire.nhs.Numbers;

class HospitalTest {
    /** SHA-256 of the first 20,000 messages of seed 42: a change of the simulator changes it. */
    private static final String DIGEST_OF_SEED_42 =
            "8af997f4dc0084dbf66a7bda1f2cd1ff61837553f6252fbf896f9f6868d79f27";

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(digest(42, 20_000)).isEqualTo(digest(42, 20_000)).isEqualTo(DIGEST_OF_SEED_42);
    }

    @Test
    void anotherSeedGivesAnotherHospital() {
        assertThat(digest(1, 500)).isNotEqualTo(digest(2, 500));
    }

    @Test
    void messagesLeaveInTheOrderOfSimulatedTime() {
        assertThat(days(1, HospitalSettings.ofSeed(3)))
                .isSortedAccordingTo(Comparator.comparing(Event::due));
    }

    @Test
    void everyNhsNumberIsValidUnlessItIsMarkedAsDirt() {
        Set<String> seen = new HashSet<>();
        for (Event event : days(1, HospitalSettings.ofSeed(4))) {
            String m = text(event);
            int at = m.indexOf("^^^NHS^NH");
            if (at < 10 || event.facts().dirt().isPresent()) {
                continue;
            }
            String number = m.substring(at - 10, at);
            assertThat(Numbers.nhsNumber(number)).as(event.facts().controlId()).isTrue();
            assertThat(number).startsWith("999");
            seen.add(number);
        }
        assertThat(seen).hasSizeGreaterThan(1_000);
    }

    @Test
    void everyKindOfEventAppearsWithinAWeek() {
        Set<String> types = new TreeSet<>();
        Set<Mark> marks = new HashSet<>();
        Set<Dirt> dirt = new HashSet<>();
        Set<String> ports = new TreeSet<>();
        for (Event event : days(7, HospitalSettings.ofSeed(5).withBusy(0.5).withDirty(0.04))) {
            types.add(event.facts().type());
            marks.addAll(event.facts().marks());
            event.facts().dirt().ifPresent(dirt::add);
            ports.add(event.port());
        }
        assertThat(types)
                .contains(
                        "ADT^A01", "ADT^A02", "ADT^A03", "ADT^A04", "ADT^A05", "ADT^A08", "ADT^A11",
                        "ADT^A12", "ADT^A13", "ADT^A17", "ADT^A21", "ADT^A22", "ADT^A28", "ADT^A31",
                        "ADT^A34", "ADT^A40", "SIU^S12", "SIU^S13", "SIU^S14", "SIU^S15", "SIU^S26",
                        "ORM^O01", "OML^O21", "ORU^R01", "ORU^R30", "MDM^T02", "RDE^O11", "RAS^O17",
                        "VXU^V04", "CSV");
        assertThat(marks).containsExactlyInAnyOrder(Mark.values());
        assertThat(dirt).containsExactlyInAnyOrder(Dirt.values());
        assertThat(ports).hasSize(SystemPort.values().length);
    }

    @Test
    void aControlIdIsUsedOnceExceptForDuplicates() {
        Set<String> seen = new HashSet<>();
        Map<String, byte[]> bytes = new HashMap<>();
        for (Event event : days(1, HospitalSettings.ofSeed(6))) {
            String id = event.facts().controlId();
            if (event.facts().marks().contains(Mark.DUPLICATE)) {
                assertThat(event.bytes()).isEqualTo(bytes.get(id));
                continue;
            }
            assertThat(seen.add(id)).as(id).isTrue();
            bytes.put(id, event.bytes());
            if (!event.facts().type().equals("CSV")) {
                assertThat(id.length()).isLessThanOrEqualTo(20);
            }
        }
    }

    @Test
    void factsSayWhatTheBytesSay() {
        for (Event event : days(1, HospitalSettings.ofSeed(7).withDirty(0))) {
            if (event.facts().type().equals("CSV")) {
                assertThat(text(event)).startsWith("StaffId,");
                continue;
            }
            String m = text(event);
            assertThat(FieldText.get(m, "MSH", 9)).isEqualTo(event.facts().controlId());
            assertThat(FieldText.get(m, "MSH", 8)).startsWith(event.facts().type());
            assertThat(FieldText.get(m, "PID", 3)).startsWith(event.facts().key() + "^^^R9N^MR");
            assertThat(m).endsWith("\r").doesNotContain("\n").doesNotContain("null");
        }
    }

    @Test
    void aDayIsBusierThanItsNight() {
        int night = 0;
        int day = 0;
        for (Event event : days(2, HospitalSettings.ofSeed(8))) {
            if (event.facts().type().equals("ADT^A04")) {
                int hour = WallTime.of(event.due().getEpochSecond()).getHour();
                night += hour >= 1 && hour < 6 ? 1 : 0;
                day += hour >= 10 && hour < 15 ? 1 : 0;
            }
        }
        assertThat(day).isGreaterThan(3 * night);
        assertThat(night).isPositive();
    }

    @Test
    void theBedsStayUsedForWeeks() {
        Hospital hospital = new Hospital(HospitalSettings.ofSeed(9).withBusy(0.4));
        Instant end = HospitalSettings.DEFAULT_START.plus(Duration.ofDays(14));
        int most = 0;
        while (hospital.next().due().isBefore(end)) {
            most = Math.max(most, hospital.bedsTaken());
        }
        assertThat(most).isLessThanOrEqualTo(hospital.beds());
        assertThat(hospital.bedsTaken()).isBetween(hospital.beds() / 2, hospital.beds());
    }

    static List<Event> days(int days, HospitalSettings settings) {
        Hospital hospital = new Hospital(settings);
        Instant end = settings.start().plus(Duration.ofDays(days));
        List<Event> all = new ArrayList<>();
        for (Event e = hospital.next(); e.due().isBefore(end); e = hospital.next()) {
            all.add(e);
        }
        return all;
    }

    static String text(Event event) {
        return new String(event.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static String digest(long seed, int messages) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Hospital hospital = new Hospital(HospitalSettings.ofSeed(seed));
            for (int i = 0; i < messages; i++) {
                sha.update(hospital.next().bytes());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
