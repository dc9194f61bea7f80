package org.parley.engine.feed;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.problem.Problem;

/** What came of reading a record. */
public sealed interface FeedReading {
    /**
     * It is as its layout says.
     *
     * @param message what stands for it
     * @param names what the sender calls each field of the message, by segment and number
     */
    record Good(Message message, Map<String, String> names) implements FeedReading {
        private static final Pattern PLACE =
                Pattern.compile("(ZR[0-9A-Z])(?:\\[(\\d+)])?(?:-(\\d+))?(\\[\\d+])?(?:\\.\\d+)*");

        public Good {
            names = Map.copyOf(names);
        }

        /** A place of the message by the sender's name; empty for the message's own header. */
        public Optional<String> named(String place) {
            if (place.startsWith("MSH")) {
                return Optional.empty();
            }
            Matcher parts = PLACE.matcher(place);
            if (!parts.matches()) {
                return Optional.of(place);
            }
            String field = parts.group(3) == null ? "" : "-" + parts.group(3);
            String name = names.getOrDefault(parts.group(1) + field, place);
            String number = parts.group(2) == null ? "1" : parts.group(2);
            int list = name.lastIndexOf("[]");
            String item =
                    list < 0
                            ? name
                            : name.substring(0, list)
                                    + "["
                                    + number
                                    + "]"
                                    + name.substring(list + 2);
            return Optional.of(item + (parts.group(4) == null ? "" : parts.group(4)));
        }
    }

    /** It is not; nothing can be made of it. */
    record Bad(Problem problem) implements FeedReading {}
}
