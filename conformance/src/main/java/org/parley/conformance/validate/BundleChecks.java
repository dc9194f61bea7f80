package org.parley.conformance.validate;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** What must hold between the entries of a bundle, which no invariant of FHIR says. */
final class BundleChecks {
    private static final String PROFILE = "http://hl7.org/fhir/StructureDefinition/Bundle|4.0.1";

    /** Kinds of bundles whose entries are known by their addresses. */
    private static final Set<String> WITH_ADDRESSES =
            Set.of("document", "message", "searchset", "collection");

    private BundleChecks() {}

    static void check(Run run, Json.Members bundle) {
        Json.Items entries = bundle.items("entry");
        for (int i = 0; i < entries.size(); i++) {
            if (entries.value(i) instanceof Json.Members entry) {
                run.place.push("entry", i);
                fullUrl(run, bundle, entry);
                run.place.pop();
            }
        }
        Set<String> seen = new HashSet<>();
        Json.Items links = bundle.items("link");
        for (int i = 0; i < links.size(); i++) {
            String relation =
                    links.value(i) instanceof Json.Members link ? link.text("relation") : null;
            if (relation != null && !seen.add(relation)) {
                run.error(
                        "bundle",
                        PROFILE,
                        "Two links of the bundle have the same relation.",
                        "Send one link for each relation.");
            }
        }
    }

    /** What a search gives has ids, and says truly whether it is a match or an outcome. */
    private static void search(
            Run run, Json.Members bundle, Json.Members entry, Json.@Nullable Members resource) {
        if (resource == null || !"searchset".equals(bundle.text("type"))) {
            return;
        }
        boolean outcome = "OperationOutcome".equals(resource.text("resourceType"));
        if (resource.text("id") == null && !outcome) {
            run.error("bundle", PROFILE, "A resource that a search found has no id.", "Add it.");
        }
        Json.Members search = entry.members("search");
        String mode = search == null ? null : search.text("mode");
        if (mode != null && outcome != mode.equals("outcome")) {
            run.error(
                    "bundle",
                    PROFILE,
                    "An entry's search mode does not fit its resource.",
                    "Use the mode outcome for an OperationOutcome, and for nothing else.");
        }
    }

    private static void fullUrl(Run run, Json.Members bundle, Json.Members entry) {
        String full = entry.text("fullUrl");
        Json.Members resource = entry.members("resource");
        if (full == null) {
            if (resource != null && WITH_ADDRESSES.contains(String.valueOf(bundle.text("type")))) {
                run.error(
                        "bundle",
                        PROFILE,
                        "An entry has no fullUrl.",
                        "Give each entry the address of its resource, or a urn:uuid.");
            }
            return;
        }
        if (!full.contains(":")) {
            run.error(
                    "bundle",
                    PROFILE,
                    "The fullUrl is relative.",
                    "Send an absolute address or urn:uuid.");
        }
        search(run, bundle, entry, resource);
        boolean rest = full.matches("https?://.*/[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
        if (resource == null || !rest) {
            return;
        }
        String type = resource.text("resourceType");
        String id = resource.text("id");
        String[] parts = full.split("/", -1);
        boolean known = run.program.model().is(parts[parts.length - 2], "Resource");
        boolean history = "history".equals(bundle.text("type"));
        if (known
                && !history
                && !(parts[parts.length - 2].equals(type) && parts[parts.length - 1].equals(id))) {
            run.error(
                    "bundle",
                    PROFILE,
                    "The fullUrl does not end with the resource's own type and id.",
                    "Make fullUrl, resourceType and id agree.");
        }
    }
}
