package org.parley.conformance.rule;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parley.conformance.validate.UcumUnits;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.StructureCheck;
import org.parley.wire.nhs.Numbers;
import org.parley.wire.problem.Problem;

/** Checks that no condition can say; a rule names one of them behind {@code java:}. */
sealed interface Checks {
    /** A check of one text. */
    sealed interface Text extends Checks {
        boolean holds(String text);
    }

    /** The forms that conditions of HL7 v2 know and FHIRPath does not. */
    enum Form implements Text {
        NHS_NUMBER,
        ODS_CODE,
        SNOMED_CODE,
        ICD_10,
        OPCS_4;

        @Override
        public boolean holds(String text) {
            return switch (this) {
                case NHS_NUMBER -> Numbers.nhsNumber(text);
                case ODS_CODE -> Numbers.odsCode(text);
                case SNOMED_CODE -> Numbers.snomedConcept(text);
                case ICD_10 -> Numbers.icd10(text);
                case OPCS_4 -> Numbers.opcs4(text);
            };
        }
    }

    /** A unit of UCUM. */
    record Ucum(UcumUnits units) implements Text {
        @Override
        public boolean holds(String text) {
            return units.valid(text);
        }
    }

    /** A check of a whole message. */
    sealed interface Whole extends Checks {
        Ruling ask(Subject subject);
    }

    /** It is what its port speaks. */
    record CanBeRead() implements Whole {
        @Override
        public Ruling ask(Subject subject) {
            return Ruling.of(subject.readable(), () -> "(cannot be read)");
        }
    }

    /** Reading it gave none of these warnings. */
    record Quiet(Set<String> codes) implements Whole {
        public Quiet {
            codes = Set.copyOf(codes);
        }

        @Override
        public Ruling ask(Subject subject) {
            return subject.message()
                    .map(message -> found(message.warnings(), codes))
                    .orElse(Ruling.NOT_ASKED);
        }
    }

    /** It has the segments that its event has in the standard; what is unknown is undecided. */
    record Structure() implements Whole {
        private static final Set<String> WRONG = Set.of("PAR-1030", "PAR-1031", "PAR-1033");

        @Override
        public Ruling ask(Subject subject) {
            if (subject.message().isEmpty()) {
                return Ruling.NOT_ASKED;
            }
            List<Problem> found = StructureCheck.of(subject.message().get());
            boolean unknown = found.stream().anyMatch(one -> one.code().equals("PAR-1032"));
            return unknown ? Ruling.UNDECIDED : found(found, WRONG);
        }
    }

    /** One day lies so many weeks before another. */
    record WeeksBefore(int weeks, Path early, Path late) implements Whole {
        @Override
        public Ruling ask(Subject subject) {
            Optional<Message> message = subject.message();
            Optional<LocalDate> one = message.flatMap(m -> day(m.textOrEmpty(early)));
            Optional<LocalDate> other = message.flatMap(m -> day(m.textOrEmpty(late)));
            if (one.isEmpty() || other.isEmpty()) {
                return Ruling.NOT_ASKED;
            }
            long days = ChronoUnit.DAYS.between(one.get(), other.get());
            return Ruling.of(days >= weeks * 7L, () -> days + " days ahead");
        }

        private static Optional<LocalDate> day(String text) {
            try {
                return text.length() < 8
                        ? Optional.empty()
                        : Optional.of(
                                LocalDate.parse(
                                        text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
            } catch (DateTimeParseException noDay) {
                return Optional.empty();
            }
        }
    }

    private static Ruling found(List<Problem> problems, Set<String> wrong) {
        for (Problem problem : problems) {
            if (wrong.contains(problem.code())) {
                return Ruling.fail(problem::code);
            }
        }
        return Ruling.PASS;
    }

    /** The check of a name: {@code nhs-number}, {@code quiet PAR-1013}. */
    static Optional<Checks> of(String text, UcumUnits units) {
        List<String> words = Arrays.asList(text.strip().split("\\s+", -1));
        List<String> rest = words.subList(1, words.size());
        for (Form form : Form.values()) {
            if (form.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text.strip())) {
                return Optional.of(form);
            }
        }
        return switch (words.getFirst()) {
            case "ucum-unit" -> Optional.of(new Ucum(units));
            case "readable" -> Optional.of(new CanBeRead());
            case "structure" -> Optional.of(new Structure());
            case "quiet" -> Optional.of(new Quiet(Set.copyOf(rest)));
            case "weeks-before" ->
                    Optional.of(
                            new WeeksBefore(
                                    Integer.parseInt(rest.get(0)),
                                    Path.of(rest.get(1)),
                                    Path.of(rest.get(2))));
            default -> Optional.empty();
        };
    }
}
