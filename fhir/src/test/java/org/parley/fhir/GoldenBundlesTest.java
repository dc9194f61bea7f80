package org.parley.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden Bundle of the maps is valid: against R4 always, against the UK Core profiles that it
 * names when their package is there. Slow: the first Bundle takes half a minute.
 */
@Tag("slow")
@SuppressWarnings(
        "deprecation") // the newer way to forgive unknown code systems is in no release yet
final class GoldenBundlesTest {
    private static final Path PAIRS = Path.of("../engine/src/test/resources/fhir");

    private static FhirValidator validator() throws IOException {
        FhirContext context = FhirContext.forR4();
        ValidationSupportChain chain =
                new ValidationSupportChain(
                        new DefaultProfileValidationSupport(context),
                        new CommonCodeSystemsTerminologyService(context),
                        new InMemoryTerminologyServerValidationSupport(context),
                        new SnapshotGeneratingValidationSupport(context),
                        unknown(context));
        if (Files.exists(UkCore.PACKAGE)) {
            chain.addValidationSupport(1, UkCore.read(context));
        } else {
            System.err.println(
                    "NOT CHECKED against UK Core: there is no " + UkCore.PACKAGE.toAbsolutePath());
        }
        FhirInstanceValidator instance = new FhirInstanceValidator(chain);
        instance.setAnyExtensionsAllowed(true);
        return context.newValidator().registerValidatorModule(instance);
    }

    /** Code systems that are not at hand, SNOMED and LOINC first of all, are no errors. */
    private static org.hl7.fhir.common.hapi.validation.support
                    .UnknownCodeSystemWarningValidationSupport
            unknown(FhirContext context) {
        org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport
                support =
                        new org.hl7.fhir.common.hapi.validation.support
                                .UnknownCodeSystemWarningValidationSupport(context);
        support.setNonExistentCodeSystemSeverity(
                ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
        return support;
    }

    @TestFactory
    List<DynamicTest> everyGoldenBundleIsValid() throws IOException {
        FhirValidator validator = validator();
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PAIRS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                String name = PAIRS.relativize(file).toString();
                tests.add(
                        DynamicTest.dynamicTest(
                                name,
                                () ->
                                        assertThat(errors(validator, Files.readString(file)))
                                                .isEmpty()));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(2);
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyBundleOfARosterIsValid() throws IOException {
        FhirValidator validator = validator();
        Map<String, String> bundles = Rosters.bundles();
        assertThat(bundles).hasSizeGreaterThan(4);
        List<DynamicTest> tests = new ArrayList<>();
        bundles.forEach((name, bundle) ->
                tests.add(
                        DynamicTest.dynamicTest(
                                name,
                                () -> {
                                    assertThat(bundle).contains("UKCore-Slot");
                                    assertThat(errors(validator, bundle)).isEmpty();
                                })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> theRefereeSeesWhatIsWrong() throws IOException {
        FhirValidator validator = validator();
        String good = Files.readString(PAIRS.resolve("adt-a01.json"));
        return List.of(
                DynamicTest.dynamicTest(
                        "a gender that there is not",
                        () ->
                                assertThat(errors(validator, good.replace("\"female\"", "\"f\"")))
                                        .isNotEmpty()),
                DynamicTest.dynamicTest(
                        "an element that there is not",
                        () ->
                                assertThat(errors(validator, good.replace("birthDate", "bornOn")))
                                        .isNotEmpty()));
    }

    private static List<String> errors(FhirValidator validator, String bundle) {
        ValidationResult result = validator.validateWithResult(bundle);
        return result.getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }
}
