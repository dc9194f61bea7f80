package org.parley.engine.receive.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.parley.engine.clock.Clock;
import org.parley.engine.plan.InPort;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.Intake.Taken;

/** One request from its head to its answer. */
final class HttpReception implements Handler {
    private static final long DRAIN_BYTES = 1 << 20;
    private static final long DRAIN_NANOS = 2_000_000_000L;
    private static final String RETRY_AFTER_SECONDS = "10";
    private static final System.Logger LOG = System.getLogger(HttpReception.class.getName());

    private final InPort port;
    private final Transport.HttpIn http;
    private final Intake intake;
    private final BodyReader bodies;
    private final HttpLimits limits;
    private final Clock clock;
    private final Hl7Answers hl7Answers;

    HttpReception(
            InPort port,
            Transport.HttpIn http,
            Intake intake,
            BodyReader bodies,
            HttpLimits limits,
            Clock clock) {
        this.port = port;
        this.http = http;
        this.intake = intake;
        this.bodies = bodies;
        this.limits = limits;
        this.clock = clock;
        this.hl7Answers = new Hl7Answers(clock);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Watch watch = Watch.current();
        watch.enter(Watchman.Stage.OURS, 0);
        // The server hands out an entity's stream only once.
        Supplier<InputStream> entity = new Once(request);
        Answer answer = answer(request, entity);
        boolean last = answer.close() || header(request, "Connection").equalsIgnoreCase("close");
        send(response, answer, last);
        if (answer.close()) {
            watch.enter(Watchman.Stage.HEAD, DRAIN_NANOS);
            drain(request, entity);
        }
        if (last) {
            throw new CloseConnectionException("answered, and the last request here");
        }
        watch.enter(Watchman.Stage.HEAD, limits.quiet().toNanos());
    }

