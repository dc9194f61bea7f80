package org.parley.conformance.rule;

import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.InPort.Format;

/**
 * One rule, as its file says it. The file's name is its id.
 *
 * @param id standard and what it is about: {@code isb0149/check-digit}
 * @param standard the standard's number in the register
 * @param paragraph where in the standard; empty where that is not known
 * @param demands what it demands, one sentence
 * @param format the messages that it reads
 * @param measure what it tells about a system
 * @param blame who has to mend what breaks it
 * @param must the words of a port's {@code must} by which it is asked
 * @param each the place of which every occurrence is asked; empty for the whole message
 * @param when which of them it is about; all when empty
 * @param asks what has to hold
 * @param mend what to do, one sentence
 * @param examples what it says of what
 * @param hash of what it asks: 16 hexadecimal digits; another hash is another rule
 */
public record Rule(
        String id,
        String standard,
        String paragraph,
        String demands,
        Format format,
        Measure measure,
        Severity severity,
        Blame blame,
        List<String> must,
        Optional<String> each,
        Optional<String> when,
        Asks asks,
        String mend,
        Examples examples,
        String hash) {
    public Rule {
        must = List.copyOf(must);
    }

    /** What has to hold. */
    public sealed interface Asks {
        /** A condition: of HL7 v2, of a record's columns, or FHIRPath. */
        record Condition(String text) implements Asks {}

        /** A check that is written in Java, see {@link Checks}. */
        record Java(String text) implements Asks {}
    }

    /**
     * A message, and changes to it. A change is {@code old -> new}; the old text stands in the
     * message exactly once, and ¶ is the end of a line.
     *
     * @param passes a whole message that passes
     * @param alsoPasses changes with which it still passes
     * @param fails changes of which each makes it fail
     * @param notAsked changes with which the rule has nothing to say
     */
    public record Examples(
            String passes, List<String> alsoPasses, List<String> fails, List<String> notAsked) {
        public Examples {
            alsoPasses = List.copyOf(alsoPasses);
            fails = List.copyOf(fails);
            notAsked = List.copyOf(notAsked);
        }

        /** The message with a change made. */
        public String with(String change) {
            String ends = passes.indexOf('\r') < 0 ? "\n" : "\r";
            int arrow = change.indexOf(" -> ");
            String old = arrow < 0 ? "" : change.substring(0, arrow).replace("¶", ends);
            int at = old.isEmpty() ? -1 : passes.indexOf(old);
            if (at < 0 || passes.indexOf(old, at + 1) >= 0) {
                throw new IllegalArgumentException(
                        "a change is 'old -> new', and the old stands in the example once: "
                                + change);
            }
            return passes.substring(0, at)
                    + change.substring(arrow + 4).replace("¶", ends)
                    + passes.substring(at + old.length());
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
