package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hospital's wards on its two sites. About 600 beds when it is as busy as usual. */
final class House {
    static final String MAIN_SITE = "R9N01";
    static final String OTHER_SITE = "R9N02";

    private static final List<Specialty> MAIN =
            List.of(
                    Specialty.MEDICINE,
                    Specialty.SURGERY,
                    Specialty.ELDERLY,
                    Specialty.CARDIOLOGY,
                    Specialty.ORTHOPAEDICS,
                    Specialty.MEDICINE,
                    Specialty.RESPIRATORY,
                    Specialty.UROLOGY,
                    Specialty.PAEDIATRICS,
                    Specialty.OBSTETRICS,
                    Specialty.ELDERLY,
                    Specialty.RENAL,
                    Specialty.SURGERY,
                    Specialty.MEDICINE,
                    Specialty.ORTHOPAEDICS,
                    Specialty.NEONATES,
                    Specialty.OBSTETRICS,
                    Specialty.MEDICINE);
    private static final List<Specialty> OTHER =
            List.of(
                    Specialty.ELDERLY,
                    Specialty.MEDICINE,
                    Specialty.ORTHOPAEDICS,
                    Specialty.SURGERY);

    private final List<Ward> wards = new ArrayList<>();
    private final Ward criticalCare;

    House(double busy) {
        int size = (int) Math.max(6, Math.round(26 * busy));
        for (int i = 0; i < MAIN.size(); i++) {
            wards.add(new Ward("WARD" + (i + 1), MAIN.get(i), MAIN_SITE, size));
        }
        for (int i = 0; i < OTHER.size(); i++) {
            wards.add(new Ward("STA" + (i + 1), OTHER.get(i), OTHER_SITE, size));
        }
        criticalCare =
                new Ward(
                        "ITU",
                        Specialty.CRITICAL_CARE,
                        MAIN_SITE,
                        (int) Math.max(4, Math.round(16 * busy)));
        wards.add(criticalCare);
    }

    List<Ward> wards() {
        return wards;
    }

    int beds() {
        return wards.stream().mapToInt(Ward::size).sum();
    }

    int taken() {
        return wards.stream().mapToInt(Ward::taken).sum();
    }

    /** A bed on a ward of the specialty, else as an outlier on any ward for adults. */
    Optional<Bed> take(Specialty specialty, Chance chance) {
        if (specialty == Specialty.CRITICAL_CARE) {
            return criticalCare.take(chance);
        }
        int start = chance.below(wards.size());
        for (int i = 0; i < wards.size(); i++) {
            Ward ward = wards.get((start + i) % wards.size());
            if (ward.specialty == specialty && ward.taken() < ward.size()) {
                return ward.take(chance);
            }
        }
        for (int i = 0; i < wards.size(); i++) {
            Ward ward = wards.get((start + i) % wards.size());
            if (takesOutliers(ward) && ward.taken() < ward.size()) {
                return ward.take(chance);
            }
        }
        return Optional.empty();
    }

    void leave(Bed bed) {
        bed.ward().leave(bed);
    }

    /** Takes this very bed again, if nobody lies in it. */
    boolean retake(Bed bed) {
        return bed.ward().retake(bed);
    }

    private static boolean takesOutliers(Ward ward) {
        return switch (ward.specialty) {
            case CRITICAL_CARE, NEONATES, OBSTETRICS, PAEDIATRICS -> false;
            case SURGERY,
                    UROLOGY,
                    ORTHOPAEDICS,
                    EMERGENCY,
                    MEDICINE,
                    CARDIOLOGY,
                    RESPIRATORY,
                    RENAL,
                    ELDERLY ->
                    true;
        };
    }
}
