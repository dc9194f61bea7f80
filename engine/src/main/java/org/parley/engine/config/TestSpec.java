package org.parley.engine.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.config.TestDocument.Ailment;
import org.parley.engine.config.TestDocument.AtPort;
import org.parley.engine.config.TestDocument.Expectation;
import org.parley.engine.config.TestDocument.Fault;
import org.parley.wire.hl7v2.Path;

/** How a test is described. */
final class TestSpec {
    private TestSpec() {}

    /** Messages of one test. */
    static final int MAX_MESSAGES = 100_000;

    private static final Pattern FAULT = Pattern.compile("(.+?)(?: for ([0-9]+ ?[a-z]+))?");

    private static final Pattern LATE = Pattern.compile("late by (.+)");

    private static final Pattern REJECTS = Pattern.compile("rejects (AE|AR|CE|CR)");

    private static final Key<String> AT =
            Key.required(
                    "at",
                    Forms.PORT,
                    "lims.demographics",
                    "The destination; or the port that the messages come by.");

    private static final Key<Integer> COUNT =
            Key.optional(
                    "count",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "3",
                    "How many messages are delivered.");

    private static final Key<String> IN =
            Key.optional("in", Forms.oneOf("order"), "order", "They arrive in the order given.");

    private static final Key<Duration> WITHIN =
            Key.optional(
                    "within",
                    Forms.DURATION,
                    "61 min",
                    "The last one arrives within so long of the first being received.");

    private static final Key<Integer> PARKED =
            Key.optional(
                    "parked",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "1",
                    "How many are parked. Without a word about it: none.");

    private static final Key<String> BECAUSE =
            Key.optional(
                    "because",
                    Forms.scalar(
                            "the code of a problem",
                            "PAR-6203",
                            "^PAR-[0-9]{4}$",
                            text -> Optional.of(text).filter(t -> t.matches("PAR-[0-9]{4}"))),
                    "PAR-6203",
                    "The code of the problem for which each of those is parked.");

    private static final Key<Integer> WAITING =
            Key.optional(
                    "waiting",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "2",
                    "How many wait in the end. Without a word about it: none.");

    private static final Scalar<String> WHERE_PATH =
            Forms.scalar(
                    "a path into a message",
                    "PID-8",
                    "",
                    text -> Optional.of(text).filter(t -> Path.parse(t) instanceof Path.Parse.Ok));

    private static final Key<Map<String, String>> WHERE =
            Key.optional(
                    "where",
                    new NamedForm<>(WHERE_PATH, Forms.TEXT),
                    "{ PID-8: F, MSH-12: '2.3' }",
                    "What each message that arrives holds at a path.");

    private static final Key<Integer> REFUSED =
            Key.optional(
                    "refused",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "1",
                    "At the port: how many are refused. Without a word about it: none.");

    private static final Key<Integer> FILTERED =
            Key.optional(
                    "filtered",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "1",
                    "At the port: how many are filtered by its rules. Without a word about it:"
                            + " none.");

    private static final Key<Integer> UNWANTED =
            Key.optional(
                    "unwanted",
                    Forms.number(0, MAX_MESSAGES, "3"),
                    "1",
                    "At the port: how many no route wants. Without a word about it: none.");

    private static final Key<List<String>> GOLDEN =
            Key.list(
                    "golden",
                    Forms.FILE,
                    "[golden/a01-at-lims.hl7]",
                    "What arrives, byte for byte, one file for each message; written anew by"
                            + " parley test --accept.");

    private static final Spec<Expectation> EXPECTATION =
            new Spec<>(
                    "expectation",
                    "an expectation",
                    "What must hold in the end at one destination, or at the port.",
                    List.of(
                            AT, COUNT, IN, WITHIN, PARKED, BECAUSE, WAITING, WHERE, GOLDEN, REFUSED,
                            FILTERED, UNWANTED),
                    f ->
                            new Expectation(
                                    f.get(AT),
                                    f.find(COUNT),
                                    f.find(IN).isPresent(),
                                    f.find(WITHIN),
                                    f.find(PARKED),
                                    f.find(BECAUSE),
                                    f.find(WAITING),
                                    where(f.find(WHERE).orElse(Map.of())),
                                    f.get(GOLDEN),
                                    new AtPort(f.find(REFUSED), f.find(FILTERED), f.find(UNWANTED)),
                                    f.written()));

