package org.parley.conformance.validate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhirpath.FhirPath;
import org.parley.wire.fhirpath.FhirPathException;
import org.parley.wire.fhirpath.Item;

/** Whether an extension may stand where it stands, by the contexts of its definition. */
final class ExtensionPlaces {
    private ExtensionPlaces() {}

    /** Answers for an extension and what holds it; the holder is null in a resource itself. */
    static Answer fits(
            Run run, Extensions.Known known, Json.Members extension, Shape.@Nullable Value holder) {
        if (known.elements().isEmpty()
                && known.extensions().isEmpty()
                && known.expressions().isEmpty()) {
            return Answer.YES;
        }
        String type = holder == null ? run.resource().type() : holder.type();
        String path = holder == null ? type : holder.elementPath().replace("[x]", "");
        for (String place : known.elements()) {
            if (element(run, place.replace("[x]", ""), type, path)) {
                return Answer.YES;
            }
        }
        boolean inside = type.equals("Extension") || path.startsWith("Extension.");
        if (inside && !run.extensions.isEmpty()) {
            for (String url : known.extensions()) {
                if (url.equals(run.extensions.getLast())) {
                    return Answer.YES;
                }
            }
        }
        Answer any = Answer.NO;
        for (String expression : known.expressions()) {
            any = any.or(selected(run, expression, extension));
        }
        return any;
    }

    private static boolean element(Run run, String place, String type, String path) {
        if (place.equals("Element") || place.equals(path) || run.is(type, place)) {
            return true;
        }
        boolean canonical = place.equals("CanonicalResource") || place.equals("MetadataResource");
        if (canonical && run.is(type, "Resource")) {
            return run.program.model().element(type, "url") != null
                    && run.program.model().element(type, "status") != null;
        }
        int dot = place.indexOf('.');
        int own = path.indexOf('.');
        return dot > 0
                && own > 0
                && path.substring(own).equals(place.substring(dot))
                && run.is(path.substring(0, own), place.substring(0, dot));
    }

    /** Whether an expression gives the element that holds the extension. */
    private static Answer selected(Run run, String expression, Json.Members extension) {
        FhirPath path = run.program.compiler().path(expression);
        if (path == null) {
            return Answer.UNKNOWN;
        }
        try {
            for (Item item : path.evaluate(run.resource(), run.around())) {
                if (item instanceof Item.Node node
                        && (holds(node.json(), extension)
                                || (node.side() != null && holds(node.side(), extension)))) {
                    return Answer.YES;
                }
            }
            return Answer.NO;
        } catch (FhirPathException cannot) {
            return Answer.UNKNOWN;
        }
    }

    private static boolean holds(Json json, Json.Members extension) {
        if (!(json instanceof Json.Members members)) {
            return false;
        }
        for (String name : List.of("extension", "modifierExtension")) {
            for (Json.Members one : Extended.objects(members.items(name))) {
                if (one == extension) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the invariants of the definition about its place hold. */
    static Answer invariants(Run run, Extensions.Known known) {
        Answer all = Answer.YES;
        for (String expression : known.invariants()) {
            FhirPath path = run.program.compiler().path(expression);
            try {
                Boolean holds = path == null ? null : path.holds(run.resource(), run.around());
                all = all.and(holds == null ? Answer.UNKNOWN : Answer.of(holds));
            } catch (FhirPathException cannot) {
                all = all.and(Answer.UNKNOWN);
            }
        }
        return all;
    }
}
