package org.parley.testkit.nhs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.Transport;
import org.parley.engine.tls.TlsContext;

/**
 * Plays MESH on this machine: mutual TLS, a token a request, mailboxes in memory. Refuses what the
 * real service refuses; days are those of its clock.
 */
public final class MeshDouble implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final HttpsServer server;
    private final MeshOffice office;
    private final MeshDesk desk;
    private final long mostBytes;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicReference<MeshFate.Chooser> fate =
            new AtomicReference<>((number, method) -> MeshFate.ANSWERED);

    /**
     * What it is made of.
     *
     * @param sharedKey of the environment, half of what proves a token
     */
    public record Setting(
            String sharedKey,
            List<MeshMailbox> mailboxes,
            List<MeshPatient> patients,
            MeshRules rules) {
        public Setting {
            mailboxes = List.copyOf(mailboxes);
            patients = List.copyOf(patients);
        }
    }

    /** A message as its recipient or sender knows it. */
    public record Seen(
            String id, String from, String to, String localId, String status, byte[] body) {}

    private MeshDouble(HttpsServer server, MeshOffice office, MeshDesk desk, long mostBytes) {
        this.server = server;
        this.office = office;
        this.desk = desk;
        this.mostBytes = mostBytes;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any that is free
     * @param tls certificate, key, and whose client certificates are taken
     */
    public static MeshDouble start(int port, Transport.Tls tls, Setting setting, Clock clock)
            throws IOException {
        Map<String, MeshMailbox> mailboxes = new LinkedHashMap<>();
        setting.mailboxes().forEach(m -> mailboxes.put(m.id(), m));
        MeshRules rules = setting.rules();
        var office = new MeshOffice(mailboxes, new MeshPatients(setting.patients()), rules, clock);
        var tokens = new MeshTokens(setting.sharedKey(), mailboxes, rules.tokenSkew(), clock);
        TlsContext context =
                switch (TlsContext.server(tls, clock.now())) {
                    case TlsContext.Making.Made made -> made.context();
                    case TlsContext.Making.Failed failed ->
                            throw new IOException(failed.problems().toString());
                };
        if (!context.demandsClientCertificate()) {
            throw new IOException("MESH asks for client certificates: say whose are trusted");
        }
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpsServer server = HttpsServer.create(at, BACKLOG);
        server.setHttpsConfigurator(
                new HttpsConfigurator(context.context()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        parameters.setSSLParameters(context.serverParameters());
                    }
                });
        var desk = new MeshDesk(office, tokens, mailboxes);
        var made = new MeshDouble(server, office, desk, rules.mostBytes());
        server.createContext("/", made::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return made;
    }

    /** Where it is, as a client is told. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Breaks lines from now on. */
    public void fate(MeshFate.Chooser chooser) {
        fate.set(chooser);
    }

    /** Requests so far. */
    public long requests() {
        return requests.get();
    }

    /** Every message from or to the mailbox, oldest first. */
    public List<Seen> seen(String mailbox) {
        return office.every(l -> l.from.equals(mailbox) || l.inbox.equals(mailbox)).stream()
                .map(l ->
                        new Seen(
                                l.id,
                                l.from,
                                l.to,
                                l.header("mex-localid"),
                                l.status.word(),
                                l.whole()))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            MeshFate chosen = fate.get().choose(requests.incrementAndGet(), method + " " + path);
            byte[] body = exchange.getRequestBody().readNBytes((int) mostBytes + 1);
            if (chosen == MeshFate.REQUEST_LOST) {
                return; // closes the connection without a word
            }
            MeshReply reply =
                    chosen == MeshFate.BUSY
                            ? MeshReply.error(503, "", "", "Service unavailable")
                            : body.length > mostBytes
                                    ? MeshReply.error(413, "TRANSFER", "06", "Request too large")
                                    : desk.answer(
                                            method,
                                            exchange.getRequestURI(),
                                            headers(exchange),
                                            body);
            if (chosen == MeshFate.ANSWER_LOST) {
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            boolean silent = method.equals("HEAD") || reply.body().length == 0;
            exchange.sendResponseHeaders(reply.status(), silent ? -1 : reply.body().length);
            if (!silent) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    /** By name in lower case; the first value of each. */
    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> all = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        all.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
