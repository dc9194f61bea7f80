package org.parley.engine.map.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.engine.map.Site;
import org.parley.wire.hl7v2.Span;

/** A compiled row. Immutable; run against a node that its slot starts from. */
sealed interface Rule permits Joined, Rule.Each, Rule.Part, Rule.Lines, Rule.Whole, Rule.Fixed {
    Site site();

    void apply(Run run, int node);

    /** What must be there for the row to do anything. */
    Needs needs(Base base);

    /** True when all it does is to say that it left a value out: nobody need ask who is deaf. */
    default boolean silent() {
        return false;
    }

    /** The field that it reads as lines of one text; 0 for none. */
    default int line() {
        return 0;
    }

    /** Goes through the repetitions of a field. */
    record Each(
            Site site, Place from, When when, Optional<Joined> joined, Target target, Maker maker)
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
        public Needs needs(Base base) {
            return Needs.of(when, base, from);
        }

        @Override
        public boolean silent() {
            return target instanceof Target.Nowhere;
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
            if (!Rule.valued(places, range) || !when.holds(places)) {
                return false;
            }
            return joined.isPresent()
                    ? joined.get().write(run, node, number)
                    : Rule.put(run, this, target, node, number, maker, range);
        }
    }

    /** Reads one place within the repetition at hand, or elsewhere. */
    record Part(Site site, Place from, When when, Target target, Maker maker) implements Rule {
        @Override
        public void apply(Run run, int node) {
            Places places = run.places();
            if (from.kind() == Place.Kind.VALUE) {
                long range = places.find(from);
                if (Rule.valued(places, range) && when.holds(places)) {
                    Rule.put(run, this, target, node, 1, maker, range);
                }
                return;
            }
            if (!when.holds(places)) {
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
        public Needs needs(Base base) {
            return Needs.of(when, base, from);
        }
    }

    /**
     * Puts the fields of all segments of one name together, from the nearest on, a line each: a
     * text that its sender cut into segments. An empty field between others is an empty line.
     */
    record Lines(Site site, Place from, When when, Target target, Maker maker) implements Rule {
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
                String where = Whereabouts.of(run, node, target);
                taken.forEach(range -> run.account().took(site, run, range, where));
            }
        }

        @Override
        public Needs needs(Base base) {
            return new Needs(0, 0, 0, 0);
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
                if (when.holds(places)) {
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
    record Whole(Site site, When when, Target target, Maker maker) implements Rule {
        @Override
        public void apply(Run run, int node) {
            Places places = run.places();
            if (when.holds(places)) {
                Span span = places.message().segmentSpan(places.segment());
                String text = places.message().written(span);
                if (target.write(run, node, 1, maker, Places.ABSENT, text)) {
                    run.wrote();
                    if (run.account().listens()) {
                        run.account().fired(site);
                        long range = Places.pack(span.from(), span.end());
                        run.account().took(site, run, range, Whereabouts.of(run, node, target));
                    }
                }
            }
        }

        @Override
        public Needs needs(Base base) {
            return Needs.of(when, base);
        }
    }

    /** Writes a constant. */
    record Fixed(Site site, When when, Target target, Maker maker) implements Rule {
        @Override
        public void apply(Run run, int node) {
            boolean heard = run.account().listens();
            if ((heard || !target.taken(run, node)) && when.holds(run.places())) {
                if (target.write(run, node, 1, maker, Places.ABSENT, null)) {
                    run.account().fired(site);
                }
            }
        }

        @Override
        public Needs needs(Base base) {
            return Needs.of(when, base);
        }
    }

    /** True when there is a value and it is not HL7's null. */
    static boolean valued(Places places, long range) {
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
                run.account().took(rule.site(), run, range, Whereabouts.of(run, node, target));
            }
        }
        return true;
    }
}
