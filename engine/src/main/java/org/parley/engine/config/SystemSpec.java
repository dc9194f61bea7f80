package org.parley.engine.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.engine.config.SystemDocument.InUse;
import org.parley.engine.config.SystemDocument.Installed;
import org.parley.engine.config.SystemDocument.Supplier;

/** How a system is described. */
final class SystemSpec {
    private SystemSpec() {}

    private static final Key<String> SUPPLIER_NAME =
            Key.required("name", Forms.TEXT, "Alder Systems", "The supplier's name.");

    private static final Key<LocalDate> CONTRACT_ENDS =
            Key.optional(
                    "contract-ends", Forms.DATE, "2028-03-31", "The last day of the contract.");

    private static final Key<String> DATA_EXPORT =
            Key.optional(
                    "data-export",
                    Forms.TEXT,
                    "on request for a fee",
                    "How the trust gets its own data out, in plain words.");

    private static final Spec<Supplier> SUPPLIER_TABLE =
            new Spec<>(
                    "supplier",
                    "a supplier",
                    "Who supplies the system. The board's page reads it.",
                    List.of(SUPPLIER_NAME, CONTRACT_ENDS, DATA_EXPORT),
                    f ->
                            new Supplier(
                                    f.get(SUPPLIER_NAME),
                                    f.find(CONTRACT_ENDS),
                                    f.find(DATA_EXPORT)));

    private static final Key<Integer> SEATS =
            Key.required(
                    "seats",
                    Forms.number(0, 10_000_000, "4200"),
                    "4200",
                    "How many seats are paid for.");

    private static final Key<YearMonth> SINCE =
            Key.optional("since", Forms.MONTH, "2016-04", "Since which month.");

    private static final Spec<Installed> INSTALLED_TABLE =
            new Spec<>(
                    "installed",
                    "installed",
                    "What is paid for.",
                    List.of(SEATS, SINCE),
                    f -> new Installed(f.get(SEATS), f.find(SINCE)));

    private static final Key<Optional<String>> COUNT =
            Key.required(
                    "count",
                    Forms.scalar(
                            "\"messages\", or \"distinct\" and a column or path",
                            "distinct staff-id",
                            "^(messages|distinct \\S+)$",
                            SystemSpec::count),
                    "distinct staff-id",
                    "What to count: messages, or the different values of a column or path.");

    private static final Key<String> OF =
            Key.required("of", Forms.NAME, "shifts", "The port of this system that shows it.");

    private static final Key<Duration> WITHIN =
            Key.required("within", Forms.DURATION, "6 weeks", "How far back to look.");

    private static final Spec<InUse> IN_USE_TABLE =
            new Spec<>(
                    "in-use",
                    "in-use",
                    "How to measure, from its own traffic, how much of the system is used.",
                    List.of(COUNT, OF, WITHIN),
                    f -> new InUse(f.get(COUNT), f.get(OF), f.get(WITHIN), f.written()));

    private static final Key<String> SYSTEM =
            Key.required(
                    "system",
                    Forms.NAME,
                    "pas",
                    "A short name; the first half of its ports' names.");

    private static final Key<String> IS =
            Key.optional("is", Forms.TEXT, "Patient administration", "What it is, in plain words.");

    private static final Key<String> OWNER =
            Key.optional(
                    "owner",
                    Forms.TEXT,
                    "Chief operating officer",
                    "Who answers for it, and for what waits for it. Without it: the trust's owner.");

    private static final Key<Supplier> SUPPLIER =
            Key.optional("supplier", SUPPLIER_TABLE, "{ name: Alder Systems }", "Who supplies it.");

    private static final Key<Map<String, SendsDocument>> SENDS =
            Key.optional(
                    "sends",
                    new NamedForm<>(Forms.NAME, PortSpec.SENDS),
                    "{ adt: { over: mllp, listen: 6001, speaks: hl7v2 2.4 } }",
                    "What it sends to Parley: a table from port names to ports.");

    private static final Key<Map<String, ReceivesDocument>> RECEIVES =
            Key.optional(
                    "receives",
                    new NamedForm<>(Forms.NAME, PortSpec.RECEIVES),
                    "{ orders: { over: mllp, to: \"lims.northmoor.example:7001\" } }",
                    "What it receives from Parley: a table from port names to ports.");

    private static final Key<Installed> INSTALLED =
            Key.optional(
                    "installed",
                    INSTALLED_TABLE,
                    "{ seats: 4200, since: 2016-04 }",
                    "What is paid for.");

    private static final Key<InUse> IN_USE =
            Key.optional(
                    "in-use",
                    IN_USE_TABLE,
                    "{ count: distinct staff-id, of: shifts, within: 6 weeks }",
                    "How to measure what is used.");

    static final Spec<SystemDocument> SPEC =
            new Spec<>(
                    "system",
                    "a system",
                    "A system of the trust or outside it: who owns it, who supplies it, what it"
                            + " sends and receives.",
                    List.of(SYSTEM, IS, OWNER, SUPPLIER, SENDS, RECEIVES, INSTALLED, IN_USE),
                    f ->
                            new SystemDocument(
                                    f.get(SYSTEM),
                                    f.find(IS),
                                    f.find(OWNER),
                                    f.find(SUPPLIER),
                                    f.find(SENDS).orElse(Map.of()),
                                    f.find(RECEIVES).orElse(Map.of()),
                                    f.find(INSTALLED),
                                    f.find(IN_USE),
                                    f.written()));

    private static Optional<Optional<String>> count(String text) {
        if (text.equals("messages")) {
            return Optional.of(Optional.empty());
        }
        return text.matches("distinct \\S{1,100}")
                ? Optional.of(Optional.of(text.substring("distinct ".length())))
                : Optional.empty();
    }
}
