package org.parley.conformance.validate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * Which element of a differential is meant. Its id says so; where there is none, it belongs to the
 * slices that were opened last above it.
 */
final class OpenSlices {
    private final Map<String, String> open = new HashMap<>();

    /** The id of the next element, as it is or as it would be; null when it has no path. */
    @Nullable String idOf(Json.Members element) {
        String path = element.text("path");
        String id = element.text("id");
        String slice = element.text("sliceName");
        if (path == null) {
            return id;
        }
        open.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "."));
        if (slice != null) {
            open.put(path, slice);
        }
        return id == null || id.isEmpty() ? made(path) : id;
    }

    private String made(String path) {
        StringBuilder id = new StringBuilder();
        int from = 0;
        while (from <= path.length()) {
            int dot = path.indexOf('.', from);
            int end = dot < 0 ? path.length() : dot;
            String slice = open.get(path.substring(0, end));
            id.append(id.isEmpty() ? "" : ".").append(path, from, end);
            if (slice != null) {
                id.append(':').append(slice);
            }
            from = end + 1;
        }
        return id.toString();
    }
}
