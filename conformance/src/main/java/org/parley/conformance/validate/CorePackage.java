package org.parley.conformance.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/**
 * FHIR R4 itself (4.0.1), read file by file when asked. A file is named after the kind and the end
 * of the address, but for some code systems, which a list of our own names; so nothing is read
 * before it is used.
 */
public final class CorePackage implements Definitions.Source {
    private static final String FOLDER = "/hl7/fhir/core/package/";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

    private final Map<String, String> codeSystems = new HashMap<>();

    /** Reads the list of code systems. */
    public CorePackage() {
        try (InputStream in = CorePackage.class.getResourceAsStream("core-code-systems.txt")) {
            if (in == null || CorePackage.class.getResource(FOLDER + ".index.json") == null) {
                throw new IllegalStateException(
                        "the definitions of FHIR R4 are not on the class path");
            }
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : list.lines().toList()) {
                int blank = line.indexOf(' ');
                codeSystems.put(line.substring(0, blank), line.substring(blank + 1));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("the list of code systems cannot be read", unreadable);
        }
    }

    @Override
    public String name() {
        return "hl7.fhir.r4.core 4.0.1";
    }

    @Override
    public Json.@Nullable Members find(String kind, String url, String version) {
        String file = fileOf(kind, url);
        Json.Members found = file == null ? null : read(file);
        return found != null && url.equals(found.text("url")) ? found : null;
    }

    /** The file that a definition would be in; null when there cannot be one. */
    @Nullable String fileOf(String kind, String url) {
        String listed = kind.equals("CodeSystem") ? codeSystems.get(url) : null;
        if (listed != null) {
            return listed;
        }
        String end = url.substring(url.lastIndexOf('/') + 1);
        return PLAIN.matcher(end).matches() && PLAIN.matcher(kind).matches()
                ? kind + "-" + end + ".json"
                : null;
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
