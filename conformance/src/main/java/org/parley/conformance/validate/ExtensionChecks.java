package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Checks an extension against its own definition, and whether it may stand here. */
final class ExtensionChecks {
    private ExtensionChecks() {}

    static void check(Run run, Shape.Value check, Json.Members extension) {
        String url = extension.text("url");
        boolean value = false;
        for (int i = 0; i < extension.size(); i++) {
            value |=
                    extension.name(i).startsWith("value") || extension.name(i).startsWith("_value");
        }
        if (value == (extension.get("extension") != null)) {
            run.error(
                    "ext-1",
                    check.profile(),
                    value
                            ? "An extension has both a value and extensions."
                            : "An extension has neither a value nor extensions.",
                    "Send one of the two.");
        }
        Shape.Value holder = run.above.size() < 2 ? null : run.above.get(run.above.size() - 2);
        if (url == null || !url.contains(":")) {
            if (holder == null || !holder.type().equals("Extension")) {
                run.error(
                        "extension",
                        check.profile(),
                        "An extension's url must be absolute here.",
                        "Send the whole address of its definition.");
            }
            return; // an extension within another one; its definition says what it may be
        }
        Extensions.Known known = run.program.extensions().of(url);
        if (!known.found()) {
            unknown(run, check, url);
            return;
        }
        boolean modifier = check.elementPath().endsWith("modifierExtension");
        if (modifier != known.modifier()) {
            run.error(
                    "extension",
                    check.profile(),
                    modifier
                            ? "The extension is no modifier and stands as one."
                            : "The extension is a modifier and must stand in modifierExtension.",
                    "Move it.");
        }
        place(run, check, known, extension, holder);
        Shape shape = run.program.compiler().shape(url);
        if (shape != null && !check.profileNames().contains(url)) {
            run.extensions.add(url);
            ObjectChecks.check(run, shape, extension);
            run.extensions.removeLast();
        }
    }

    private static void place(
            Run run,
            Shape.Value check,
            Extensions.Known known,
            Json.Members extension,
            Shape.@Nullable Value holder) {
        Answer fits =
                ExtensionPlaces.fits(run, known, extension, holder)
                        .and(ExtensionPlaces.invariants(run, known));
        if (fits == Answer.NO) {
            List<String> places = new ArrayList<>(known.elements());
            places.addAll(known.extensions());
            places.addAll(known.expressions());
            run.error(
                    "extension-context",
                    check.profile(),
                    "The extension may not stand here, but at " + String.join(", ", places) + ".",
                    "Move it where its definition allows it.");
        } else if (fits == Answer.UNKNOWN) {
            run.undecided(
                    "extension-context",
                    check.profile(),
                    "It cannot be decided here whether the extension may stand here.",
                    "Look at the contexts of its definition.");
        }
    }

    private static void unknown(Run run, Shape.Value check, String url) {
        if (check.elementPath().endsWith("modifierExtension") && !example(run, url)) {
            run.error(
                    "extension",
                    check.profile(),
                    "The modifier extension is defined nowhere, and may change the meaning.",
                    "Give the package that defines it, or leave it out.");
        } else if (mustBeKnown(run, url)) {
            run.error(
                    "extension",
                    check.profile(),
                    "The extension is defined in no package at hand, and only known ones are"
                            + " allowed.",
                    "Give the package that defines it, or leave it out.");
        } else {
            run.undecided(
                    "extension",
                    check.profile(),
                    "The extension is defined in no package at hand.",
                    "Give the package that defines it.");
        }
    }

    /** Whether the address is one that nobody can own, as examples have it. */
    private static boolean example(Run run, String url) {
        return !run.program.strictness().noExamples() && Addresses.example(url);
    }

    /** HL7's own pack of extensions grows between versions, so absence from it says nothing. */
    private static boolean mustBeKnown(Run run, String url) {
        if (example(run, url)) {
            return false;
        }
        boolean pack =
                url.startsWith(Extended.CORE)
                        || url.startsWith("http://hl7.org/fhir/tools/StructureDefinition/")
                        || url.matches("http://hl7\\.org/fhir/\\d\\.\\d/StructureDefinition/.*");
        boolean strict = run.program.strictness().noExamples() && Addresses.example(url);
        return strict || (run.program.strictness().onlyKnownExtensions() && !pack);
    }
}