    private static final Key<String> TEST =
            Key.required(
                    "test",
                    Forms.TEXT,
                    "the laboratory is away for an hour and nothing is lost",
                    "The sentence that it proves.");

    private static final Key<String> ROUTE =
            Key.required("route", Forms.NAME, "admissions", "The route that is tested.");

    private static final Key<String> FROM =
            Key.optional(
                    "from",
                    Forms.PORT,
                    "pas.adt",
                    "The port that the messages come by; needed when the route has several.");

    private static final Key<List<String>> GIVEN =
            Key.required(
                    "given",
                    new ListForm<>(Forms.FILE),
                    "[in/a01-inpatient.hl7, in/a03-discharge.hl7]",
                    "Files of messages in the order they come.");

    private static final Key<Duration> EVERY =
            Key.fallback(
                    "every",
                    Forms.DURATION,
                    "1 s",
                    "10 ms",
                    "How long after one message the next one comes.");

    private static final Scalar<Fault> FAULT_FORM =
            Forms.scalar(
                    "a fault: unreachable, silent, late by a duration, rejects AE (or AR, CE, CR),"
                            + " lying, resets or dribbles; with \"for\" and a duration if it ends",
                    "unreachable for 1 h",
                    "",
                    TestSpec::fault);

    private static final Key<Map<String, Fault>> WHILE =
            Key.optional(
                    "while",
                    new NamedForm<>(Forms.PORT, FAULT_FORM),
                    "{ lims.demographics: unreachable for 1 h }",
                    "What ails which destination, in simulated time from the beginning:"
                            + " unreachable, silent (takes it and never answers), late by 5 s,"
                            + " rejects AE, lying (answers for another message), resets (the"
                            + " connection breaks within the message), dribbles (the answer comes"
                            + " byte by byte, too slowly).");

    private static final Key<List<Expectation>> THEN =
            Key.required(
                    "then",
                    new ListForm<>(EXPECTATION),
                    "[{ at: lims.demographics, count: 3, in: order, within: 61 min }]",
                    "What must hold in the end.");

    static final Spec<TestDocument> SPEC =
            new Spec<>(
                    "test",
                    "a test",
                    "A test of a route, with faults in simulated time.",
                    List.of(TEST, ROUTE, FROM, GIVEN, EVERY, WHILE, THEN),
                    f ->
                            new TestDocument(
                                    f.get(TEST),
                                    f.get(ROUTE),
                                    f.find(FROM),
                                    f.get(GIVEN),
                                    f.get(EVERY),
                                    f.find(WHILE).orElse(Map.of()),
                                    f.get(THEN),
                                    f.written()));

    private static Map<Path, String> where(Map<String, String> written) {
        Map<Path, String> where = new LinkedHashMap<>();
        written.forEach((path, value) -> where.put(Path.of(path), value));
        return where;
    }

    static Optional<Fault> fault(String text) {
        Matcher matcher = FAULT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> wait = Optional.ofNullable(matcher.group(2));
        Optional<Duration> lasts = wait.flatMap(Durations::parse);
        return wait.isPresent() && lasts.isEmpty()
                ? Optional.empty()
                : ailment(matcher.group(1)).map(a -> new Fault(a, lasts));
    }

    private static Optional<Ailment> ailment(String text) {
        Matcher late = LATE.matcher(text);
        if (late.matches()) {
            return Durations.parse(late.group(1)).map(Ailment.Late::new);
        }
        Matcher rejects = REJECTS.matcher(text);
        if (rejects.matches()) {
            return Optional.of(new Ailment.Rejecting(rejects.group(1)));
        }
        return switch (text) {
            case "unreachable" -> Optional.of(new Ailment.Unreachable());
            case "silent" -> Optional.of(new Ailment.Silent());
            case "lying" -> Optional.of(new Ailment.Lying());
            case "resets" -> Optional.of(new Ailment.Resetting());
            case "dribbles" -> Optional.of(new Ailment.Dribbling());
            default -> Optional.empty();
        };
    }
}
