package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.map.How;
import org.parley.engine.map.Site;
import org.parley.engine.route.Conditions;
import org.parley.wire.hl7v2.Span;

/** A compiled row. Immutable; run against a node that its slot starts from. */
sealed interface Rule {
    Site site();

    void apply(Run run, int node);

    /**
     * Bits of places of the base of which at least one must not be empty for the row to do
     * anything; none when it may do something without.
     */
    long needs(Base base);

    /** The field that it reads as lines of one text; 0 for none. */
    default int line() {
        return 0;
    }

    /** Goes through the repetitions of a field. */
    record Each(
            Site site,
            Place from,
            Optional<Conditions.Compiled> when,
            Optional<Joined> joined,
            Target target,
            Maker maker)
            implements Rule {
        @Override
        public void apply(Run run, int node) {
            if (target.done(run)) {
                return;
            }
            Places places = run.places();
            int segment = places.segment();
            int where = from.kind() == Place.Kind.FIELD ? segment : places.nearest(from.segment());
            if (where < 0) {
                return;
            }
            long field = places.field(where, from.field());
            if (field == Places.ABSENT || Places.from(field) == Places.end(field)) {
                return;
            }
            if (from.repetition() > 0) {
                one(run, node, where, places.repetition(field, from.repetition()), 1);
            } else {
                all(run, node, where, field);
            }
            places.at(segment);
        }

        @Override
        public long needs(Base base) {
            long bit = base.bit(from);
            return bit == 0 ? Rule.needs(when, base) : bit;
        }

        @Override
        public int line() {
            boolean line = maker instanceof Texts.Line && from.kind() == Place.Kind.FIELD;
            return line ? from.field() : 0;
        }

        private void all(Run run, int node, int where, long field) {
            Places places = run.places();
            boolean onlyOne = from.kind() == Place.Kind.ELSEWHERE;
            int at = Places.from(field);
            int end = Places.end(field);
            for (int repetition = 1; at <= end; repetition++) {
                int stop = places.repetitionEnd(at, end);
                boolean made = one(run, node, where, Places.pack(at, stop), repetition);
                if (made && onlyOne) {
                    return;
                }
                at = stop + 1;
            }
        }

        private boolean one(Run run, int node, int where, long repetition, int number) {
            if (repetition == Places.ABSENT) {
                return false;
            }
            Places places = run.places();
            places.lead(where, from.field(), repetition);
            long range = places.within(repetition, from.component(), from.subcomponent());
            if (!Rule.valued(places, range) || (when.isPresent() && !when.get().test(places))) {
                return false;
            }
            return joined.isPresent()
                    ? joined.get().write(run, node, number)
                    : Rule.put(run, this, target, node, number, maker, range);
        }
    }

    /** Reads one place within the repetition at hand, or elsewhere. */
    record Part(
            Site site, Place from, Optional<Conditions.Compiled> when, Target target, Maker maker)
            implements Rule {
        @Override
        public void apply(Run run, int node) {
            Places places = run.places();
            if (from.kind() == Place.Kind.VALUE) {
                long range = places.find(from);
                if (Rule.valued(places, range) && (when.isEmpty() || when.get().test(places))) {
                    Rule.put(run, this, target, node, 1, maker, range);
                }
                return;
            }
            if (when.isPresent() && !when.get().test(places)) {
                return;
            }
            int where =
                    from.kind() == Place.Kind.FIELD
                            ? places.segment()
                            : places.nearest(from.segment());
            if (where >= 0) {
                long lead = places.lead();
                int leadSegment = places.leadSegment();
                int leadField = places.leadField();
                long field = places.field(where, from.field());
                long one = places.repetition(field, Math.max(1, from.repetition()));
                places.lead(where, from.field(), one);
                long range = places.within(one, from.component(), from.subcomponent());
                if (Rule.valued(places, range)) {
                    Rule.put(run, this, target, node, 1, maker, range);
                }
                places.lead(leadSegment, leadField, lead);
            }
        }

        @Override
        public long needs(Base base) {
            long bit = base.bit(from);
            return bit == 0 ? Rule.needs(when, base) : bit;
        }
    }

