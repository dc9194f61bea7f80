package org.parley.testkit.hospital;

import java.time.LocalDate;
import java.util.List;

/** Clinics: booked (S12), moved (S13), changed (S14), cancelled (S15), kept, or missed (S26). */
final class Outpatients {
    private static final double BOOKED_PER_DAY = 700;
    private static final int KNOWN_DAYS = 10;
    private static final List<Specialty> CLINICS =
            List.of(
                    Specialty.SURGERY,
                    Specialty.UROLOGY,
                    Specialty.ORTHOPAEDICS,
                    Specialty.CARDIOLOGY,
                    Specialty.RESPIRATORY,
                    Specialty.RENAL,
                    Specialty.PAEDIATRICS,
                    Specialty.OBSTETRICS,
                    Specialty.ELDERLY);

    private final World world;
    private final Chance chance;
    private final Pas pas;
    private final Departments departments;
    private long nextNumber = 300_000;

    Outpatients(World world, Pas pas, Departments departments) {
        this.world = world;
        this.chance = world.chance("outpatients");
        this.pas = pas;
        this.departments = departments;
    }

    private static final class Booking {
        final Patient patient;
        final String number;
        final Specialty specialty;
        final Staff.Person with;
        final boolean first;
        long at;

        Booking(
                Patient patient,
                String number,
                Specialty specialty,
                Staff.Person with,
                boolean first,
                long at) {
            this.patient = patient;
            this.number = number;
            this.specialty = specialty;
            this.with = with;
            this.first = first;
            this.at = at;
        }
    }

    void open() {
        int before = (int) (BOOKED_PER_DAY * world.settings.busy() * 0.7 * KNOWN_DAYS);
        for (int i = 0; i < before; i++) {
            Booking booking = booking(chance.below(KNOWN_DAYS));
            if (booking.at > world.now()) {
                expect(booking);
            }
        }
        world.again(Rhythm.OFFICE, BOOKED_PER_DAY, chance, this::book);
    }

    private void book() {
        Booking booking =
                booking(chance.happens(0.35) ? chance.between(1, 7) : chance.between(8, 42));
        siu("S12", booking, "Booked");
        long wait = booking.at - world.now();
        if (chance.happens(0.08)) {
            booking.patient.expected++;
            world.agenda.in(
                    wait / 3,
                    () -> {
                        booking.patient.expected--;
                        siu("S14", booking, "Booked");
                    });
        }
        if (chance.happens(0.07)) {
            booking.patient.expected++;
            world.agenda.in(wait / 2, () -> cancel(booking));
        } else {
            expect(booking);
        }
    }

    private void cancel(Booking booking) {
        booking.patient.expected--;
        siu("S15", booking, "Cancelled");
    }

    private void expect(Booking booking) {
        booking.patient.expected++;
        if (chance.happens(0.1)) {
            long half = (booking.at - world.now()) / 2;
            world.agenda.in(
                    half,
                    () -> {
                        booking.at = slot(chance.between(3, 30));
                        siu("S13", booking, "Booked");
                        world.agenda.at(booking.at, () -> arrive(booking));
                    });
            return;
        }
        world.agenda.at(booking.at, () -> arrive(booking));
    }

    private void arrive(Booking booking) {
        Patient p = booking.patient;
        p.expected--;
        if (!p.free() || chance.happens(0.08)) {
            siu("S26", booking, "DNA");
            return;
        }
        Visit v =
                new Visit(
                        world.visitNumber(),
                        p,
                        "O",
                        booking.specialty,
                        booking.with,
                        "",
                        "",
                        world.now());
        pas.visit("A04", v);
        if (chance.happens(0.25)) {
            departments.ordering().bloods(v);
        }
        if (chance.happens(0.15)) {
            departments.ordering().image(v);
        }
        if (chance.happens(0.03)) {
            departments.prescribing().vaccinate(p);
        }
        if (chance.happens(0.8)) {
            world.agenda.in(
                    chance.between(3_600, 90_000), () -> departments.documents().clinicLetter(v));
        }
    }

    private Booking booking(int days) {
        Specialty specialty = chance.of(CLINICS);
        return new Booking(
                world.register.someone(),
                "APT" + nextNumber++,
                specialty,
                world.staff.consultant(specialty, chance),
                chance.happens(0.35),
                slot(days));
    }

    /** A quarter of an hour in a clinic, so many days ahead, never on a Sunday. */
    private long slot(int days) {
        LocalDate day = WallTime.of(world.now()).toLocalDate().plusDays(days);
        int weekday = day.getDayOfWeek().getValue();
        LocalDate open = weekday == 7 ? day.plusDays(1) : day;
        return Math.max(
                WallTime.at(open, chance.between(9, 16), chance.below(4) * 15),
                world.now() + 1_800);
    }

    private void siu(String event, Booking b, String status) {
        Draft draft =
                world.post.begin(
                        SystemPort.PAS_APPOINTMENTS, Dialect.PAS, "SIU^" + event + "^SIU_S12");
        Hl7Text t = draft.text();
        String kind = b.first ? "NEW^New patient^L" : "FUP^Follow up^L";
        t.segment("SCH").f(b.number).raw("^PAS").skip(5).f("ROUTINE^Routine^L").f(kind);
        t.f("15").f("min").f("^^15^").time(b.at).raw("^").time(b.at + 900).skip(4).raw("|");
        b.with.in(t);
        t.skip(3).raw("|");
        b.with.in(t);
        t.skip(4).f(status);
        Segments.pasPid(t, b.patient);
        t.segment("PV1|1|O").f("OPD" + b.specialty.code()).raw("^^^R9N01").skip(3).raw("|");
        b.with.in(t);
        t.segment("RGS|1|A");
        t.segment("AIS|1|A").t(b.specialty.title()).at(b.at).skip(2).f("15").f("min");
        t.segment("AIL|1|A").f("OPD").raw(b.specialty.code()).raw("^ROOM");
        t.raw(b.with.code().charAt(b.with.code().length() - 1) - '0').raw("^^R9N01");
        t.segment("AIP|1|A|");
        b.with.in(t);
        world.post.send(draft, b.patient);
    }
}
