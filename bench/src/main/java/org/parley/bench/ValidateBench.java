package org.parley.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import ca.uhn.fhir.validation.ValidationResult;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.parley.conformance.Inspector;
import org.parley.conformance.validate.CorePackage;
import org.parley.conformance.validate.Definitions;
import org.parley.conformance.validate.PackageReader;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhirpath.Temporal;

/**
 * Validation of a UK Core Patient and a Bundle of ten on one thread, beside HAPI's validator in the
 * same run. Arguments: the UK Core package, seconds for each measurement.
 */
public final class ValidateBench {
    private static final String PROFILE =
            "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient";
    private static final Temporal NOW = Temporal.parse("2026-11-25T10:00:00Z");

    private static final String PATIENT =
            """
            {"resourceType":"Patient","id":"ID",
             "identifier":[{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
                 "valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland","code":"01"}]}}],
               "system":"https://fhir.nhs.uk/Id/nhs-number","value":"9991234594"},
               {"system":"https://northmoor.example/Id/mrn","value":"M0012"}],
             "active":true,
             "name":[{"use":"official","family":"Archer","given":["Nora","Jane"],"prefix":["Mrs"]}],
             "telecom":[{"system":"phone","value":"01632960001","use":"home"}],
             "gender":"female","birthDate":"1961-04-12",
             "address":[{"use":"home","line":["1 Mill Lane"],"city":"Northmoor","postalCode":"NM1 2AB"}],
             "managingOrganization":{"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RX1"}}}
            """;

    private ValidateBench() {}

    private interface Judge {
        boolean good(String message, boolean ukCore);
    }

    /** Prints Markdown rows. */
    public static void main(String[] arguments) throws IOException {
        Path ukCore = Path.of(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        if (!Files.exists(ukCore)) {
            System.out.println("NOT RUN: no UK Core package at " + ukCore);
            return;
        }
        System.out.println("| what | first result | a second | CPU each | allocated each |");
        System.out.println("| --- | --- | --- | --- | --- |");
        measure("Parley", parley(ukCore), seconds);
        measure("HAPI 8.8.1", hapi(ukCore), seconds);
    }

    private static String patient(int id) {
        return PATIENT.replace("\"ID\"", "\"p" + id + "\"");
    }

    private static String bundle() {
        StringBuilder bundle =
                new StringBuilder(
                        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
        for (int i = 0; i < 10; i++) {
            bundle.append(i > 0 ? "," : "")
                    .append("{\"fullUrl\":\"urn:uuid:0b4a2c6e-93d1-4f0a-8c55-00000000000")
                    .append(i)
                    .append("\",\"resource\":")
                    .append(patient(i))
                    .append('}');
        }
        return bundle.append("]}").toString();
    }

    private static Judge parley(Path ukCore) throws IOException {
        long began = System.nanoTime();
        Inspector inspector =
                new Inspector(
                        new Definitions(List.of(new CorePackage(), PackageReader.read(ukCore))),
                        false);
        JsonReader reader = new JsonReader();
        Judge judge =
                (message, profile) ->
                        inspector
                                .inspect(
                                        reader.read(message.getBytes(StandardCharsets.UTF_8)),
                                        profile ? List.of(PROFILE) : List.of(),
                                        NOW)
                                .findings()
                                .isEmpty();
        first("Parley", judge, began);
        return judge;
    }

    private static void first(String name, Judge judge, long began) {
        boolean good = judge.good(patient(0), true);
        System.out.printf(
                Locale.ROOT,
                "| %s, cold: load, compile, one Patient (%s) | %d ms | | | |%n",
                name,
                good ? "good" : "not good",
                (System.nanoTime() - began) / 1_000_000);
    }

    private static Judge hapi(Path ukCore) throws IOException {
        long began = System.nanoTime();
        FhirContext context = FhirContext.forR4();
        PrePopulatedValidationSupport uk = new PrePopulatedValidationSupport(context);
        try (InputStream in = Files.newInputStream(ukCore)) {
            NpmPackage packed = NpmPackage.fromPackage(in);
            for (String file :
                    packed.listResources("StructureDefinition", "ValueSet", "CodeSystem")) {
                uk.addResource(
                        context.newJsonParser()
                                .parseResource(
                                        new String(
                                                packed.load("package", file).readAllBytes(),
                                                StandardCharsets.UTF_8)));
            }
        }
        ValidationSupportChain chain =
                new ValidationSupportChain(
                        new DefaultProfileValidationSupport(context),
                        uk,
                        new CommonCodeSystemsTerminologyService(context),
                        new InMemoryTerminologyServerValidationSupport(context),
                        new SnapshotGeneratingValidationSupport(context));
        FhirValidator validator = context.newValidator();
        validator.registerValidatorModule(new FhirInstanceValidator(chain));
        Judge judge =
                (message, profile) -> {
                    ValidationOptions options = new ValidationOptions();
                    if (profile) {
                        options.addProfile(PROFILE);
                    }
                    ValidationResult result = validator.validateWithResult(message, options);
                    return result.getMessages().stream()
                            .noneMatch(one ->
                                    one.getSeverity() == ResultSeverityEnum.ERROR
                                            || one.getSeverity() == ResultSeverityEnum.FATAL);
                };
        first("HAPI 8.8.1", judge, began);
        return judge;
    }

    private static void measure(String name, Judge judge, double seconds) {
        rate(name + ", UK Core Patient", judge, patient(0), true, seconds);
        rate(name + ", Bundle of 10 Patients (R4)", judge, bundle(), false, seconds);
    }

    private static void rate(
            String name, Judge judge, String message, boolean profile, double seconds) {
        run(judge, message, profile, seconds); // warms up
        double[] measured = run(judge, message, profile, seconds);
        System.out.printf(
                Locale.ROOT,
                "| %s | | %.0f | %.1f µs | %.1f KB |%n",
                name,
                measured[0],
                1e6 / measured[0],
                measured[1] / 1024);
    }

    private static double[] run(Judge judge, String message, boolean profile, double seconds) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long cpu = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long count = 0;
        while (System.nanoTime() < end) {
            judge.good(message, profile);
            count++;
        }
        double used = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        return new double[] {
            count / used, (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / count
        };
    }
}
