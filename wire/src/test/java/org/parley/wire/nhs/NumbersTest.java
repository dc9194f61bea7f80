package org.parley.wire.nhs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumbersTest {
    @Test
    void nhsNumbersCheckByModulusEleven() {
        assertThat(Numbers.nhsNumber("9991234594")).isTrue();
        assertThat(Numbers.nhsNumber("9434765919")).isTrue();
        for (String bad :
                new String[] {
                    "9434765918",
                    "943476591",
                    "943 476 5919",
                    "2222222222",
                    "1352465790",
                    "",
                    "94347659190",
                    "943476591x"
                }) {
            assertThat(Numbers.nhsNumber(bad)).as(bad).isFalse();
        }
    }

    @Test
    void snomedConceptsCheckByVerhoeffAndPartition() {
        for (String good : new String[] {"22298006", "271649006", "1022451000000103", "73211009"}) {
            assertThat(Numbers.snomedConcept(good)).as(good).isTrue();
        }
        for (String bad :
                new String[] {
                    "22298007",
                    "22298060",
                    "HB",
                    "22298",
                    "0022298006",
                    "37436014",
                    "1022451000000104"
                }) {
            assertThat(Numbers.snomedConcept(bad)).as(bad).isFalse();
        }
    }

    @Test
    void classificationsHaveShapes() {
        assertThat(Numbers.icd10("I21.9")).isTrue();
        assertThat(Numbers.icd10("I10X")).isTrue();
        assertThat(Numbers.icd10("E11.9D")).isTrue();
        assertThat(Numbers.icd10("2198")).isFalse();
        assertThat(Numbers.opcs4("W37.1")).isTrue();
        assertThat(Numbers.opcs4("w371")).isFalse();
        assertThat(Numbers.odsCode("RX1")).isTrue();
        assertThat(Numbers.odsCode("not-an-ods-code!!")).isFalse();
    }
}
