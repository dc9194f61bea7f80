package org.parley.engine.deliver.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Patient JANE TESTER (9990000181) not found. | Patient … not found
                    required field missing: PID-3.1             | required field missing PID-3.1
                    Unknown location A4^BAY2                    | Unknown location …
                    DOE, JOHN 19700101                          | ''
                    LEE                                         | ''
                    OBX[3] value not valid                      | OBX[3] value not valid
                    O'Brien's record is locked                  | … record is locked
                    ''                                          | ''
                    """)
    void onlyWordsThatNameNobodyAreShown(String sent, String shown) {
        assertThat(SafeText.masked(sent)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"patient", "x"})
    void longTextsAreCut(String word) {
        assertThat(SafeText.masked((word + " ").repeat(10_000)).length()).isLessThanOrEqualTo(120);
    }
}
