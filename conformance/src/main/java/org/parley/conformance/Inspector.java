package org.parley.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.conformance.rule.Rules;
import org.parley.conformance.validate.Definitions;
import org.parley.conformance.validate.FhirXmlReader;
import org.parley.conformance.validate.Finding;
import org.parley.conformance.validate.Report;
import org.parley.conformance.validate.Strictness;
import org.parley.conformance.validate.Terminology;
import org.parley.conformance.validate.Validator;
import org.parley.conformance.validate.XmlResource;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;

/** Looks at a message by profiles and by Parley's own rules. Shared by any number of threads. */
public final class Inspector {
    private static final String UK_CORE_PATIENT =
            "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient";

    private final Validator validator;
    private final Rules rules;

    /** Inspects by these definitions. */
    public Inspector(Definitions definitions, boolean onlyKnownExtensions) {
        this(definitions, onlyKnownExtensions, Terminology.NONE);
    }

    /** Inspects by these definitions, and by what else is known of codes. */
    public Inspector(
            Definitions definitions, boolean onlyKnownExtensions, Terminology terminology) {
        validator =
                new Validator(
                        definitions,
                        new Strictness(onlyKnownExtensions, false, false),
                        terminology);
        boolean ukCore = definitions.find("StructureDefinition", UK_CORE_PATIENT).isPresent();
        rules =
                new Rules(
                        url -> !ukCore || definitions.find("StructureDefinition", url).isPresent());
    }

    /** What is found in a message in JSON or XML; the reader is the calling thread's own. */
    public Report inspect(byte[] message, JsonReader reader, List<String> profiles, Temporal now) {
        if (!FhirXmlReader.looksLikeXml(message)) {
            return inspect(reader.read(message), profiles, now);
        }
        return switch (validator.xml(message)) {
            case XmlResource.Refused refused -> Validator.refused("xml", refused.problem());
            case XmlResource.Read read ->
                    with(validator.validate(read, profiles, now), read.root(), now);
        };
    }

    /** The resource of a message in JSON or XML; empty when it cannot be read. */
    public Optional<Json.Members> resource(byte[] message, JsonReader reader) {
        if (FhirXmlReader.looksLikeXml(message)) {
            return validator.xml(message) instanceof XmlResource.Read read
                    ? Optional.of(read.root())
                    : Optional.empty();
        }
        return reader.read(message) instanceof JsonReading.Read read
                        && read.root() instanceof Json.Members root
                ? Optional.of(root)
                : Optional.empty();
    }

    /** What is found in what a reader read. */
    public Report inspect(JsonReading reading, List<String> profiles, Temporal now) {
        Report report = validator.validate(reading, profiles, now);
        return reading instanceof JsonReading.Read read && read.root() instanceof Json.Members root
                ? with(report, root, now)
                : report;
    }

    private Report with(Report report, Json.Members resource, Temporal now) {
        List<Finding> own = rules.check(resource, now);
        if (own.isEmpty()) {
            return report;
        }
        List<Finding> all = new ArrayList<>(report.findings());
        all.addAll(own);
        return new Report(all, report.left());
    }

    /** The validator by profiles alone. */
    public Validator validator() {
        return validator;
    }
}
