package org.parley.conformance.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.conformance.rule.Measure;
import org.parley.conformance.rule.Result;
import org.parley.conformance.rule.Rule;
import org.parley.conformance.rule.Ruling;
import org.parley.conformance.rule.Severity;
import org.parley.conformance.rule.Subject;
import org.parley.wire.fhir.JsonReader;

/**
 * Counts what ports send by the rules that they must meet. The same messages in the same order make
 * the same board. Owned by one thread.
 */
public final class Scoreboard {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Map<Cell, Tally> cells = new HashMap<>();
    private final Map<String, Fault> faults = new TreeMap<>();
    private final Software software = new Software();
    private final JsonReader json = new JsonReader();

    /** A message that a port took. */
    public void received(PortRules port, byte[] body, long position, Instant when) {
        add(port, Subject.of(port.port().speaks(), body, when, json), position, when);
    }

    /** What a port refused because it could not be read. */
    public void refused(PortRules port, long position, Instant when) {
        add(port, Subject.unreadable(when), position, when);
    }

    private void add(PortRules port, Subject subject, long position, Instant when) {
        if (port.rules().isEmpty()) {
            return;
        }
        LocalDate day = when.atZone(LONDON).toLocalDate();
        String week = week(day);
        String name = port.port().name();
        String sender = software.of(name, subject);
        Map<String, Map<Measure, Result>> whole = new HashMap<>();
        for (PortRules.Asked asked : port.rules()) {
            if (!asked.standard().on(day).asks()) {
                continue;
            }
            Rule rule = asked.rule().rule();
            Ruling ruling = asked.rule().ask(subject);
            count(new Cell.OfRule(week, sender, name, rule.id()), ruling.result());
            ruling.place().ifPresent(place -> fault(name, rule, place, position, when));
            if (rule.severity() == Severity.ERROR) {
                whole.computeIfAbsent(rule.standard(), s -> new EnumMap<>(Measure.class))
                        .merge(rule.measure(), ruling.result(), Scoreboard::worse);
            }
        }
        whole.forEach((standard, measures) ->
                measures.forEach((measure, result) ->
                        count(new Cell.OfMeasure(week, sender, name, standard, measure), result)));
    }

    /** One rule broken breaks the whole; one that nobody can decide leaves it open. */
    private static Result worse(Result one, Result other) {
        for (Result result : List.of(Result.FAIL, Result.UNDECIDED, Result.PASS)) {
            if (one == result || other == result) {
                return result;
            }
        }
        return Result.NOT_ASKED;
    }

    private void count(Cell cell, Result result) {
        if (result != Result.NOT_ASKED) {
            cells.merge(cell, Tally.NONE.and(result), Tally::and);
        }
    }

    private void fault(String port, Rule rule, Ruling.Place place, long position, Instant when) {
        String key = port + " " + rule.id();
        Fault known =
                Optional.ofNullable(faults.get(key))
                        .orElseGet(() -> new Fault(port, rule.id(), when, when, List.of()));
        String masked = known.wantsExample() ? place.masked() : "";
        faults.put(key, known.again(when, position, masked));
    }

    /** The week of a day, as ISO 8601 counts them. */
    static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** Everything that was counted. */
    public Map<Cell, Tally> cells() {
        return Map.copyOf(cells);
    }

    /** What is broken, by port and rule. */
    public List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    /** What was first broken at or after a time, the newest first. */
    public List<Fault> newSince(Instant since) {
        return faults.values().stream()
                .filter(fault -> !fault.first().isBefore(since))
                .sorted(Comparator.comparing(Fault::first).reversed())
                .toList();
    }

    /** Messages of a port by one rule, all weeks and versions together. */
    public Tally ofRule(String port, String rule) {
        return sum(cell ->
                cell instanceof Cell.OfRule one
                        && one.port().equals(port)
                        && one.rule().equals(rule));
    }

    /** Messages of a port by a measure of a standard, all weeks and versions together. */
    public Tally ofMeasure(String port, String standard, Measure measure) {
        return sum(cell ->
                cell instanceof Cell.OfMeasure one
                        && one.port().equals(port)
                        && one.standard().equals(standard)
                        && one.measure() == measure);
    }

    private Tally sum(java.util.function.Predicate<Cell> wanted) {
        Tally all = Tally.NONE;
        for (Map.Entry<Cell, Tally> one : cells.entrySet()) {
            if (wanted.test(one.getKey())) {
                all = all.and(one.getValue());
            }
        }
        return all;
    }
}
