package org.parley.conformance.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;

/**
 * A FHIR terminology server over HTTP, asked by {@code $validate-code} and {@code $expand}. Used by
 * one thread.
 */
public final class HttpServer implements Server {
    /** Longest wait for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private final URI base;
    private final HttpClient http;
    private final SignIn signIn;

    /** A server by its base address, without a slash at its end. */
    public HttpServer(
            URI base,
            Credentials credentials,
            HttpClient http,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.base = base;
        this.http = http;
        signIn = new SignIn(credentials, http, clock, ids);
    }

    @Override
    public Reply ask(Question question) throws IOException, InterruptedException {
        return answer(address(question)).map(HttpServer::result).orElse(Reply.CANNOT_SAY);
    }

    @Override
    public Page expand(String valueSet, int from) throws IOException, InterruptedException {
        URI address =
                URI.create(
                        base
                                + "/ValueSet/$expand?"
                                + valueSet(valueSet)
                                + "&excludeNested=true&count="
                                + Page.CODES
                                + "&offset="
                                + from);
        return answer(address).map(body -> Page.read(body, from)).orElseGet(Page.Unknown::new);
    }

    /** The body of an answer; empty when the server cannot say, or says more than is taken. */
    private Optional<byte[]> answer(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(address);
        if (response.statusCode() == 401) {
            response.body().close();
            signIn.forget();
            response = send(address);
        }
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == 401 || status == 403 || status == 429 || status >= 500) {
                throw new IOException(
                        "The terminology server refuses for now (status " + status + ").");
            }
            byte[] body = status == 200 ? in.readNBytes(MAX_BODY_BYTES + 1) : new byte[0];
            return status == 200 && body.length <= MAX_BODY_BYTES
                    ? Optional.of(body)
                    : Optional.empty();
        }
    }

    private HttpResponse<InputStream> send(URI address) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Accept", "application/fhir+json");
        Optional<String> token = signIn.token();
        token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String valueSet(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0
                ? "url=" + SignIn.encoded(canonical)
                : "url="
                        + SignIn.encoded(canonical.substring(0, bar))
                        + "&valueSetVersion="
                        + SignIn.encoded(canonical.substring(bar + 1));
    }

    private URI address(Question question) {
        String code = "&code=" + SignIn.encoded(question.code());
        if (question.valueSet().isEmpty()) {
            return URI.create(
                    base
                            + "/CodeSystem/$validate-code?url="
                            + SignIn.encoded(question.system())
                            + code);
        }
        return URI.create(
                base
                        + "/ValueSet/$validate-code?"
                        + valueSet(question.valueSet())
                        + "&system="
                        + SignIn.encoded(question.system())
                        + code);
    }

    private static Reply result(byte[] body) {
        if (new JsonReader().read(body) instanceof JsonReading.Read read
                && read.root() instanceof Json.Members parameters) {
            Json.Items all = parameters.items("parameter");
            for (int i = 0; i < all.size(); i++) {
                if (all.value(i) instanceof Json.Members one
                        && "result".equals(one.text("name"))
                        && one.get("valueBoolean") instanceof Json.Bool result) {
                    return result.value() ? Reply.YES : Reply.NO;
                }
            }
        }
        return Reply.CANNOT_SAY;
    }

    static HttpResponse.BodyHandler<byte[]> bounded(int bytes) {
        return HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), bytes);
    }
}
