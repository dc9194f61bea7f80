package org.parley.engine.route;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.parley.wire.hl7v2.Path;

/** One part of a condition, ready to be asked. */
sealed interface Clause {
    boolean test(Asked asked);

    /** See {@link Conditions.Compiled#needs}. */
    default long needs(ToLongFunction<Path> bit) {
        return 0;
    }

    /** All hold; asked from the left, until one does not. */
    record And(List<Clause> parts) implements Clause {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(Asked asked) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).test(asked)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            long fewest = 0;
            for (Clause part : parts) {
                long needs = part.needs(bit);
                boolean fewer = fewest == 0 || Long.bitCount(needs) < Long.bitCount(fewest);
                fewest = needs != 0 && fewer ? needs : fewest;
            }
            return fewest;
        }
    }

    /** At least one holds; asked from the left, until one does. */
    record Or(List<Clause> parts) implements Clause {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(Asked asked) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).test(asked)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            long any = 0;
            for (Clause part : parts) {
                long needs = part.needs(bit);
                if (needs == 0) {
                    return 0;
                }
                any |= needs;
            }
            return any;
        }
    }

    /** The opposite. */
    record Not(Clause part) implements Clause {
        @Override
        public boolean test(Asked asked) {
            return !part.test(asked);
        }
    }

    /** Some value at the path passes; where there is nothing, the empty text is asked. */
    record Any(Path path, ValueTest test) implements Clause {
        @Override
        public boolean test(Asked asked) {
            return asked.any(path, test);
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            return test.test("") ? 0 : bit.applyAsLong(path);
        }
    }

    /** Every value at the path passes; where there is nothing, the empty text is asked. */
    record All(Path path, ValueTest test) implements Clause {
        @Override
        public boolean test(Asked asked) {
            List<String> values = asked.all(path);
            for (int i = 0; i < values.size(); i++) {
                if (!test.test(values.get(i))) {
                    return false;
                }
            }
            return !values.isEmpty() || test.test("");
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            return test.test("") ? 0 : bit.applyAsLong(path);
        }
    }

    /** How many segments, or how many repetitions of a field. */
    record Count(Path path, Relation relation, long number) implements Clause {
        @Override
        public boolean test(Asked asked) {
            return relation.holds(asked.count(path), number);
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            return relation.holds(0, number) ? 0 : bit.applyAsLong(path);
        }
    }

    /** Some value is found at both paths. */
    record Same(Path one, Path other) implements Clause {
        @Override
        public boolean test(Asked asked) {
            List<String> others = asked.all(other);
            for (String value : asked.all(one)) {
                if (!value.isEmpty() && others.contains(value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            return bit.applyAsLong(one);
        }
    }

    /** Some value at one path was before, or after, the first value at the other. */
    record InTime(Path one, Path other, boolean before) implements Clause {
        @Override
        public boolean test(Asked asked) {
            Optional<Moment> bound = Moment.of(asked.first(other));
            if (bound.isEmpty()) {
                return false;
            }
            for (String value : asked.all(one)) {
                Optional<Moment> moment = Moment.of(value);
                if (moment.isPresent()
                        && (before
                                ? moment.get().before(bound.get())
                                : bound.get().before(moment.get()))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long needs(ToLongFunction<Path> bit) {
            return bit.applyAsLong(one);
        }
    }
}
