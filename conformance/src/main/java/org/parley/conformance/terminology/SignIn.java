package org.parley.conformance.terminology;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/** Gets an access token by client credentials (RFC 6749, RFC 7523) and keeps it while it holds. */
final class SignIn {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int SPARE_SECONDS = 30;

    private final Credentials credentials;
    private final HttpClient http;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private Optional<String> token = Optional.empty();
    private Instant until = Instant.MIN;

    SignIn(Credentials credentials, HttpClient http, InstantSource clock, Supplier<UUID> ids) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
        this.ids = ids;
    }

    /** A token that holds; empty when none is needed. */
    Optional<String> token() throws IOException, InterruptedException {
        if (credentials instanceof Credentials.None || clock.instant().isBefore(until)) {
            return token;
        }
        return switch (credentials) {
            case Credentials.None none -> Optional.empty();
            case Credentials.Secret secret ->
                    fetch(
                            secret.tokens(),
                            "&client_id="
                                    + encoded(secret.client())
                                    + "&client_secret="
                                    + encoded(secret.secret()));
            case Credentials.SignedJwt jwt ->
                    fetch(
                            jwt.tokens(),
                            "&client_assertion_type="
                                    + encoded(
                                            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                                    + "&client_assertion="
                                    + signed(jwt));
        };
    }

    /** Forgets the token, for the server did not take it. */
    void forget() {
        until = Instant.MIN;
    }

    private Optional<String> fetch(URI tokens, String form)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(tokens)
                        .timeout(HttpServer.PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "grant_type=client_credentials" + form))
                        .build();
        HttpResponse<byte[]> response = http.send(request, HttpServer.bounded(MAX_BODY_BYTES));
        if (response.statusCode() != 200
                || !(new JsonReader().read(response.body()) instanceof JsonReading.Read read)
                || !(read.root() instanceof Json.Members answer)
                || answer.text("access_token") == null) {
            throw new IOException(
                    "The terminology server gave no token (status " + response.statusCode() + ").");
        }
        long seconds =
                answer.get("expires_in") instanceof Json.Num number
                                && number.literal().matches("\\d{1,9}")
                        ? Long.parseLong(number.literal())
                        : 60;
        until = clock.instant().plusSeconds(Math.max(1, seconds - SPARE_SECONDS));
        token = Optional.ofNullable(answer.text("access_token"));
        return token;
    }

    private String signed(Credentials.SignedJwt jwt) throws IOException {
        long now = clock.instant().getEpochSecond();
        String head = "{\"alg\":\"RS512\",\"typ\":\"JWT\",\"kid\":\"" + jwt.keyId() + "\"}";
        String claims =
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"%s\",\"exp\":%d}"
                        .formatted(jwt.client(), jwt.client(), jwt.tokens(), ids.get(), now + 240);
        String text = base64(head.getBytes(StandardCharsets.UTF_8));
        text += "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(signature(jwt.key(), text));
    }

    private static byte[] signature(PrivateKey key, String text) throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA512withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException cannot) {
            throw new IOException("The key cannot sign: it must be an RSA key.", cannot);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
