package org.parley.conformance.validate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/** What stands in lists of objects, and in the extensions of an element. */
final class Extended {
    static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    private Extended() {}

    /** The objects of a list; what is no object is left out. */
    static List<Json.Members> objects(Json.Items all) {
        List<Json.Members> objects = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members one) {
                objects.add(one);
            }
        }
        return objects;
    }

    /** The values of all extensions with this address. */
    static List<Json> values(Json.Members holder, String url) {
        List<Json> values = new ArrayList<>();
        for (Json.Members one : objects(holder.items("extension"))) {
            Json value = url.equals(one.text("url")) ? value(one) : null;
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value of the first extension with this address; null when there is none. */
    static @Nullable Json value(Json.Members holder, String url) {
        if (holder.get("extension") == null) {
            return null;
        }
        List<Json> values = values(holder, url);
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Whether an extension with this address stands there. */
    static boolean present(Json.Members holder, String url) {
        for (Json.Members one : objects(holder.items("extension"))) {
            if (url.equals(one.text("url"))) {
                return true;
            }
        }
        return false;
    }

    /** The value[x] of an object; null when there is none. */
    static @Nullable Json value(Json.Members holder) {
        String name = valueName(holder);
        return name == null ? null : holder.get(name);
    }

    /** Name of the value[x] of an object; null when there is none. */
    static @Nullable String valueName(Json.Members holder) {
        for (int i = 0; i < holder.size(); i++) {
            if (holder.name(i).startsWith("value")) {
                return holder.name(i);
            }
        }
        return null;
    }

    /** Whether a member is plain true. */
    static boolean yes(Json.Members holder, String name) {
        return holder.get(name) instanceof Json.Bool bool && bool.value();
    }

    /** The whole number that this is; -1 when it is none. */
    static int whole(@Nullable Json json) {
        return json instanceof Json.Num number && number.literal().matches("\\d{1,9}")
                ? Integer.parseInt(number.literal())
                : -1;
    }
}
