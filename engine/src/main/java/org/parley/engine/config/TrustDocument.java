package org.parley.engine.config;

import java.util.List;
import java.util.Optional;

/**
 * The trust itself.
 *
 * @param name short, for logs and figures
 * @param is its full name
 * @param ods its code in the Organisation Data Service
 * @param owner who answers for every system that names no other owner
 */
public record TrustDocument(
        String name, String is, Optional<String> ods, String owner, Written written)
        implements Document {
    public TrustDocument {
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

    static final Spec<TrustDocument> SPEC =
            new Spec<>(
                    "trust",
                    "a trust",
                    "The trust itself; there is exactly one.",
                    List.of(TRUST, IS, ODS, OWNER),
                    f ->
                            new TrustDocument(
                                    f.get(TRUST),
                                    f.get(IS),
                                    f.find(ODS),
                                    f.get(OWNER),
                                    f.written()));
}