    private Answer answer(ServerRequest request, Supplier<InputStream> entity) {
        try {
            Optional<Answer> no = refuseHead(request);
            return no.isPresent() ? no.get() : take(request, entity);
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "An HTTP request met a fault of this engine. port=" + port.name(),
                    fault);
            return Answer.unread(500, HttpProblems.ours(), Map.of());
        }
    }

    /** What can be said before the body is read. */
    private Optional<Answer> refuseHead(ServerRequest request) {
        if (!request.path().rawPath().equals(http.path())) {
            return unread(404, HttpProblems.path(), Map.of());
        }
        if (!request.prologue().method().text().equals("POST")) {
            return unread(405, HttpProblems.method(), Map.of("Allow", "POST"));
        }
        if (!allowed(header(request, "Authorization"))) {
            return unread(401, HttpProblems.notAllowed(), Map.of("WWW-Authenticate", "Bearer"));
        }
        String encoding = header(request, "Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            return unread(415, HttpProblems.encoded(), Map.of("Accept-Encoding", "identity"));
        }
        if (!MediaTypes.takes(port.speaks().format(), header(request, "Content-Type"))) {
            String wanted = MediaTypes.wanted(port.speaks().format());
            return unread(415, HttpProblems.mediaType(wanted), Map.of());
        }
        if (request.headers().contains(HeaderNames.create("Idempotency-Key")) && !keyed(request)) {
            return unread(400, HttpProblems.key(limits.keyBytes()), Map.of());
        }
        long length = request.headers().contentLength().orElse(-1);
        if (length < 0 && !request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            return unread(411, HttpProblems.noLength(), Map.of());
        }
        if (length == 0) {
            return unread(400, HttpProblems.empty(), Map.of());
        }
        if (length > http.maxBody()) {
            return unread(413, HttpProblems.tooLong(http.maxBody()), Map.of());
        }
        return Optional.empty();
    }

    private Answer take(ServerRequest request, Supplier<InputStream> entity) {
        long announced = request.headers().contentLength().orElse(-1);
        var read = bodies.read(entity.get(), announced, http.maxBody(), Watch.current());
        return switch (read) {
            case BodyReader.Read.TooLong() ->
                    Answer.unread(413, HttpProblems.tooLong(http.maxBody()), Map.of());
            case BodyReader.Read.Broken() -> Answer.unread(400, HttpProblems.cutShort(), Map.of());
            case BodyReader.Read.NoSpool() ->
                    Answer.unread(503, HttpProblems.cannotSpool(), retryAfter());
            case BodyReader.Read.Whole whole -> {
                try (whole) {
                    yield whole.body().length() == 0
                            ? Answer.problem(400, HttpProblems.empty())
                            : offer(request, whole);
                }
            }
        };
    }

    private Answer offer(ServerRequest request, BodyReader.Read.Whole whole) {
        String peer = request.remotePeer().host() + ":" + request.remotePeer().port();
        Taken taken =
                intake.offer(
                                new Intake.Incoming(
                                        whole.body(), peer, Optional.empty(), key(request)))
                        .await();
        Answer answer =
                switch (taken) {
                    case Taken.Accepted accepted -> Answer.accepted(accepted.position());
                    case Taken.Refused refused ->
                            Answer.refused(refused.position(), refused.problem());
                    case Taken.Unavailable unavailable ->
                            Answer.unavailable(unavailable.problem(), retryAfter());
                };
        boolean hl7 = port.speaks().format() == InPort.Format.HL7V2;
        return hl7 && header(request, "Accept").contains(Hl7Answers.TYPE)
                ? answer.withBody(Hl7Answers.TYPE, hl7Answers.compose(taken))
                : answer;
    }

    private static Map<String, String> retryAfter() {
        return Map.of("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** In a time that tells nothing of the token. */
    private boolean allowed(String authorization) {
        if (http.bearer().isEmpty()) {
            return true;
        }
        String scheme = "bearer ";
        String sent =
                authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                        ? authorization.substring(scheme.length()).strip()
                        : "";
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8),
                http.bearer().get().value().getBytes(StandardCharsets.UTF_8));
    }

    private boolean keyed(ServerRequest request) {
        return key(request)
                .filter(k -> !k.isEmpty() && k.length() <= limits.keyBytes())
                .filter(k -> k.chars().allMatch(c -> c >= ' ' && c <= '~'))
                .isPresent();
    }

    /** With or without the quotes that a structured field has (RFC 9651 section 3.3.3). */
    private static Optional<String> key(ServerRequest request) {
        var name = HeaderNames.create("Idempotency-Key");
        if (!request.headers().contains(name)) {
            return Optional.empty();
        }
        String key = request.headers().get(name).get();
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return Optional.of(quoted ? key.substring(1, key.length() - 1) : key);
    }

    private static String header(ServerRequest request, String name) {
        return request.headers().first(HeaderNames.create(name)).orElse("");
    }

    private static Optional<Answer> unread(
            int status, org.parley.wire.problem.Problem problem, Map<String, String> headers) {
        return Optional.of(Answer.unread(status, problem, headers));
    }

    private static void send(ServerResponse response, Answer answer, boolean last) {
        response.status(answer.status());
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
        response.header("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> response.header(name, value));
        if (last) {
            response.header("Connection", "close");
        }
        response.send(answer.body());
    }

    /** Reads some of what is on its way, so that closing does not destroy the answer before it. */
    private void drain(ServerRequest request, Supplier<InputStream> entity) {
        if (request.headers().contains(HeaderNames.EXPECT) && !request.continueSent()) {
            return;
        }
        long began = clock.nanoTime();
        byte[] piece = new byte[16 * 1024];
        long left = DRAIN_BYTES;
        try {
            InputStream in = entity.get();
            while (left > 0 && clock.nanoTime() - began < DRAIN_NANOS) {
                int some = in.read(piece);
                if (some < 0) {
                    return;
                }
                left -= some;
            }
        } catch (IOException | RuntimeException gone) {
            LOG.log(System.Logger.Level.DEBUG, "A sender went away after its answer.");
        }
    }

    /** An entity's stream, asked for when it is first needed. */
    private static final class Once implements Supplier<InputStream> {
        private final ServerRequest request;
        private Optional<InputStream> stream = Optional.empty();

        Once(ServerRequest request) {
            this.request = request;
        }

        @Override
        public InputStream get() {
            if (stream.isEmpty()) {
                stream = Optional.of(request.content().inputStream());
            }
            return stream.get();
        }
    }
}
