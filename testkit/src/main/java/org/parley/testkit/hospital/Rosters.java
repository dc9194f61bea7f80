package org.parley.testkit.hospital;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * The nurses' rosters as CSV files (roster-1): one file a ward and a four-week period, published
 * six weeks ahead or, on most wards, less; and changes of single shifts every day.
 */
final class Rosters {
    private static final String HEAD =
            "StaffId,Surname,Forename,Ward,ShiftStart,ShiftEnd,Role,Band,Status,Published\r\n";
    private static final double CHANGES_PER_DAY = 40;
    private static final List<String> BANDS =
            List.of("Band 5", "Band 5", "Band 6", "Band 2", "Band 7", "\"Bank\", temp");

    private final World world;
    private final Chance chance;
    private int turn;

    Rosters(World world) {
        this.world = world;
        this.chance = world.chance("rosters");
    }

    void open() {
        List<Ward> wards = world.house.wards();
        world.again(
                Rhythm.OFFICE,
                wards.size() / 28.0 / world.settings.busy() + 0.6,
                chance,
                () -> publish(wards.get(turn++ % wards.size())));
        world.again(Rhythm.OFFICE, CHANGES_PER_DAY, chance, () -> change(chance.of(wards)));
    }

    private void publish(Ward ward) {
        int weeksAhead = chance.happens(0.35) ? 6 : chance.between(1, 5);
        LocalDate first = monday(weeksAhead);
        StringBuilder file = new StringBuilder(HEAD);
        for (int day = 0; day < 28; day++) {
            for (int i = 0; i < 4; i++) {
                row(file, ward, first.plusDays(day), i >= 2, "Rostered");
            }
        }
        send(file, ward, "roster");
    }

    private void change(Ward ward) {
        StringBuilder file = new StringBuilder(HEAD);
        String status =
                chance.happens(0.5)
                        ? "Cancelled"
                        : chance.happens(0.6) ? "Sickness" : "Bank filled";
        row(file, ward, monday(0).plusDays(chance.between(1, 13)), chance.happens(0.4), status);
        send(file, ward, "change");
    }

    private void row(StringBuilder file, Ward ward, LocalDate day, boolean night, String status) {
        Staff.Person nurse = world.staff.nurse(chance);
        String band = chance.of(BANDS);
        file.append(nurse.code()).append(',');
        quoted(file, nurse.surname().full()).append(',');
        quoted(file, nurse.given().full()).append(',').append(ward.code).append(',');
        file.append(day).append(night ? "T19:30" : "T07:30").append(',');
        file.append(night ? day.plusDays(1) : day).append(night ? "T08:00" : "T20:00").append(',');
        file.append(band.equals("Band 2") ? "Healthcare assistant" : "Registered nurse")
                .append(',');
        quoted(file, band).append(',').append(status).append(',');
        file.append(WallTime.of(world.now()).toLocalDate()).append("\r\n");
    }

    private void send(StringBuilder file, Ward ward, String kind) {
        world.post.file(
                SystemPort.EROSTER_SHIFTS,
                kind + "-" + ward.code,
                file.toString().getBytes(StandardCharsets.UTF_8),
                ward.code);
    }

    private LocalDate monday(int weeksAhead) {
        return WallTime.of(world.now()).toLocalDate().with(DayOfWeek.MONDAY).plusWeeks(weeksAhead);
    }

    private static StringBuilder quoted(StringBuilder file, String text) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            return file.append(text);
        }
        return file.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
}
