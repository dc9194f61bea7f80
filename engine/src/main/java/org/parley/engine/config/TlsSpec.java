package org.parley.engine.config;

import java.util.List;
import org.parley.engine.config.Carrier.TlsReferences;

/** TLS, for every transport that can be protected by it. */
final class TlsSpec {
    private TlsSpec() {}

    private static final Key<SecretReference> CERTIFICATE =
            Key.optional(
                    "certificate",
                    SecretReference.FORM,
                    "{ secret-file: tls/parley.pem }",
                    "Our certificate and its chain, PEM. A port that listens must have one.");

    private static final Key<SecretReference> KEY =
            Key.optional(
                    "key",
                    SecretReference.FORM,
                    "{ secret-file: /run/secrets/parley.key }",
                    "Our private key, PKCS#8 PEM. A port that listens must have one.");

    private static final Key<SecretReference> TRUST =
            Key.optional(
                    "trust",
                    SecretReference.FORM,
                    "{ secret-file: tls/trust-ca.pem }",
                    "Certificates of those we trust, PEM. On a port that listens it means that"
                            + " clients must show a certificate.");

    static final Spec<TlsReferences> TABLE =
            new Spec<>(
                    "tls",
                    "tls",
                    "TLS 1.2 or 1.3.",
                    List.of(CERTIFICATE, KEY, TRUST),
                    f -> new TlsReferences(f.find(CERTIFICATE), f.find(KEY), f.find(TRUST)));

    static final Key<TlsReferences> TLS =
            Key.optional(
                    "tls",
                    TABLE,
                    "{ trust: { secret-file: tls/trust-ca.pem } }",
                    "Protects the connection by TLS; without it bytes travel readable.");
}
