package org.parley.app.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.journal.JournalHealth;

/**
 * Is anything wrong, whom does it affect, is anything lost: in plain sentences.
 *
 * @param tone how bad
 * @param sentence one sentence without counts, so that a screen reader hears it only when it
 *     changes
 * @param detail with counts
 * @param points one for each thing that needs attention
 */
public record Headline(Tone tone, String sentence, String detail, List<String> points) {
    /** A wait so long is mentioned although the destination answers. */
    static final Duration LONG_WAIT = Duration.ofSeconds(60);

    private static final int MAX_NAMES = 2;

    public Headline {
        points = List.copyOf(points);
    }

    /** How bad; each has a word and a shape beside its colour. */
    public enum Tone {
        GOOD("good", "All is well"),
        WAITS("waits", "Something waits"),
        ACT("act", "A person is needed"),
        BROKEN("broken", "Act now");

        private final String style;
        private final String words;

        Tone(String style, String words) {
            this.style = style;
            this.words = words;
        }

        public String style() {
            return style;
        }

        public String words() {
            return words;
        }
    }

    /**
     * What the headline is made from.
     *
     * @param imbalances of the book
     * @param failure why the engine has stopped, if it has
     * @param oldParked the oldest parked ones
     * @param slow destinations that answer but where the oldest waits long
     */
    record Given(
            long received,
            long delivered,
            List<Now.LegRow> legs,
            List<Now.LegRow> slow,
            long parked,
            List<ParkedDelivery> oldParked,
            List<String> imbalances,
            Optional<RuntimeException> failure,
            JournalHealth journal) {}

    static Headline of(Given given) {
        if (given.failure().isPresent()) {
            return new Headline(
                    Tone.BROKEN,
                    "Parley has stopped moving messages. What it acknowledged is safe in the journal.",
                    taken(given) + " Restart it; the log says why it stopped.",
                    List.of());
        }
        if (!given.imbalances().isEmpty()) {
            return new Headline(
                    Tone.BROKEN,
                    "The book does not balance. Parley cannot say where every message is.",
                    taken(given)
                            + " This must never be: keep the journal as it is and report this to the makers of Parley.",
                    given.imbalances());
        }
        if (given.journal().trouble().isPresent()) {
            var problem = given.journal().trouble().get();
            return new Headline(
                    Tone.BROKEN,
                    "New messages are refused, and their senders keep them. What was taken is safe and still goes out.",
                    taken(given) + " " + problem.text() + " " + problem.remedy(),
                    List.of());
        }
        return usual(given);
    }

    private static Headline usual(Given given) {
        List<Now.LegRow> stuck =
                given.legs().stream()
                        .filter(l -> l.trouble().isPresent() && l.waitingCount() > 0)
                        .toList();
        List<String> points = new ArrayList<>();
        stuck.forEach(leg -> points.add(stuck(leg)));
        given.slow().stream().filter(l -> !stuck.contains(l)).forEach(l -> points.add(slow(l)));
        if (given.parked() > 0) {
            points.add(parked(given));
        }
        List<String> said = new ArrayList<>();
        if (!stuck.isEmpty()) {
            said.add(
                    names(stuck)
                            + (systems(stuck) == 1 ? " takes" : " take")
                            + " no messages; they wait in order");
        } else if (!given.slow().isEmpty()) {
            said.add(
                    names(given.slow())
                            + (systems(given.slow()) == 1 ? " is" : " are")
                            + " slow; messages wait in order");
        }
        if (given.parked() > 0) {
            said.add("some deliveries need a person");
        }
        if (said.isEmpty()) {
            return new Headline(
                    Tone.GOOD,
                    "Everything that came in is accounted for. Nothing needs you.",
                    taken(given),
                    points);
        }
        String sentence = String.join(", and ", said) + ". Nothing is lost.";
        return new Headline(
                given.parked() > 0 ? Tone.ACT : Tone.WAITS,
                Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1),
                "Everything that came in is accounted for. " + taken(given),
                points);
    }

    private static String taken(Given given) {
        return Words.count(given.received(), "message", "messages")
                + " taken, "
                + Words.count(given.delivered(), "delivery", "deliveries")
                + " made.";
    }

    private static String stuck(Now.LegRow leg) {
        Now.Trouble trouble = leg.trouble().orElseThrow();
        return leg.name()
                + " ("
                + leg.code()
                + ") has "
                + leg.waiting()
                + " waiting, the oldest for "
                + leg.oldest()
                + ". Since "
                + trouble.since()
                + ": "
                + trouble.text()
                + " Parley keeps trying. Owner: "
                + leg.owner()
                + ".";
    }

    private static String slow(Now.LegRow leg) {
        return leg.name()
                + " ("
                + leg.code()
                + ") has "
                + leg.waiting()
                + " waiting, the oldest for "
                + leg.oldest()
                + ", and answers. Owner: "
                + leg.owner()
                + ".";
    }

    private static String parked(Given given) {
        List<String> owners =
                given.oldParked().stream().map(ParkedDelivery::owner).distinct().toList();
        return Words.count(given.parked(), "delivery is parked", "deliveries are parked")
                + " for "
                + some(owners)
                + ". Each says why, and what to do.";
    }

    private static long systems(List<Now.LegRow> legs) {
        return legs.stream().map(Now.LegRow::name).distinct().count();
    }

    private static String names(List<Now.LegRow> legs) {
        return some(legs.stream().map(Now.LegRow::name).distinct().toList());
    }

    private static String some(List<String> names) {
        return switch (names.size()) {
            case 0 -> "nobody";
            case 1 -> names.getFirst();
            case 2 -> names.getFirst() + " and " + names.getLast();
            default ->
                    String.join(", ", names.subList(0, MAX_NAMES))
                            + " and "
                            + (names.size() - MAX_NAMES)
                            + " more";
        };
    }
}
