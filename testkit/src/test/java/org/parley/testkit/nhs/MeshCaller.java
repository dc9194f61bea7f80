package org.parley.testkit.nhs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.plan.Transport.Tls;
import org.parley.engine.tls.TlsContext;
import org.parley.testkit.tls.TestAuthority;

/** Calls the double by hand, so that a test may call it wrongly. */
final class MeshCaller implements AutoCloseable {
    static final String KEY = "TestKey";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);
    private static final TestAuthority AUTHORITY = new TestAuthority("Root of the tests");

    private final URI service;
    private final HttpClient client;
    private final String mailbox;
    private final String password;

    MeshCaller(URI service, String mailbox, String password) {
        this(service, mailbox, password, Optional.of(AUTHORITY));
    }

    /** With a certificate of another authority, or with none. */
    MeshCaller(
            URI service, String mailbox, String password, Optional<TestAuthority> certificateBy) {
        this.service = service;
        this.mailbox = mailbox;
        this.password = password;
        Optional<TestAuthority.Issued> own =
                certificateBy.map(a -> a.issue("client", TestAuthority.Kind.EC));
        Tls tls =
                new Tls(
                        own.map(i -> new Secret(i.certificate())),
                        own.map(i -> new Secret(i.key())),
                        Optional.of(new Secret(AUTHORITY.certificate())));
        TlsContext context =
                switch (TlsContext.client(tls, Instant.now())) {
                    case TlsContext.Making.Made made -> made.context();
                    case TlsContext.Making.Failed failed ->
                            throw new IllegalStateException(failed.problems().toString());
                };
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(context.context())
                        .sslParameters(context.clientParameters())
                        .build();
    }

    /** What the double serves with. */
    static Tls server() {
        TestAuthority.Issued own = AUTHORITY.issue("mesh", TestAuthority.Kind.EC, "127.0.0.1");
        return new Tls(
                Optional.of(new Secret(own.certificate())),
                Optional.of(new Secret(own.key())),
                Optional.of(new Secret(AUTHORITY.certificate())));
    }

    String token() {
        return token(UUID.randomUUID().toString(), MINUTE.format(Instant.now()));
    }

    String token(String nonce, String minute) {
        String signed = String.join(":", mailbox, nonce, "1", password, minute);
        String mac = MeshTokens.mac(KEY, signed);
        return "NHSMESH " + String.join(":", mailbox, nonce, "1", minute, mac);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return call("GET", path, token(), new byte[0]);
    }

    HttpResponse<byte[]> call(
            String method, String path, String token, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve("/messageexchange" + path))
                        .header("Accept", "application/vnd.mesh.v2+json")
                        .header("Authorization", token)
                        .method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** POST to the outbox. */
    HttpResponse<byte[]> send(byte[] body, String... headers)
            throws IOException, InterruptedException {
        return call("POST", "/" + mailbox + "/outbox", token(), body, headers);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
