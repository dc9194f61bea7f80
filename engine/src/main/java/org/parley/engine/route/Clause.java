package org.parley.engine.route;

import java.util.List;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;

/** One part of a condition, ready to be asked. */
sealed interface Clause {
    boolean test(Message message, Focus focus);

    /** All hold; asked from the left, until one does not. */
    record And(List<Clause> parts) implements Clause {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(Message message, Focus focus) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).test(message, focus)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one holds; asked from the left, until one does. */
    record Or(List<Clause> parts) implements Clause {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(Message message, Focus focus) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).test(message, focus)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The opposite. */
    record Not(Clause part) implements Clause {
        @Override
        public boolean test(Message message, Focus focus) {
            return !part.test(message, focus);
        }
    }

    /** Some value at the path passes; where there is nothing, the empty text is asked. */
    record Any(Path path, ValueTest test) implements Clause {
        @Override
        public boolean test(Message message, Focus focus) {
            Path here = focus.at(path);
            if (Values.single(here)) {
                return test.test(message.textOrEmpty(here));
            }
            // Mostly there is one only, and it decides; so the list is made when it does not.
            String first = message.textOrEmpty(here);
            if (!first.isEmpty() && test.test(first)) {
                return true;
            }
            List<String> values = message.texts(here);
            for (int i = 0; i < values.size(); i++) {
                if (test.test(values.get(i))) {
                    return true;
                }
            }
            return values.isEmpty() && test.test("");
        }
    }

    /** Every value at the path passes; where there is nothing, the empty text is asked. */
    record All(Path path, ValueTest test) implements Clause {
        @Override
        public boolean test(Message message, Focus focus) {
            List<String> values = message.texts(focus.at(path));
            for (int i = 0; i < values.size(); i++) {
                if (!test.test(values.get(i))) {
                    return false;
                }
            }
            return !values.isEmpty() || test.test("");
        }
    }

    /** How many segments, or how many repetitions of a field. */
    record Count(Path path, Relation relation, long number) implements Clause {
        @Override
        public boolean test(Message message, Focus focus) {
            return relation.holds(message.count(focus.at(path)), number);
        }
    }

    /** Some value is found at both paths. */
    record Same(Path one, Path other) implements Clause {
        @Override
        public boolean test(Message message, Focus focus) {
            List<String> others = message.texts(focus.at(other));
            for (String value : message.texts(focus.at(one))) {
                if (!value.isEmpty() && others.contains(value)) {
                    return true;
                }
            }
            return false;
        }
    }
}