    /** Puts texts together where it stands: behind an {@link Each}, for each repetition. */
    record Joined(
            Site site,
            List<Word> words,
            List<How> how,
            Optional<Conditions.Compiled> when,
            Target target,
            Maker maker)
            implements Rule {
        public Joined {
            words = List.copyOf(words);
            how = List.copyOf(how);
        }

        /** A piece of the text. */
        sealed interface Word {
            /** What stands at a place. */
            record At(Place place) implements Word {}

            /** Always the same. */
            record Fixed(String text) implements Word {}

            /** What tells the resource of that name from others. */
            record KeyOf(String resource) implements Word {}
        }

        @Override
        public void apply(Run run, int node) {
            // Most places are empty, so looking for a value first saves most conditions.
            if (!target.done(run)
                    && valued(run.places())
                    && (when.isEmpty() || when.get().test(run.places()))) {
                write(run, node, 1);
            }
        }

        @Override
        public long needs(Base base) {
            long any = 0;
            for (Word word : words) {
                if (word instanceof Word.At(Place place)) {
                    long bit = base.bit(place);
                    if (bit == 0) {
                        return Rule.needs(when, base);
                    }
                    any |= bit;
                }
            }
            return any;
        }

        private boolean valued(Places places) {
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i) instanceof Word.At(Place place)
                        && Rule.valued(places, places.find(place))) {
                    return true;
                }
            }
            return false;
        }

        private boolean write(Run run, int node, int repetition) {
            String text = text(run);
            if (text.isEmpty()
                    || !target.write(run, node, repetition, maker, run.places().lead(), text)) {
                return false;
            }
            run.wrote();
            if (run.account().listens()) {
                account(run);
            }
            return true;
        }

        private void account(Run run) {
            run.account().fired(site);
            if (target.names()) {
                return;
            }
            for (Word word : words) {
                if (word instanceof Word.At(Place place)) {
                    run.account().beside(run, run.places().find(place));
                }
            }
            run.account().took(site, run, Places.ABSENT, target.toString());
        }

        /**
         * The text; empty when none of its places has a value. A key needs one in its own segment
         * and the key of every resource that it names: a hospital's name alone would make one
         * patient of all who came without a number.
         */
        private String text(Run run) {
            boolean key = target.names();
            StringBuilder out = new StringBuilder();
            boolean any = false;
            for (Word word : words) {
                switch (word) {
                    case Word.At(Place place) -> {
                        long range = run.places().find(place);
                        if (Rule.valued(run.places(), range)) {
                            out.append(run.places().text(range));
                            any |= !key || run.places().here(place);
                        }
                    }
                    case Word.Fixed(String text) -> out.append(text);
                    case Word.KeyOf(String resource) -> {
                        String of = run.keyOf(resource);
                        if (key && of.isEmpty()) {
                            return "";
                        }
                        out.append(of);
                    }
                }
            }
            String text = any ? out.toString() : "";
            for (How step : how) {
                text = step.apply(text);
            }
            return text;
        }
    }

    /**
     * Puts the fields of all segments of one name together, from the nearest on, a line each: a
     * text that its sender cut into segments. An empty field between others is an empty line.
     */
    record Lines(
            Site site, Place from, Optional<Conditions.Compiled> when, Target target, Maker maker)
            implements Rule {
        @Override
        public void apply(Run run, int node) {
            Places places = run.places();
            int here = places.segment();
            int first = places.nearest(from.segment());
            StringBuilder out = new StringBuilder();
            List<Long> taken = new ArrayList<>();
            for (int where : places.all(from.segment())) {
                places.at(here);
                if (where >= first && places.near(where)) {
                    places.at(where);
                    lines(run, where, out, taken);
                }
            }
            places.at(here);
            if (taken.isEmpty()
                    || !target.write(run, node, 1, maker, Places.ABSENT, out.toString())) {
                return;
            }
            run.wrote();
            if (run.account().listens()) {
                taken.forEach(range -> run.account().took(site, run, range, target.toString()));
            }
        }

        @Override
        public long needs(Base base) {
            return 0;
        }

        private void lines(Run run, int where, StringBuilder out, List<Long> taken) {
            Places places = run.places();
            long field = places.field(where, from.field());
            if (field == Places.ABSENT) {
                return;
            }
            int at = Places.from(field);
            while (at <= Places.end(field)) {
                int stop = places.repetitionEnd(at, Places.end(field));
                long repetition = Places.pack(at, stop);
                places.lead(where, from.field(), repetition);
                if (when.isEmpty() || when.get().test(places)) {
                    long range = places.within(repetition, from.component(), from.subcomponent());
                    boolean valued = Rule.valued(places, range);
                    out.append(taken.isEmpty() ? "" : "\n");
                    out.append(valued ? places.text(range) : "");
                    if (valued) {
                        taken.add(range);
                    }
                }
                at = stop + 1;
            }
        }
    }

    /** Keeps the segment that it stands at as it came. */
    record Whole(Site site, Optional<Conditions.Compiled> when, Target target, Maker maker)
            implements Rule {
        @Override
        public void apply(Run run, int node) {
            Places places = run.places();
            if (when.isEmpty() || when.get().test(places)) {
                Span span = places.message().segmentSpan(places.segment());
                String text = places.message().written(span);
                if (target.write(run, node, 1, maker, Places.ABSENT, text)) {
                    run.wrote();
                    run.account().fired(site);
                    long range = Places.pack(span.from(), span.end());
                    run.account().took(site, run, range, target.toString());
                }
            }
        }

        @Override
        public long needs(Base base) {
            return Rule.needs(when, base);
        }
    }

    /** Writes a constant. */
    record Fixed(Site site, Optional<Conditions.Compiled> when, Target target, Maker maker)
            implements Rule {
        @Override
        public void apply(Run run, int node) {
            if (when.isEmpty() || when.get().test(run.places())) {
                if (target.write(run, node, 1, maker, Places.ABSENT, null)) {
                    run.account().fired(site);
                }
            }
        }

        @Override
        public long needs(Base base) {
            return Rule.needs(when, base);
        }
    }

    private static long needs(Optional<Conditions.Compiled> when, Base base) {
        return when.map(condition -> condition.needs(base::bit)).orElse(0L);
    }

    /** True when there is a value and it is not HL7's null. */
    private static boolean valued(Places places, long range) {
        if (range == Places.ABSENT) {
            return false;
        }
        int from = Places.from(range);
        int length = Places.end(range) - from;
        byte[] view = places.view();
        return length > 0 && !(length == 2 && view[from] == '"' && view[from + 1] == '"');
    }

    private static boolean put(
            Run run, Rule rule, Target target, int node, int repetition, Maker maker, long range) {
        if (!target.write(run, node, repetition, maker, range, null)) {
            return false;
        }
        run.wrote();
        if (run.account().listens()) {
            run.account().fired(rule.site());
            if (!maker.ofRows() && !target.names()) {
                run.account().took(rule.site(), run, range, target.toString());
            }
        }
        return true;
    }
}
