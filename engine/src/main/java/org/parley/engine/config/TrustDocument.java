package org.parley.engine.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trust itself.
 *
 * @param name short, for logs and figures
 * @param is its full name
 * @param ods its code in the Organisation Data Service
 * @param owner who answers for every system that names no other owner
 * @param packages files of FHIR packages in the trust's folder, by name and version
 */
public record TrustDocument(
        String name,
        String is,
        Optional<String> ods,
        String owner,
        Map<String, String> packages,
        Written written)
        implements Document {
    public TrustDocument {
        packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
        if (name.isBlank() || is.isBlank() || owner.isBlank()) {
            throw new IllegalArgumentException("a trust has a name, a full name and an owner");
        }
    }

    private static final Key<String> TRUST =
            Key.required("trust", Forms.NAME, "northmoor", "A short name.");

    private static final Key<String> IS =
            Key.required(
                    "is", Forms.TEXT, "Northmoor University Hospitals NHS Trust", "The full name.");

    private static final Key<String> ODS =
            Key.optional("ods", Forms.ODS, "ZZ9NM", "Its code in the Organisation Data Service.");

    private static final Key<String> OWNER =
            Key.fallback(
                    "owner",
                    Forms.TEXT,
                    "Chief information officer",
                    "Chief information officer",
                    "Who answers for every system that names no owner of its own.");

    private static final Key<Map<String, String>> PACKAGES =
            Key.optional(
                    "packages",
                    new NamedForm<>(Forms.PACKAGE, Forms.FILE),
                    "{ uk-core 2.1.0: packages/uk.core.r4-2.1.0.tgz }",
                    "FHIR packages by name and version, for ports and destinations to be held to by"
                            + " must; several versions may stand side by side.");

    static final Spec<TrustDocument> SPEC =
            new Spec<>(
                    "trust",
                    "a trust",
                    "The trust itself; there is exactly one.",
                    List.of(TRUST, IS, ODS, OWNER, PACKAGES),
                    f ->
                            new TrustDocument(
                                    f.get(TRUST),
                                    f.get(IS),
                                    f.find(ODS),
                                    f.get(OWNER),
                                    f.find(PACKAGES).orElse(Map.of()),
                                    f.written()));
}
