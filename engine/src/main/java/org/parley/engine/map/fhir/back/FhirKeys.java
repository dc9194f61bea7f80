package org.parley.engine.map.fhir.back;

import java.util.LinkedHashSet;
import java.util.Set;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.engine.route.OrderKeys;
import org.parley.wire.fhir.Json;

/**
 * Whose order a body of FHIR belongs to: every patient that it holds or refers to, by {@code
 * Patient/id} and by each identifier. So a body that only refers to a patient, and one that holds
 * the patient, share a key. Without a patient, the name of the port.
 */
public final class FhirKeys {
    private FhirKeys() {}

    /** The hashes of all keys, each once; empty when the port keeps no order. */
    public static long[] of(Json body, OrderBy order, String port) {
        if (!(order instanceof OrderBy.Patient)) {
            return OrderKeys.ofSource(order, port);
        }
        Set<String> keys = new LinkedHashSet<>();
        find(body, keys);
        return keys.isEmpty()
                ? OrderKeys.ofSource(order, port)
                : keys.stream().mapToLong(OrderKeys::hash).distinct().toArray();
    }

    private static void find(Json value, Set<String> keys) {
        switch (value) {
            case Json.Members members -> {
                if ("Patient".equals(members.text("resourceType"))) {
                    patient(members, keys);
                }
                String reference = members.text("reference");
                if (reference != null) {
                    reference(reference, keys);
                }
                for (int i = 0; i < members.size(); i++) {
                    find(members.value(i), keys);
                }
            }
            case Json.Items items -> {
                for (int i = 0; i < items.size(); i++) {
                    find(items.value(i), keys);
                }
            }
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> {}
        }
    }

    private static void patient(Json.Members patient, Set<String> keys) {
        String id = patient.text("id");
        if (id != null && !id.isBlank()) {
            keys.add("Patient/" + id);
        }
        Json.Items identifiers = patient.items("identifier");
        for (int i = 0; i < identifiers.size(); i++) {
            if (identifiers.value(i) instanceof Json.Members identifier
                    && identifier.get("value") instanceof Json.Text(int _, String number)
                    && !number.isBlank()) {
                keys.add(number.strip());
            }
        }
    }

    private static void reference(String reference, Set<String> keys) {
        int at = reference.lastIndexOf("Patient/");
        if (at >= 0) {
            String id = reference.substring(at + 8).replaceFirst("/_history/.*", "");
            if (!id.isBlank()) {
                keys.add("Patient/" + id);
            }
        }
    }
}
