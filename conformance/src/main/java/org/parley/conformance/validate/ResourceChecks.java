package org.parley.conformance.validate;

import java.util.List;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.Item;

/** Checks resources by their own type, their stated profiles and given ones. */
final class ResourceChecks {
    private ResourceChecks() {}

    /** A resource in an element: contained, or in an entry of a bundle. */
    static void inside(Run run, Shape.Value check, Json.Members resource) {
        boolean contained = check.elementPath().endsWith(".contained");
        Item.Node rootBefore = run.root();
        Item.Node before = run.enter(resource, contained);
        try {
            String type = resource.text("resourceType");
            if (type != null && !run.is(type, check.type())) {
                run.error(
                        "resource",
                        check.profile(),
                        "A " + type + " stands where a " + check.type() + " is due.",
                        "Send a resource of the right type.");
            }
            boolean several = check.profileNames().size() > 1;
            check(run, resource, several ? List.of() : check.profileNames());
            if (several) {
                Checks.profiles(run, check, resource);
            }
            Shape.Link link = check.shape();
            Shape own = link == null ? null : link.get();
            if (own != null && !own.resource() && !own.type().equals("Resource")) {
                ObjectChecks.check(run, own, resource);
            }
        } finally {
            run.leave(before, rootBefore);
        }
    }

    static void check(Run run, Json.Members resource, List<String> profiles) {
        String type = resource.text("resourceType");
        Shape own =
                type == null || !run.program.model().known(type)
                        ? null
                        : run.program.compiler().shape(Trees.CORE + type);
        if (type == null || own == null || !own.resource()) {
            run.error(
                    "resource",
                    "",
                    type == null
                            ? "The resource does not say its type."
                            : "FHIR R4 has no resource of that type.",
                    "Send resourceType with a type of FHIR R4.");
            return;
        }
        run.above.add(null);
        ObjectChecks.check(run, own, resource);
        ids(run, own, resource);
        if (type.equals("Bundle")) {
            BundleChecks.check(run, resource);
        } else if (type.equals("QuestionnaireResponse")) {
            ResponseChecks.check(run, resource);
        } else if (type.equals("Questionnaire")) {
            FormChecks.check(run, resource);
        } else {
            DefinitionChecks.check(run, type, resource);
        }
        profiles(run, resource, type, profiles);
        run.above.removeLast();
    }

    private static void ids(Run run, Shape own, Json.Members resource) {
        Json id = resource.get("id");
        if (id != null && Primitive.ID.fault(id) != null) {
            run.place.push("id", -1);
            run.error(
                    "format",
                    own.profile(),
                    "The id " + Primitive.ID.fault(id) + ".",
                    "Send another id.");
            run.place.pop();
        }
        if (resource.get("_id") != null) {
            run.error(
                    "id",
                    own.profile(),
                    "The id of a resource has an extension, which none may have.",
                    "Leave the extension out.");
        }
        ContainedChecks.check(run, own, resource);
    }

    private static void profiles(
            Run run, Json.Members resource, String type, List<String> profiles) {
        for (String profile : profiles) {
            profile(run, resource, type, profile, true);
        }
        Json.Members meta = resource.members("meta");
        if (meta != null) {
            for (String profile : ElementReader.texts(meta.items("profile"))) {
                if (!profiles.contains(profile)) {
                    profile(run, resource, type, profile, false);
                }
            }
        }
    }

    private static void profile(
            Run run, Json.Members resource, String type, String profile, boolean given) {
        if (profile.equals(Trees.CORE + type)) {
            return;
        }
        Shape shape = run.program.compiler().shape(profile);
        if (shape == null) {
            run.undecided(
                    "profile",
                    profile,
                    "The profile is not at hand.",
                    "Give the package that has it, with --package.");
        } else if (!run.is(type, shape.type())) {
            run.error(
                    "profile",
                    profile,
                    "The profile is for " + shape.type() + ", not for " + type + ".",
                    given
                            ? "Ask for a profile of the right type."
                            : "State a profile of the right type.");
        } else {
            ObjectChecks.check(run, shape, resource);
        }
    }
}
