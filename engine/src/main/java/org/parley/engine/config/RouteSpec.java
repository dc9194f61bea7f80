package org.parley.engine.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.config.RouteDocument.LegDocument;
import org.parley.engine.plan.Route.IfRejected;
import org.parley.engine.plan.Route.Promise;

/** How a route is described. */
final class RouteSpec {
    private RouteSpec() {}

    /** Retries of one message. */
    static final int MAX_RETRIES = 1_000;

    private static final Pattern SHARE =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?% within (.+)");

    private static final Pattern RETRY = Pattern.compile("retry ([0-9]{1,4})");

    private static final Key<String> SEND =
            Key.required(
                    "send",
                    Forms.PORT,
                    "lims.demographics",
                    "The port that receives, with its system.");

    private static final Key<List<String>> MAP =
            Key.list(
                    "map",
                    Forms.MAP,
                    "pas-to-lims",
                    "How the message is changed: one map, or several that run one after another."
                            + " Without it: byte for byte as it came.");

    private static final Key<String> LEG_WHEN =
            Key.optional(
                    "when",
                    Forms.TEXT,
                    "PV1-2 in (I, E) and PV1-3.1 valued",
                    "Which of the route's messages go here. Without it: all.");

    private static final Scalar<IfRejected> POLICY =
            Forms.scalar(
                    "one of park, stop, or retry and a number",
                    "park",
                    "^(park|stop|retry [0-9]+)$",
                    RouteSpec::ifRejected);

    private static final Key<IfRejected> LEG_IF_REJECTED =
            Key.optional(
                    "if-rejected",
                    POLICY,
                    "retry 3",
                    "What to do when the receiver says no. Without it: as the route says.");

    private static final Spec<LegDocument> LEG =
            new Spec<>(
                    "leg",
                    "a destination of a route",
                    "One destination of a route.",
                    List.of(SEND, MAP, LEG_WHEN, LEG_IF_REJECTED),
                    f ->
                            new LegDocument(
                                    f.get(SEND),
                                    f.get(MAP),
                                    f.find(LEG_WHEN),
                                    f.find(LEG_IF_REJECTED),
                                    f.written()));

    private static final Key<String> ROUTE =
            Key.required("route", Forms.NAME, "admissions", "A short name.");

    private static final Key<String> WHY =
            Key.required(
                    "why",
                    Forms.TEXT,
                    "Every system knows where every patient is.",
                    "What it is for, in a sentence that a board member understands.");

    private static final Key<List<String>> FROM =
            Key.required(
                    "from",
                    new ListForm<>(Forms.PORT),
                    "pas.adt",
                    "The port that feeds it, or a list of ports.");

    private static final Key<String> WHEN =
            Key.optional(
                    "when",
                    Forms.TEXT,
                    "MSH-9.2 in (A01, A02, A03)",
                    "Which messages it wants. Without it: all of the port.");

    private static final Key<Promise> PROMISE =
            Key.optional(
                    "promise",
                    Forms.scalar(
                            "a share and a duration",
                            "99.9 % within 5 s",
                            "%.* within ",
                            RouteSpec::promise),
                    "99.9 % within 5 s",
                    "Which share is delivered how fast, from received to delivered. It is measured.");

    private static final Key<List<LegDocument>> TO =
            Key.required(
                    "to", new ListForm<>(LEG), "[{ send: lims.demographics }]", "Where it goes.");

    private static final Key<IfRejected> IF_REJECTED =
            Key.fallback(
                    "if-rejected",
                    POLICY,
                    "park",
                    "retry 3",
                    "What to do when a receiver says no: park puts the message aside for a person"
                            + " and goes on; retry tries again so many times, then parks; stop holds"
                            + " what belongs to the same key until a person decides.");

    private static final Key<String> IF_UNREACHABLE =
            Key.fallback(
                    "if-unreachable",
                    Forms.oneOf("wait"),
                    "wait",
                    "wait",
                    "What to do when a receiver cannot be reached: wait, in order, for as long as it"
                            + " takes. There is no other choice; the word is there to be read.");

    static final Spec<RouteDocument> SPEC =
            new Spec<>(
                    "route",
                    "a route",
                    "Which messages go where.",
                    List.of(ROUTE, WHY, FROM, WHEN, PROMISE, TO, IF_REJECTED, IF_UNREACHABLE),
                    f ->
                            new RouteDocument(
                                    f.get(ROUTE),
                                    f.get(WHY),
                                    f.get(FROM),
                                    f.find(WHEN),
                                    f.find(PROMISE),
                                    f.get(TO),
                                    f.get(IF_REJECTED),
                                    f.written()));

    static Optional<Promise> promise(String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double share = new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
        Optional<Duration> within = Durations.parse(matcher.group(2));
        return share > 0 && share <= 1
                ? within.map(duration -> new Promise(share, duration))
                : Optional.empty();
    }

    static Optional<IfRejected> ifRejected(String text) {
        Matcher retry = RETRY.matcher(text);
        if (retry.matches()) {
            return Forms.whole(retry.group(1), 1, MAX_RETRIES).map(IfRejected.Retry::new);
        }
        return switch (text) {
            case "park" -> Optional.of(new IfRejected.Park());
            case "stop" -> Optional.of(new IfRejected.Stop());
            default -> Optional.empty();
        };
    }
}
