package org.parley.engine.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parley.engine.config.SendsDocument.IgnoreDocument;
import org.parley.engine.journal.Journal;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.InPort.OrderBy;
import org.parley.engine.plan.InPort.Speaks;

/** How ports are described: what all have in common, and what each transport adds. */
final class PortSpec {
    private PortSpec() {}

    private static final Key<String> OVER =
            Key.required(
                    "over",
                    Forms.oneOf("mllp", "http", "files", "sftp"),
                    "mllp",
                    "How the bytes travel; the other keys depend on it.");

    private static final Scalar<Speaks> LANGUAGE =
            Forms.scalar(
                    "one of hl7v2, fhir, csv, json, xml, bytes, with a version if it has one",
                    "hl7v2 2.4",
                    "^(hl7v2|fhir|csv|json|xml|bytes)( \\S+)?$",
                    PortSpec::speaks);

    private static final Key<Speaks> SPEAKS =
            Key.required("speaks", LANGUAGE, "hl7v2 2.4", "What the messages are.");

    private static final Key<Speaks> EXPECTS =
            Key.optional("speaks", LANGUAGE, "hl7v2 2.4", "What it expects.");

    private static final Key<List<String>> MUST =
            Key.list(
                    "must",
                    Forms.STANDARD,
                    "[nhs-number, uk-core 2.1.0]",
                    "Standards that it must keep, and packages of the trust that its FHIR must meet;"
                            + " conformance is measured from its traffic.");

    private static final Key<OrderBy> ORDER_BY =
            Key.optional(
                    "order-by",
                    Forms.scalar(
                            "one of patient, source, none, or a path such as PID-3.1",
                            "patient",
                            "",
                            PortSpec::orderBy),
                    "PID-3.1",
                    "Whose messages keep their order: patient, source (all in one order), none, or"
                            + " a path. Without it: patient for hl7v2, source for the others.");

    private static final Key<Charset> CHARSET =
            Key.fallback(
                    "charset",
                    Forms.CHARSET,
                    "UTF-8",
                    "ISO-8859-1",
                    "What the bytes mean when the message does not say.");

    private static final Key<ZoneId> ZONE =
            Key.fallback(
                    "zone",
                    Forms.ZONE,
                    "Europe/London",
                    "UTC",
                    "Where its clocks are: what a time without an offset means.");

    private static final Key<String> WHEN =
            Key.required(
                    "when", Forms.TEXT, "\"MSH-9.2 in (A31, A28)\"", "Which messages to filter.");

    private static final Key<String> WHY =
            Key.required(
                    "why",
                    Forms.TEXT,
                    "Nobody uses them here.",
                    "The reason, as it stands in the book.");

    private static final Spec<IgnoreDocument> IGNORE_TABLE =
            new Spec<>(
                    "ignore",
                    "a filter",
                    "A rule that filters messages. What no rule filters and no route wants is"
                            + " parked, for it has no owner.",
                    List.of(WHEN, WHY),
                    f -> new IgnoreDocument(f.get(WHEN), f.get(WHY), f.written()));

    private static final Key<List<IgnoreDocument>> IGNORE =
            Key.list(
                    "ignore",
                    IGNORE_TABLE,
                    "[{ when: MSH-9.2 equals A31, why: Nobody uses them here. }]",
                    "Messages that are taken and then filtered.");

    private static final Key<Integer> CONNECTIONS =
            Key.fallback(
                    "connections",
                    Forms.number(1, Journal.LANES, "4"),
                    "1",
                    "4",
                    "How many run side by side; order is kept whatever the number.");

    private static final Key<Duration> ANSWER_WITHIN =
            Key.fallback(
                    "answer-within",
                    Forms.DURATION,
                    "30 s",
                    "10 s",
                    "How long an answer may take before it counts as none.");

    static final ChoiceForm<SendsDocument> SENDS =
            new ChoiceForm<>("a port that sends", "over", sendsSpecs());

