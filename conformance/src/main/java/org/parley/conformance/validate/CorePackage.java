package org.parley.conformance.validate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** FHIR R4 itself (4.0.1), read file by file when asked. */
public final class CorePackage implements Definitions.Source {
    private static final String FOLDER = "/hl7/fhir/core/package/";

    private final Map<String, String> files = new HashMap<>();

    /** Reads the package's index. */
    public CorePackage() {
        Json.Members index = read(".index.json");
        if (index == null) {
            throw new IllegalStateException("the definitions of FHIR R4 are not on the class path");
        }
        Json.Items all = index.items("files");
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Json.Members file) {
                String url = file.text("url");
                String name = file.text("filename");
                if (url != null && name != null) {
                    files.putIfAbsent(file.text("resourceType") + " " + url, name);
                }
            }
        }
    }

    @Override
    public String name() {
        return "hl7.fhir.r4.core 4.0.1";
    }

    @Override
    public Json.@Nullable Members find(String kind, String url, String version) {
        String file = files.get(kind + " " + url);
        return file == null ? null : read(file);
    }

    private static Json.@Nullable Members read(String file) {
        try (InputStream in = CorePackage.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                return null;
            }
            return new JsonReader().read(in.readAllBytes()) instanceof JsonReading.Read read
                            && read.root() instanceof Json.Members members
                    ? members
                    : null;
        } catch (IOException unreadable) {
            throw new IllegalStateException("a definition of FHIR R4 cannot be read", unreadable);
        }
    }
}
