package org.parley.testkit.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.wire.nhs.Numbers;

class NhsNumbersTest {
    @Test
    void noNumberComesTwiceUntilTheRangeIsUsedUp() {
        NhsNumbers numbers = new NhsNumbers(new Chance(1, "numbers"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            String number = numbers.next();
            assertThat(seen.add(number)).isTrue();
            assertThat(number.startsWith("999")).isTrue();
            assertThat(Numbers.nhsNumber(number)).as(number).isTrue();
        }
    }
}
