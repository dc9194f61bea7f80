package org.parley.app.page;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in. Any local user and any web site can reach a loopback address, so: the Host must
 * be a loopback name (against DNS rebinding), a cookie must show that this browser had the token,
 * and what changes something must come from a page of ours (Origin, Sec-Fetch-Site, and the
 * session's own word in the form, which {@link Form} checks).
 */
final class Doors implements Filter {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Keys keys;
    private final Views views;

    Doors(Keys keys, Views views) {
        this.keys = keys;
        this.views = views;
    }

    /** The session of a request that came in. */
    static Session session(ServerRequest request) {
        return request.context().get(Session.class).orElseThrow();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        secure(response);
        String host = request.authority();
        if (!loopback(host)) {
            notice(
                    response,
                    421,
                    "Not this address",
                    "This page answers on this machine only.",
                    "Use the address that Parley printed.",
                    "PAR-6101");
            return;
        }
        Method method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.POST)) {
            response.status(Status.METHOD_NOT_ALLOWED_405)
                    .header(HeaderNames.ALLOW, "GET, POST")
                    .send();
            return;
        }
        String path = request.path().path();
        if (path.equals("/health") || path.equals("/metrics") || path.startsWith("/assets/")) {
            chain.proceed();
            return;
        }
        Optional<String> token = request.query().first("token").asOptional();
        if (method.equals(Method.GET)
                && path.equals("/")
                && token.filter(keys::isToken).isPresent()) {
            open(host, response);
            return;
        }
        Optional<Session> session = cookie(request, host).flatMap(keys::session);
        if (session.isEmpty()) {
            notice(
                    response,
                    401,
                    "Please use the address that Parley printed",
                    "This browser has not shown the token of this run, so it sees nothing.",
                    "Parley printed an address that ends in ?token=… when it started. Open that one; after a restart there is a new one.",
                    "PAR-6100");
            return;
        }
        if (method.equals(Method.POST) && !ours(request, host)) {
            refuse(response);
            return;
        }
        request.context().register(session.get());
        chain.proceed();
    }

    /** Sets what every answer carries. */
    static void secure(ServerResponse response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
    }

    /** Answers that a form is not ours. */
    void refuse(ServerResponse response) {
        notice(
                response,
                403,
                "Not from this page",
                "This did not come from a form of this page, so nothing was done.",
                "Go back to the first page and try again there.",
                "PAR-6102");
    }

    private void notice(
            ServerResponse response,
            int status,
            String title,
            String text,
            String remedy,
            String code) {
        views.send(response, status, views.notice(title, text, remedy, code));
    }

    private void open(String host, ServerResponse response) {
        SetCookie cookie =
                SetCookie.builder(name(host), keys.open())
                        .path("/")
                        .httpOnly(true)
                        .sameSite(SetCookie.SameSite.STRICT)
                        .build();
        response.headers().addCookie(cookie);
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, "/").send();
    }

    /** Cookies do not tell ports apart, so the name does. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return "parley-" + (colon < 0 ? "80" : host.substring(colon + 1));
    }

    private static Optional<String> cookie(ServerRequest request, String host) {
        return request.headers().cookies().first(name(host)).asOptional();
    }

    private static boolean loopback(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        String port = colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "80";
        return LOOPBACK.contains(name) && port.matches("\\d{1,5}");
    }

    /**
     * A browser says {@code Origin: null} for our own forms, because the policy on referrers hides
     * the origin; then Sec-Fetch-Site must say that it is ours.
     */
    private static boolean ours(ServerRequest request, String host) {
        Optional<String> site = first(request, FETCH_SITE);
        Optional<String> origin = first(request, HeaderNames.ORIGIN);
        boolean ownOrigin = origin.filter(("http://" + host)::equals).isPresent();
        if (site.isPresent()) {
            return site.get().equals("same-origin")
                    && (ownOrigin || origin.isEmpty() || origin.get().equals("null"));
        }
        return ownOrigin;
    }

    private static Optional<String> first(ServerRequest request, HeaderName name) {
        List<String> all = request.headers().all(name, List::of);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }
}
