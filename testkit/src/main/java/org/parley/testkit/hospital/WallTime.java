package org.parley.testkit.hospital;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** Clock on the ward's wall: London time, both changes of the clock included. */
final class WallTime {
    private static final ZoneRules LONDON = ZoneId.of("Europe/London").getRules();

    private WallTime() {}

    static LocalDateTime of(long epochSecond) {
        return LocalDateTime.ofEpochSecond(epochSecond, 0, offset(epochSecond));
    }

    static ZoneOffset offset(long epochSecond) {
        return LONDON.getOffset(Instant.ofEpochSecond(epochSecond));
    }

    /** Epoch second of a time on the wall. */
    static long at(LocalDate day, int hour, int minute) {
        return LocalDateTime.of(day.getYear(), day.getMonth(), day.getDayOfMonth(), hour, minute)
                .atZone(ZoneId.of("Europe/London"))
                .toEpochSecond();
    }
}
