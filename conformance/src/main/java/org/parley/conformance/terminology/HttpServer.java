package org.parley.conformance.terminology;

import java.io.IOException;
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

/** A FHIR terminology server over HTTP, asked by {@code $validate-code}. Used by one thread. */
public final class HttpServer implements Server {
    /** Longest wait for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MAX_BODY_BYTES = 1024 * 1024;

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
        HttpResponse<byte[]> response = send(question);
        if (response.statusCode() == 401) {
            signIn.forget();
            response = send(question);
        }
        int status = response.statusCode();
        if (status == 401 || status == 403 || status == 429 || status >= 500) {
            throw new IOException(
                    "The terminology server refuses for now (status " + status + ").");
        }
        return status == 200 ? result(response.body()) : Reply.CANNOT_SAY;
    }

    private HttpResponse<byte[]> send(Question question) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(question))
                        .timeout(PATIENCE)
                        .header("Accept", "application/fhir+json");
        Optional<String> token = signIn.token();
        token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        return http.send(request.build(), bounded(MAX_BODY_BYTES));
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
        int bar = question.valueSet().indexOf('|');
        String url = bar < 0 ? question.valueSet() : question.valueSet().substring(0, bar);
        String version =
                bar < 0
                        ? ""
                        : "&valueSetVersion="
                                + SignIn.encoded(question.valueSet().substring(bar + 1));
        return URI.create(
                base
                        + "/ValueSet/$validate-code?url="
                        + SignIn.encoded(url)
                        + version
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
