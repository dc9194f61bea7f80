package org.parley.engine.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.engine.config.TestDocument.Ailment;
import org.parley.engine.config.TestDocument.Expectation;
import org.parley.engine.config.TestDocument.Fault;

/** How a test is described. */
final class TestSpec {
    private TestSpec() {}

    /** Messages of one test. */
    static final int MAX_MESSAGES = 100_000;

    private static final Pattern FAULT = Pattern.compile("(.+?)(?: for ([0-9]+ ?[a-z]+))?");

    private static final Pattern LATE = Pattern.compile("late by (.+)");

    private static final Pattern REJECTS = Pattern.compile("rejects (AE|AR|CE|CR)");

    private static final Key<String> AT =
            Key.required("at", Forms.PORT, "lims.demographics", "The destination.");

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
            Key.optional("parked", Forms.number(0, MAX_MESSAGES, "3"), "1", "How many are parked.");

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
                    "What must hold at one destination in the end.",
                    List.of(AT, COUNT, IN, WITHIN, PARKED, GOLDEN),
                    f ->
                            new Expectation(
                                    f.get(AT),
                                    f.find(COUNT),
                                    f.find(IN).isPresent(),
                                    f.find(WITHIN),
                                    f.find(PARKED),
                                    f.get(GOLDEN),
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

    private static final Scalar<Fault> FAULT_FORM =
            Forms.scalar(
                    "a fault: unreachable, silent, late by a duration, rejects AE (or AR, CE, CR), or"
                            + " lying; with \"for\" and a duration if it ends",
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
                            + " rejects AE, lying (answers for another message).");

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
                    List.of(TEST, ROUTE, FROM, GIVEN, WHILE, THEN),
                    f ->
                            new TestDocument(
                                    f.get(TEST),
                                    f.get(ROUTE),
                                    f.find(FROM),
                                    f.get(GIVEN),
                                    f.find(WHILE).orElse(Map.of()),
                                    f.get(THEN),
                                    f.written()));

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
            default -> Optional.empty();
        };
    }
}
