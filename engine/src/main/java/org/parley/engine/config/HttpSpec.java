package org.parley.engine.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** HTTP: one message a POST. */
final class HttpSpec {
    private HttpSpec() {}

    private static final Key<Address> LISTEN =
            Key.required(
                    "listen",
                    Address.LISTEN,
                    "6080",
                    "Where to listen. A port alone is on loopback; 0 is any free one, for trials.");

    private static final Key<String> PATH =
            Key.fallback(
                    "path",
                    Forms.scalar(
                            "a path that begins with a slash",
                            "/messages",
                            "^/",
                            t -> Optional.of(t).filter(p -> p.matches("/[A-Za-z0-9/._~-]*"))),
                    "/",
                    "/messages",
                    "The path that takes the messages.");

    private static final Key<Long> MAX_MESSAGE =
            Key.fallback(
                    "max-message", Forms.SIZE, "64 MiB", "1 MiB", "The largest message taken.");

    private static final Key<SecretReference> BEARER =
            Key.optional(
                    "bearer",
                    SecretReference.FORM,
                    "{ secret-env: GP_TOKEN }",
                    "The token that the caller must show in the header Authorization.");

    private static final Key<URI> TO =
            Key.required(
                    "to",
                    Forms.scalar(
                            "an address that begins with http:// or https://",
                            "https://ward.northmoor.example/messages",
                            "",
                            HttpSpec::uri),
                    "https://ward.northmoor.example/messages",
                    "Where to send each message.");

    private static final Key<String> CONTENT_TYPE =
            Key.optional(
                    "content-type",
                    Forms.scalar(
                            "a content type",
                            "application/hl7-v2",
                            "",
                            t -> Optional.of(t).filter(c -> c.matches("[!-~]+/[ -~]+"))),
                    "application/hl7-v2",
                    "The header Content-Type; without it, the one that belongs to what the port"
                            + " speaks.");

    static final List<Key<?>> IN = List.of(LISTEN, PATH, MAX_MESSAGE, TlsSpec.TLS, BEARER);

    static final List<Key<?>> OUT = List.of(TO, CONTENT_TYPE, TlsSpec.TLS, BEARER);

    static Carrier.In in(Fields f) {
        return new Carrier.HttpIn(
                f.get(LISTEN),
                f.get(PATH),
                f.get(MAX_MESSAGE),
                f.find(TlsSpec.TLS),
                f.find(BEARER));
    }

    static Carrier.Out out(Fields f) {
        return new Carrier.HttpOut(
                f.get(TO), f.find(CONTENT_TYPE), f.find(TlsSpec.TLS), f.find(BEARER));
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare =
                    uri.getUserInfo() == null
                            && uri.getFragment() == null
                            && uri.getPort() != 0
                            && uri.getPort() <= 65_535;
            return web && bare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
