package org.parley.engine.map.fhir;

import java.util.List;
import java.util.function.ToLongFunction;
import org.parley.engine.map.How;
import org.parley.engine.map.Site;

/** Puts texts together where it stands: behind an {@link Each}, for each repetition. */
record Joined(Site site, List<Word> words, List<How> how, When when, Target target, Maker maker)
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
        if (!target.done(run) && valued(run.places()) && when.holds(run.places())) {
            write(run, node, 1);
        }
    }

    @Override
    public Needs needs(Base base) {
        Needs needs = Needs.of(when, base);
        long read = any(base::bit);
        long within = any(base::within);
        return new Needs(read, needs.asked(), within, needs.askedWithin());
    }

    /** The bits of all places; none when one of them has none. */
    private long any(ToLongFunction<Place> bit) {
        long any = 0;
        for (Word word : words) {
            if (word instanceof Word.At(Place place)) {
                long one = bit.applyAsLong(place);
                if (one == 0) {
                    return 0;
                }
                any |= one;
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

    boolean write(Run run, int node, int repetition) {
        String text = text(run);
        if (text.isEmpty()
                || !target.write(run, node, repetition, maker, run.places().lead(), text)) {
            return false;
        }
        run.wrote();
        if (run.account().listens()) {
            account(run, node);
        }
        return true;
    }

    private void account(Run run, int node) {
        run.account().fired(site);
        if (target.names()) {
            return;
        }
        for (Word word : words) {
            if (word instanceof Word.At(Place place)) {
                run.account().beside(run, run.places().find(place));
            }
        }
        run.account().took(site, run, Places.ABSENT, Whereabouts.of(run, node, target));
    }

    /**
     * The text; empty when none of its places has a value. A key needs one in its own segment and
     * the key of every resource that it names: a hospital's name alone would make one patient of
     * all who came without a number.
     */
    private String text(Run run) {
        boolean key = target.names();
        StringBuilder out = new StringBuilder();
        boolean any = false;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
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
        for (int i = 0; i < how.size(); i++) {
            text = how.get(i).apply(text);
        }
        return text;
    }
}
