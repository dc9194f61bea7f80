package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Validates FHIR R4 messages against the definitions of packages. Shared by any number of threads.
 */
public final class Validator {
    private final Run.Program program;

    /** Validates by these definitions; nothing is compiled before it is used. */
    public Validator(Definitions definitions) {
        this(definitions, Strictness.PLAIN);
    }

    /** Validates by these definitions as strictly as is said. */
    public Validator(Definitions definitions, Strictness strictness) {
        this(definitions, strictness, Terminology.NONE);
    }

    /** Validates by these definitions, and by what else is known of codes. */
    public Validator(Definitions definitions, Strictness strictness, Terminology terminology) {
        UcumUnits units = new UcumUnits();
        CodeSystems systems = new CodeSystems(definitions, units);
        program =
                new Run.Program(
                        definitions,
                        new Compiler(definitions),
                        new Model(definitions),
                        units,
                        new Codes(new ValueSets(definitions, systems), systems, terminology),
                        new Extensions(definitions),
                        strictness);
    }

    /** The units of measure that this validator knows. */
    public UcumUnits units() {
        return program.units();
    }

    /** Whether the definitions have such a profile. */
    public boolean knows(String profile) {
        return program.compiler().shape(profile) != null;
    }

    /** A count of what the profile wants supported; empty when there is no such profile. */
    public Optional<Population> population(String profile) {
        return Optional.ofNullable(program.compiler().shape(profile))
                .map(shape -> new Population(program, shape));
    }

    /** What could not be compiled so far; sentences. */
    public List<String> problems() {
        return program.compiler().problems();
    }

    /** Reads a message in XML and validates it. */
    public Report validateXml(byte[] xml, List<String> profiles, Temporal now) {
        return switch (xml(xml)) {
            case XmlResource.Refused refused -> refused("xml", refused.problem());
            case XmlResource.Read read -> validate(read, profiles, now);
        };
    }

    /** Reads a message in XML by the types of this validator's definitions. */
    public XmlResource xml(byte[] xml) {
        return new FhirXmlReader(program.model()).read(xml);
    }

    /** Validates what was read from XML. */
    public Report validate(XmlResource.Read read, List<String> profiles, Temporal now) {
        Report report = validate(read.root(), profiles, now);
        if (read.faults().isEmpty()) {
            return report;
        }
        List<Finding> all = new ArrayList<>();
        for (XmlResource.Fault fault : read.faults()) {
            all.add(
                    new Finding(
                            Finding.Level.ERROR,
                            "xml",
                            fault.path(),
                            "",
                            Culprit.SENDER,
                            fault.text(),
                            "Write the XML as FHIR has it."));
        }
        all.addAll(report.findings());
        return new Report(all, report.left());
    }

    /** The report on a message that cannot be read. */
    public static Report refused(String rule, Problem problem) {
        return new Report(
                List.of(
                        new Finding(
                                Finding.Level.ERROR,
                                rule,
                                "",
                                "",
                                problem.culprit(),
                                problem.text(),
                                problem.remedy())),
                0);
    }

    /**
     * Validates what a reader read; the profiles are asked besides those that the message states.
     */
    public Report validate(JsonReading reading, List<String> profiles, Temporal now) {
        return switch (reading) {
            case JsonReading.Refused refused -> refused("json", refused.problem());
            case JsonReading.Read read -> repeated(read, resource(read.root(), profiles, now));
        };
    }

    private static Report repeated(JsonReading.Read read, Report report) {
        if (read.repeated().isEmpty()) {
            return report;
        }
        List<Finding> all = new ArrayList<>();
        for (JsonReading.Repeated one : read.repeated()) {
            all.add(
                    new Finding(
                            Finding.Level.ERROR,
                            "duplicate",
                            "",
                            "",
                            Culprit.SENDER,
                            "A name stands twice in one object (byte " + one.at() + ").",
                            "Send each name once; for several values a list is due."));
        }
        all.addAll(report.findings());
        return new Report(all, report.left());
    }

    private Report resource(Json root, List<String> profiles, Temporal now) {
        if (!(root instanceof Json.Members message)) {
            return new Report(
                    List.of(
                            new Finding(
                                    Finding.Level.ERROR,
                                    "resource",
                                    "",
                                    "",
                                    Culprit.SENDER,
                                    "The message is JSON, but no object.",
                                    "Send one resource.")),
                    0);
        }
        return validate(message, profiles, now);
    }

    /** Validates a resource. */
    public Report validate(Json.Members message, List<String> profiles, Temporal now) {
        Run run = new Run(program, message, now);
        String type = message.text("resourceType");
        run.place.push(type == null ? "?" : type, -1);
        ResourceChecks.check(run, message, profiles);
        run.place.pop();
        return run.report();
    }
}