    static final ChoiceForm<ReceivesDocument> RECEIVES =
            new ChoiceForm<>("a port that receives", "over", receivesSpecs());

    private static Map<String, Spec<? extends SendsDocument>> sendsSpecs() {
        Map<String, Spec<? extends SendsDocument>> all = new LinkedHashMap<>();
        all.put("mllp", sends("mllp", "Listens for MLLP connections.", MllpSpec.IN, MllpSpec::in));
        all.put("http", sends("http", "Listens for HTTP POST.", HttpSpec.IN, HttpSpec::in));
        String look = "Looks for files in a folder";
        all.put("files", sends("files", look + ".", FilesSpec.FILES_IN, FilesSpec::filesIn));
        all.put(
                "sftp",
                sends("sftp", look + " of an SFTP server.", FilesSpec.SFTP_IN, FilesSpec::sftpIn));
        return all;
    }

    private static Map<String, Spec<? extends ReceivesDocument>> receivesSpecs() {
        Map<String, Spec<? extends ReceivesDocument>> all = new LinkedHashMap<>();
        all.put("mllp", receives("mllp", "Connects by MLLP.", MllpSpec.OUT, MllpSpec::out));
        all.put("http", receives("http", "Calls by HTTP POST.", HttpSpec.OUT, HttpSpec::out));
        String write = "Writes files to a folder";
        all.put("files", receives("files", write + ".", FilesSpec.FILES_OUT, FilesSpec::filesOut));
        all.put(
                "sftp",
                receives(
                        "sftp",
                        write + " of an SFTP server.",
                        FilesSpec.SFTP_OUT,
                        FilesSpec::sftpOut));
        return all;
    }

    private static Spec<SendsDocument> sends(
            String over, String summary, List<Key<?>> own, Function<Fields, Carrier.In> carrier) {
        var keys = new ArrayList<Key<?>>(List.of(OVER));
        keys.addAll(own);
        keys.addAll(List.of(SPEAKS, CHARSET, ZONE, MUST, ORDER_BY, IGNORE));
        return new Spec<>(
                "sends over " + over,
                "a port that sends",
                summary,
                keys,
                f ->
                        new SendsDocument(
                                carrier.apply(f),
                                in(f.get(SPEAKS), f.get(CHARSET), f.get(ZONE)),
                                f.get(MUST),
                                f.find(ORDER_BY),
                                f.get(IGNORE),
                                f.written()));
    }

    private static Spec<ReceivesDocument> receives(
            String over, String summary, List<Key<?>> own, Function<Fields, Carrier.Out> carrier) {
        var keys = new ArrayList<Key<?>>(List.of(OVER));
        keys.addAll(own);
        keys.addAll(List.of(EXPECTS, MUST, CONNECTIONS, ANSWER_WITHIN));
        return new Spec<>(
                "receives over " + over,
                "a port that receives",
                summary,
                keys,
                f ->
                        new ReceivesDocument(
                                carrier.apply(f),
                                f.find(EXPECTS),
                                f.get(MUST),
                                f.get(CONNECTIONS),
                                f.get(ANSWER_WITHIN),
                                f.written()));
    }

    private static Speaks in(Speaks speaks, Charset charset, ZoneId zone) {
        return new Speaks(speaks.format(), speaks.version(), charset, zone);
    }

    private static Optional<Speaks> speaks(String text) {
        String[] words = text.split(" ", -1);
        if (words.length > 2 || (words.length == 2 && words[1].isBlank())) {
            return Optional.empty();
        }
        Optional<String> version = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        return List.of(Format.values()).stream()
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(words[0]))
                .findFirst()
                .map(format -> new Speaks(format, version, StandardCharsets.UTF_8));
    }

    private static Optional<OrderBy> orderBy(String text) {
        return switch (text) {
            case "patient" -> Optional.of(new OrderBy.Patient());
            case "source" -> Optional.of(new OrderBy.Source());
            case "none" -> Optional.of(new OrderBy.None());
            default -> Forms.PATH.parse().apply(text).map(OrderBy.By::new);
        };
    }
}
