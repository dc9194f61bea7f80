package org.parley.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FormTest {
    @Test
    void aDateIsADayThatThereIs() {
        for (String good : List.of("1948", "194802", "19480217", "20240229", "00010101")) {
            assertThat(Form.DATE.holds(good)).as(good).isTrue();
        }
        for (String bad :
                List.of(
                        "",
                        "48",
                        "194",
                        "19481",
                        "194813",
                        "194800",
                        "19480230",
                        "20260229",
                        "00000101",
                        "1948-02-17",
                        "19480217 ",
                        "194802170",
                        "201O0101",
                        "\"\"",
                        "١٩٤٨")) {
            assertThat(Form.DATE.holds(bad)).as(bad).isFalse();
        }
    }

    @Test
    void aTimeGoesAsFarAsItIsKnown() {
        for (String good :
                List.of(
                        "2026",
                        "20260301",
                        "2026030110",
                        "202603011015",
                        "20260301101500",
                        "20260301101500.25",
                        "20260301101500.2500+0100",
                        "2026030110-0530",
                        "20260301+0000")) {
            assertThat(Form.TIME.holds(good)).as(good).isTrue();
        }
        for (String bad :
                List.of(
                        "",
                        "2026030124",
                        "202603011060",
                        "2026030110156",
                        "20260301101560",
                        "20260301101500.",
                        "20260301101500.25000",
                        "20260301101500Z",
                        "20260301101500+1500",
                        "2026023010",
                        "20261015001",
                        "20260301T1015",
                        "2026-03-01")) {
            assertThat(Form.TIME.holds(bad)).as(bad).isFalse();
        }
    }

    @Test
    void everyFormIsWrittenInSmallLettersAndFoundInAny() {
        assertThat(Form.words())
                .containsExactly(
                        "nhs-number",
                        "ods-code",
                        "snomed-code",
                        "icd-10",
                        "opcs-4",
                        "date",
                        "time",
                        "number",
                        "postcode");
        assertThat(Form.of("NHS-Number")).contains(Form.NHS_NUMBER);
        assertThat(Form.of("colour")).isEmpty();
    }

    @Test
    void whatIsAbsentOrNullIsInNoForm() {
        for (Form form : Form.values()) {
            assertThat(form.holds("")).as(form.word()).isFalse();
            assertThat(form.holds(ValueTest.NULL)).as(form.word()).isFalse();
        }
    }

    @Test
    void aNumberIsWhatTheDataTypeTakes() {
        for (String good : List.of("0", "6.4", "-3", "+7", "12.", ".5", "007")) {
            assertThat(Form.NUMBER.holds(good)).as(good).isTrue();
        }
        for (String bad : List.of("", ".", "-", "1e3", "<4", "6,4", "....", " 7", "1.2.3")) {
            assertThat(Form.NUMBER.holds(bad)).as(bad).isFalse();
        }
    }

    @Test
    void aPostcodeHasItsBlankAndCapitals() {
        for (String good : List.of("HG1 1AA", "SW1A 1AA", "M1 1AE", "ZZ99 3AB", "GIR 0AA")) {
            assertThat(Form.POSTCODE.holds(good)).as(good).isTrue();
        }
        for (String bad : List.of("", "HG11AA", "hg1 1aa", "HG1  1AA", "90210", "HG1 AA1")) {
            assertThat(Form.POSTCODE.holds(bad)).as(bad).isFalse();
        }
    }
}
