package org.parley.conformance.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.wire.fhir.Json;

/**
 * FHIR STU3 itself (3.0.2). HL7's files are XML with many definitions each; a file is read when a
 * definition of it may be asked for, and cut into its entries; an entry is read when it is asked
 * for. The files that were needed stay in memory: 12 MiB for profiles, up to 30 MiB with all codes.
 */
final class Stu3Core implements Definitions.Source {
    private static final String FOLDER = "/org/hl7/fhir/dstu3/model/";
    private static final List<String> PROFILES =
            List.of(
                    "profile/profiles-types.xml",
                    "profile/profiles-resources.xml",
                    "profile/profiles-others.xml",
                    "extension/extension-definitions.xml");
    private static final List<String> CODES =
            List.of(
                    "valueset/valuesets.xml",
                    "valueset/v3-codesystems.xml",
                    "valueset/v2-tables.xml");

    private static final Pattern KIND = Pattern.compile("<resource>\\s*<([A-Z][A-Za-z]{1,60})");
    private static final Pattern ADDRESS = Pattern.compile("<url value=\"([^\"]{1,500})\"");

    private final Map<String, Map<String, byte[]>> files = new ConcurrentHashMap<>();
    private final FhirXmlReader reader;

    /**
     * Reads nothing yet. What the types of STU3 are stands in STU3 itself: those that definitions
     * are made of are read as R4 has them, which for these is the same, and all others by them.
     */
    Stu3Core() {
        if (Stu3Core.class.getResource(FOLDER + PROFILES.getFirst()) == null) {
            throw new IllegalStateException(
                    "the definitions of FHIR STU3 are not on the class path");
        }
        FhirXmlReader first =
                new FhirXmlReader(new Model(new Definitions(List.of(new CorePackage()))));
        Definitions own = new Definitions(List.of(new Bootstrap(first)));
        reader = new FhirXmlReader(new Model(own));
    }

    /** The definitions of types, read by another edition's types. */
    private final class Bootstrap implements Definitions.Source {
        private final FhirXmlReader first;

        Bootstrap(FhirXmlReader first) {
            this.first = first;
        }

        @Override
        public String name() {
            return Stu3Core.this.name();
        }

        @Override
        public Json.@Nullable Members find(String kind, String url, String version) {
            return look(kind, url, first);
        }
    }

    @Override
    public String name() {
        return "hl7.fhir.r3.core 3.0.2";
    }

    @Override
    public Json.@Nullable Members find(String kind, String url, String version) {
        return look(kind, url, reader);
    }

    private Json.@Nullable Members look(String kind, String url, FhirXmlReader by) {
        List<String> where =
                switch (kind) {
                    case "StructureDefinition" -> PROFILES;
                    case "ValueSet", "CodeSystem" -> CODES;
                    default -> List.of();
                };
        for (String file : where) {
            byte[] entry = files.computeIfAbsent(file, Stu3Core::entries).get(kind + " " + url);
            if (entry != null) {
                return by.read(entry) instanceof XmlResource.Read read ? read.root() : null;
            }
        }
        return null;
    }

    /** The addresses of all profiles and types. */
    List<String> profiles() {
        return PROFILES.stream()
                .flatMap(file -> files.computeIfAbsent(file, Stu3Core::entries).keySet().stream())
                .filter(key -> key.startsWith("StructureDefinition "))
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .sorted()
                .toList();
    }

    /** The resources of a file by kind and address; the first of two with one address counts. */
    private static Map<String, byte[]> entries(String file) {
        String text = text(file);
        Map<String, byte[]> entries = new ConcurrentHashMap<>();
        int from = text.indexOf("<entry>");
        while (from >= 0) {
            int end = text.indexOf("</entry>", from);
            String entry = text.substring(from, end < 0 ? text.length() : end);
            Matcher kind = KIND.matcher(entry);
            Matcher address = ADDRESS.matcher(entry);
            int last = entry.lastIndexOf("</resource>");
            if (kind.find() && address.find(kind.end()) && last > 0) {
                String resource = entry.substring(kind.start(1) - 1, last).strip();
                entries.putIfAbsent(
                        kind.group(1) + " " + address.group(1),
                        resource.getBytes(StandardCharsets.UTF_8));
            }
            from = end < 0 ? -1 : text.indexOf("<entry>", end);
        }
        return entries;
    }

    private static String text(String file) {
        try (InputStream in = Stu3Core.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("a file of FHIR STU3 is missing: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("a file of FHIR STU3 cannot be read", unreadable);
        }
    }
}
