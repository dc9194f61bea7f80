package org.parley.testkit.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ward with bays of six beds; knows which are taken. */
final class Ward {
    final String code;
    final Specialty specialty;
    private final List<Bed> beds = new ArrayList<>();
    private final List<Bed> free = new ArrayList<>();

    Ward(String code, Specialty specialty, String site, int size) {
        this.code = code;
        this.specialty = specialty;
        for (int i = 0; i < size; i++) {
            String place = code + "^BAY" + (i / 6 + 1) + "^BED" + (i % 6 + 1) + "^" + site;
            beds.add(new Bed(this, i, place));
        }
        free.addAll(beds.reversed());
    }

    int size() {
        return beds.size();
    }

    int taken() {
        return beds.size() - free.size();
    }

    /** Takes a free bed, if there is one. */
    Optional<Bed> take(Chance chance) {
        if (free.isEmpty()) {
            return Optional.empty();
        }
        int at = chance.below(free.size());
        Bed bed = free.get(at);
        free.set(at, free.getLast());
        free.removeLast();
        return Optional.of(bed);
    }

    /** Takes this very bed again, if nobody lies in it. */
    boolean retake(Bed bed) {
        return free.remove(bed);
    }

    void leave(Bed bed) {
        free.add(bed);
    }
}
