package org.parley.engine.route;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.nhs.Numbers;

/** What a value can be asked to be in form: {@code PID-3.1 is nhs-number}. */
enum Form {
    NHS_NUMBER,
    ODS_CODE,
    SNOMED_CODE,
    ICD_10,
    OPCS_4,
    DATE,
    TIME,
    NUMBER,
    POSTCODE;

    /** The data types DT and DTM of HL7 v2.5.1, chapter 2A. */
    private static final class Shape {
        /** A year, a month of it or a day. */
        static final Pattern DATE = Pattern.compile("\\d{4}(?:\\d{2}(?:\\d{2})?)?");

        /** As far as it is known, to a ten thousandth of a second; an offset at the end. */
        static final Pattern TIME =
                Pattern.compile(
                        "(\\d{4}(?:\\d{2}(?:\\d{2})?)?)"
                                + "(?:(?<=\\d{8})(?:[01]\\d|2[0-3])"
                                + "(?:[0-5]\\d(?:[0-5]\\d(?:\\.\\d{1,4})?)?)?)?"
                                + "(?:[+-](?:0\\d|1[0-4])[0-5]\\d)?");

        /** The data type NM. */
        static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");

        /** A postcode of the United Kingdom, with its blank; those that stand for none too. */
        static final Pattern POSTCODE =
                Pattern.compile("(?:GIR 0AA|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2})");

        private Shape() {}

        static boolean isDate(String text) {
            return DATE.matcher(text).matches() && exists(text);
        }

        static boolean isTime(String text) {
            Matcher time = TIME.matcher(text);
            return time.matches() && exists(time.group(1));
        }

        /** Whether there is such a day; the first of what is not said. */
        private static boolean exists(String date) {
            String whole = date + "0101".substring(date.length() - 4);
            int year = Integer.parseInt(whole.substring(0, 4));
            int month = Integer.parseInt(whole.substring(4, 6));
            int day = Integer.parseInt(whole.substring(6));
            return year > 0
                    && month > 0
                    && month <= 12
                    && day > 0
                    && day <= YearMonth.of(year, month).lengthOfMonth();
        }
    }

    boolean holds(String text) {
        return switch (this) {
            case NHS_NUMBER -> Numbers.nhsNumber(text);
            case ODS_CODE -> Numbers.odsCode(text);
            case SNOMED_CODE -> Numbers.snomedConcept(text);
            case ICD_10 -> Numbers.icd10(text);
            case OPCS_4 -> Numbers.opcs4(text);
            case DATE -> Shape.isDate(text);
            case TIME -> Shape.isTime(text);
            case NUMBER -> Shape.NUMBER.matcher(text).matches();
            case POSTCODE -> Shape.POSTCODE.matcher(text).matches();
        };
    }

    /** How it is written in a condition. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Form::word).toList();
    }

    static Optional<Form> of(String word) {
        return Arrays.stream(values())
                .filter(form -> form.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
