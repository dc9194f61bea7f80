package org.parley.conformance.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.conformance.validate.Finding;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Temporal;
import org.parley.wire.nhs.Numbers;
import org.parley.wire.problem.Culprit;

/** Parley's own rules, over a whole resource or bundle. Shared by any number of threads. */
public final class Rules {
    /** What findings name in place of a profile. */
    public static final String PROFILE = "parley-rules|1";

    private static final int MAX_DEPTH = 100;
    private static final int MAX_FINDINGS = 500;
    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-";
    private static final String UK_EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final Map<String, String> CODED =
            Map.of(
                    "Observation", "code",
                    "Condition", "code",
                    "AllergyIntolerance", "code",
                    "Procedure", "code",
                    "Medication", "code",
                    "Immunization", "vaccineCode",
                    "DiagnosticReport", "code");

    private final Predicate<String> extensionExists;

    /** Rules; the predicate says whether a UK Core extension of that address exists. */
    public Rules(Predicate<String> extensionExists) {
        this.extensionExists = extensionExists;
    }

    /** What the rules find. */
    public List<Finding> check(Json.Members resource, Temporal now) {
        Walk walk = new Walk(new ArrayList<>(), now);
        String type = resource.text("resourceType");
        walk.object(resource, type == null ? "" : type, 0);
        return walk.found();
    }

    private final class Walk {
        private final List<Finding> found;
        private final Temporal now;

        Walk(List<Finding> found, Temporal now) {
            this.found = found;
            this.now = now;
        }

        List<Finding> found() {
            return found;
        }

        void object(Json.Members object, String path, int depth) {
            if (depth > MAX_DEPTH) {
                return;
            }
            String type = object.text("resourceType");
            if (type != null) {
                resource(object, type, path);
            }
            String system = object.text("system");
            if (system != null) {
                named(object, system, path);
            }
            String reference = object.text("reference");
            if (reference != null && !reference.contains(":") && !reference.startsWith("#")) {
                add(
                        Finding.Level.WARNING,
                        "relative-reference",
                        path,
                        "The reference is relative, and means something only on the server that it"
                                + " came from.",
                        "Send an absolute address, an identifier, or the resource itself.");
            }
            String url = object.text("url");
            if (url != null && url.startsWith(UK_EXTENSION) && !extensionExists.test(url)) {
                add(
                        Finding.Level.ERROR,
                        "uk-extension",
                        path,
                        "UK Core has no extension of that name.",
                        "Check the spelling, and which version of UK Core has it.");
            }
            for (int i = 0; i < object.size(); i++) {
                switch (object.value(i)) {
                    case Json.Members inside ->
                            object(inside, path + "." + object.name(i), depth + 1);
                    case Json.Items items -> {
                        for (int j = 0; j < items.size(); j++) {
                            if (items.value(j) instanceof Json.Members inside) {
                                object(
                                        inside,
                                        path + "." + object.name(i) + "[" + j + "]",
                                        depth + 1);
                            }
                        }
                    }
                    case Json.Text text -> {}
                    case Json.Num number -> {}
                    case Json.Bool bool -> {}
                    case Json.Null none -> {}
                }
            }
        }

        private void named(Json.Members object, String system, String path) {
            String value = object.text("value");
            String code = object.text("code");
            if (value != null) {
                identifier(system, value, path);
            }
            if (code != null) {
                code(system, code, path);
            } else if (object.get("value") instanceof Json.Num
                    && system.equals("http://unitsofmeasure.org")) {
                add(
                        Finding.Level.ERROR,
                        "unit-code",
                        path,
                        "A quantity names UCUM, but has no code of it.",
                        "Send the UCUM code of the unit.");
            }
        }

        private void identifier(String system, String value, String path) {
            if (system.equals(NHS_NUMBER)) {
                if (!Numbers.nhsNumber(value)) {
                    add(
                            Finding.Level.ERROR,
                            "nhs-number",
                            path + ".value",
                            "That is no NHS number: ten digits without blanks, the last of which"
                                    + " checks the others.",
                            "Find the right number by a trace; send no number rather than a wrong"
                                    + " one.");
                }
            } else if (system.toLowerCase(Locale.ROOT).contains("nhs-number")
                    || system.toLowerCase(Locale.ROOT).contains("nhsnumber")) {
                add(
                        Finding.Level.ERROR,
                        "nhs-number-system",
                        path + ".system",
                        "NHS numbers are named by " + NHS_NUMBER + ".",
                        "Send exactly that system.");
            } else if (system.startsWith(ODS) && !Numbers.odsCode(value)) {
                add(
                        Finding.Level.ERROR,
                        "ods-code",
                        path + ".value",
                        "That has not the shape of an ODS code: 3 to 10 capital letters and"
                                + " digits.",
                        "Send the code of the ODS directory.");
            }
        }

