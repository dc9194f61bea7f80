package org.parley.testkit.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NhsNumbersTest {
    @Test
    void knowsGoodFromBad() {
        assertThat(NhsNumbers.valid("9992772654")).isTrue();
        assertThat(NhsNumbers.valid("9990000009")).isFalse();
        assertThat(NhsNumbers.valid("999277265")).isFalse();
        assertThat(NhsNumbers.valid("999277265a")).isFalse();
    }

    @Test
    void noNumberComesTwiceUntilTheRangeIsUsedUp() {
        NhsNumbers numbers = new NhsNumbers(new Chance(1, "numbers"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            String number = numbers.next();
            assertThat(seen.add(number)).isTrue();
            assertThat(number.startsWith("999")).isTrue();
        }
    }
}
