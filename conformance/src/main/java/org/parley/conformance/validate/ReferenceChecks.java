package org.parley.conformance.validate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** Checks references: their form, their targets' types, and whether the message has them. */
final class ReferenceChecks {
    private static final Pattern TYPED =
            Pattern.compile(
                    "(?:.*/)?([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}(?:/_history/[A-Za-z0-9.-]{1,64})?");

    private ReferenceChecks() {}

    static void check(Run run, Shape.Value check, Json.Members reference) {
        String text = reference.text("reference");
        String stated = reference.text("type");
        if (text == null) {
            if (stated != null) {
                type(run, check, stated);
            }
            return;
        }
        Json.Members target = run.references.find(text, run.root());
        if (target == null) {
            missing(run, check, text);
            Matcher typed = TYPED.matcher(text);
            String type = typed.matches() ? typed.group(1) : stated;
            if (type != null && run.program.model().known(type)) {
                type(run, check, type);
            }
            return;
        }
        String type = target.text("resourceType");
        if (type != null) {
            type(run, check, type);
            if (stated != null && !stated.equals(type)) {
                run.error(
                        "reference",
                        check.profile(),
                        "The reference states another type than its target has.",
                        "State the target's own type.");
            }
        }
        profiles(run, check, target, type);
    }

    private static void missing(Run run, Shape.Value check, String text) {
        if (text.startsWith("#") && text.length() > 1) {
            run.error(
                    "reference",
                    check.profile(),
                    "The contained resource that the reference means is not there.",
                    "Send it, or correct the reference.");
        } else if (run.references.bundle()
                && !run.references.whole()
                && (text.startsWith("urn:uuid:") || text.startsWith("urn:oid:"))) {
            run.warn(
                    "reference",
                    check.profile(),
                    "The resource that the reference means is not in the bundle.",
                    "Send it, or correct the reference.");
        } else if (run.references.whole()
                && (text.startsWith("urn:uuid:") || text.startsWith("urn:oid:"))) {
            run.error(
                    "reference",
                    check.profile(),
                    "The resource that the reference means is not in the bundle.",
                    "Send it, or correct the reference.");
        } else if (run.references.whole() && !text.contains(":")) {
            run.error(
                    "reference",
                    check.profile(),
                    "A document or message must hold what its relative references mean.",
                    "Send the resource, or refer to it by an absolute address.");
        }
    }

    private static void type(Run run, Shape.Value check, String type) {
        if (check.targets().isEmpty()) {
            return;
        }
        for (String target : check.targets()) {
            String wanted = base(run, target);
            if (wanted == null || run.is(type, wanted)) {
                return;
            }
        }
        run.error(
                "reference-type",
                check.profile(),
                "A " + type + " is referred to where " + Run.names(check.targets()) + " is due.",
                "Refer to a resource of the right type.");
    }

    private static @Nullable String base(Run run, String target) {
        Shape shape = run.program.compiler().shape(target);
        return shape == null ? null : shape.type();
    }

    private static void profiles(
            Run run, Shape.Value check, Json.Members target, @Nullable String type) {
        List<String> targets = check.targets();
        if (targets.isEmpty() || type == null) {
            return;
        }
        Answer any = Answer.NO;
        for (String url : targets) {
            Shape shape = run.program.compiler().shape(url);
            if (shape == null
                    || url.equals(Trees.CORE + type)
                    || url.equals(Trees.CORE + "Resource")) {
                return;
            }
            if (run.is(type, shape.type())) {
                any = any.or(run.target(shape, target, type));
            }
            if (any == Answer.YES) {
                return;
            }
        }
        if (any == Answer.NO) {
            run.error(
                    "reference-profile",
                    check.profile(),
                    "What the reference means keeps to none of the profiles "
                            + Run.names(targets)
                            + ".",
                    "Make the target keep to one of them.");
        }
    }
}
