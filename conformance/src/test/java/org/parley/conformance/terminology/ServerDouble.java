package org.parley.conformance.terminology;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A terminology server with sign-in, over real HTTP on this machine, that knows one code. */
final class ServerDouble implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> forms = new CopyOnWriteArrayList<>();
    volatile String token = "t1";
    volatile int status = 200;

    /** Codes of every value set, in SNOMED CT; with or without the whole number of them. */
    volatile List<String> members = List.of();

    volatile boolean total = true;
    volatile String mark = "";

    private final HttpServer server;

    ServerDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/fhir", this::code);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    URI tokens() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    private void token(HttpExchange exchange) throws IOException {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":300}");
    }

    private void code(HttpExchange exchange) throws IOException {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + token).equals(bearer)) {
            answer(exchange, 401, "{}");
            return;
        }
        String query = String.valueOf(exchange.getRequestURI());
        asked.add(query);
        if (status != 200) {
            answer(exchange, status, "{\"resourceType\":\"OperationOutcome\"}");
            return;
        }
        if (query.contains("$expand")) {
            answer(exchange, 200, expansion(query));
            return;
        }
        boolean in = query.contains("code=22298006");
        answer(
                exchange,
                200,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result\",\"valueBoolean\":"
                        + in
                        + "}]}");
    }

    private String expansion(String query) {
        int from = number(query, "offset=");
        int to = Math.min(members.size(), from + number(query, "count="));
        StringBuilder contains = new StringBuilder();
        for (String code : members.subList(Math.min(from, to), to)) {
            contains.append(contains.isEmpty() ? "" : ",")
                    .append("{\"system\":\"http://snomed.info/sct\",\"code\":\"")
                    .append(code)
                    .append("\"}");
        }
        return "{\"resourceType\":\"ValueSet\",\"expansion\":{"
                + mark
                + (total ? "\"total\":" + members.size() + "," : "")
                + "\"contains\":["
                + contains
                + "]}}";
    }

    private static int number(String query, String name) {
        String rest = query.substring(query.indexOf(name) + name.length());
        int end = rest.indexOf('&');
        return Integer.parseInt(end < 0 ? rest : rest.substring(0, end));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
