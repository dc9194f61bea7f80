package org.parley.testkit.hospital;

/** What all departments of one hospital share. */
final class World {
    final HospitalSettings settings;
    final Agenda agenda;
    final Post post;
    final Register register;
    final House house;
    final Staff staff;
    private long nextVisit = 100_000;

    World(HospitalSettings settings) {
        this.settings = settings;
        long start = settings.start().getEpochSecond();
        this.agenda = new Agenda(start);
        this.post = new Post(settings, agenda);
        this.register = new Register(chance("people"), settings.people(), start);
        this.house = new House(settings.busy());
        this.staff = new Staff(chance("staff"));
    }

    /** Chance for one concern. */
    Chance chance(String concern) {
        return new Chance(settings.seed(), concern);
    }

    long now() {
        return agenda.now();
    }

    String visitNumber() {
        return "V" + nextVisit++;
    }

    /** Does something again and again, so often on an average day of a hospital of usual size. */
    void again(Rhythm rhythm, double perDay, Chance chance, Runnable step) {
        double rate = perDay * settings.busy();
        agenda.at(
                rhythm.next(now(), rate, chance),
                () -> {
                    step.run();
                    again(rhythm, perDay, chance, step);
                });
    }
}
