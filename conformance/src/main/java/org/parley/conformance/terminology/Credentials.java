package org.parley.conformance.terminology;

import java.net.URI;
import java.security.PrivateKey;

/** How Parley signs in to a terminology server. */
public sealed interface Credentials {
    /** Not at all. */
    record None() implements Credentials {}

    /** By a secret that both know. */
    record Secret(URI tokens, String client, String secret) implements Credentials {
        @Override
        public String toString() {
            return "secret of " + client;
        }
    }

    /** By a token that our own RSA key signs. */
    record SignedJwt(URI tokens, String client, String keyId, PrivateKey key)
            implements Credentials {
        @Override
        public String toString() {
            return "key " + keyId + " of " + client;
        }
    }
}