        private void code(String system, String code, String path) {
            switch (system) {
                case "http://snomed.info/sct", "https://dmd.nhs.uk" -> {
                    if (!Numbers.snomedConcept(code)) {
                        add(
                                Finding.Level.ERROR,
                                "snomed-id",
                                path + ".code",
                                "That is no SNOMED CT concept identifier: its digits do not check,"
                                        + " or it names a description.",
                                "Send the concept's identifier as digits.");
                    }
                }
                case "http://hl7.org/fhir/sid/icd-10" -> shape(Numbers.icd10(code), "icd-10", path);
                case "https://fhir.hl7.org.uk/CodeSystem/OPCS-4", "https://fhir.nhs.uk/Id/opcs-4" ->
                        shape(Numbers.opcs4(code), "opcs-4", path);
                default -> {}
            }
        }

        private void shape(boolean right, String rule, String path) {
            if (!right) {
                add(
                        Finding.Level.ERROR,
                        rule,
                        path + ".code",
                        "That has not the shape of a code of "
                                + rule.toUpperCase(Locale.ROOT)
                                + ".",
                        "Send the code as the classification writes it.");
            }
        }

        private void resource(Json.Members resource, String type, String path) {
            if (type.equals("Patient")) {
                patient(resource, path);
            }
            String coded = CODED.get(type);
            Json.Members concept = coded == null ? null : resource.members(coded);
            if (concept != null
                    && concept.items("coding").size() == 0
                    && concept.get("text") != null) {
                add(
                        Finding.Level.WARNING,
                        "text-only",
                        path + "." + coded,
                        "A text stands where a code is due; no system can act on it.",
                        "Send a coding, SNOMED CT first.");
            }
            for (String when :
                    List.of(
                            "effectiveDateTime",
                            "issued",
                            "recordedDate",
                            "performedDateTime",
                            "occurrenceDateTime")) {
                if (future(resource.text(when))
                        && !type.equals("Appointment")
                        && !type.endsWith("Request")) {
                    add(
                            Finding.Level.ERROR,
                            "future",
                            path + "." + when,
                            "What was observed or done lies in the future.",
                            "Check the clock and the time zone.");
                }
            }
        }

        private void patient(Json.Members patient, String path) {
            if (patient.get("identifier") == null && patient.get("name") == null) {
                add(
                        Finding.Level.ERROR,
                        "empty-patient",
                        path,
                        "The Patient has neither an identifier nor a name; it could be anyone.",
                        "Send who it is.");
            }
            String born = patient.text("birthDate");
            if (future(born)) {
                add(
                        Finding.Level.ERROR,
                        "born-in-future",
                        path + ".birthDate",
                        "The birth date lies in the future.",
                        "Correct it at its source.");
            }
            Temporal birth = born == null ? null : Temporal.read(born);
            String died = patient.text("deceasedDateTime");
            Temporal death = died == null ? null : Temporal.read(died);
            if (birth != null && death != null && day(death) < day(birth)) {
                add(
                        Finding.Level.ERROR,
                        "died-before-born",
                        path + ".deceasedDateTime",
                        "The patient died before birth.",
                        "Correct one of the two at its source.");
            }
            if (birth != null
                    && birth.time().getYear() < now.time().getYear() - 130
                    && died == null) {
                add(
                        Finding.Level.ERROR,
                        "too-old",
                        path + ".birthDate",
                        "Nobody alive was born so long ago.",
                        "Correct it at its source.");
            }
        }

        private boolean future(@Nullable String text) {
            Temporal read = text == null ? null : Temporal.read(text);
            return read != null && read.epochSecond() > now.epochSecond() + 86_400;
        }

        private static long day(Temporal moment) {
            return moment.time().toLocalDate().toEpochDay();
        }

        private void add(Finding.Level level, String rule, String path, String text, String mend) {
            if (found.size() < MAX_FINDINGS) {
                found.add(new Finding(level, rule, path, PROFILE, Culprit.SENDER, text, mend));
            }
        }
    }
}
