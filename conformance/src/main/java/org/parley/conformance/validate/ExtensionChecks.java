package org.parley.conformance.validate;

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
        if (!fits(run, known, holder)) {
            run.error(
                    "extension-context",
                    check.profile(),
                    "The extension may not stand here, but at "
                            + String.join(", ", known.elements())
                            + ".",
                    "Move it where its definition allows it.");
        }
        Shape shape = run.program.compiler().shape(url);
        if (shape != null && !check.profileNames().contains(url)) {
            ObjectChecks.check(run, shape, extension);
        }
    }

    private static boolean fits(Run run, Extensions.Known known, Shape.@Nullable Value holder) {
        if (known.other() || (known.elements().isEmpty() && known.extensions().isEmpty())) {
            return true;
        }
        String type = holder == null ? run.resource().type() : holder.type();
        String path = holder == null ? type : holder.elementPath().replace("[x]", "");
        if (type.equals("Extension") && !known.extensions().isEmpty()) {
            return true;
        }
        for (String place : known.elements()) {
            String plain = place.replace("[x]", "");
            if (plain.equals("Element") || plain.equals(path) || run.is(type, plain)) {
                return true;
            }
        }
        return false;
    }

    private static void unknown(Run run, Shape.Value check, String url) {
        if (check.elementPath().endsWith("modifierExtension")) {
            run.error(
                    "extension",
                    check.profile(),
                    "The modifier extension is defined nowhere, and may change the meaning.",
                    "Give the package that defines it, or leave it out.");
        } else if (run.program.onlyKnownExtensions() && !url.startsWith("http://hl7.org/fhir/")) {
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
}
