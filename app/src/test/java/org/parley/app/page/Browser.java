package org.parley.app.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that showed the token: real HTTP, a cookie, forms. */
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    final HttpClient client = HttpClient.newHttpClient();
    final URI server;
    final String cookie;

    Browser(PageServer page) throws IOException, InterruptedException {
        server = page.address().resolve("/");
        HttpResponse<String> opened = send(HttpRequest.newBuilder(page.address()));
        cookie = opened.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Cookie", cookie);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    /** Sends a form as a browser does from a page of ours that was just loaded. */
    HttpResponse<String> post(String from, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(get(from).body());
        String word = csrf.find() ? csrf.group(1) : "";
        return send(
                form(path, word, fields)
                        .header("Origin", "null")
                        .header("Sec-Fetch-Site", "same-origin"));
    }

    HttpRequest.Builder form(String path, String csrf, Map<String, String> fields) {
        StringJoiner body = new StringJoiner("&");
        body.add("csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8));
        fields.forEach((name, value) ->
                body.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    String csrf(String path) throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(get(path).body());
        return csrf.find() ? csrf.group(1) : "";
    }
}
