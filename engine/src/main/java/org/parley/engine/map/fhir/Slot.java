package org.parley.engine.map.fhir;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a resource or a data type a row writes: the elements on the way, and which one of a
 * list. Immutable.
 */
final class Slot implements Target {
    /** Stands for no label: each value has an element of its own. */
    static final long OWN = -1;

    private final Step[] way;
    private final Step last;

    /** Whether a value of the last element has one of its own: a list without a label. */
    private final boolean own;

    /**
     * A slot.
     *
     * @param steps outermost first, at least one
     */
    Slot(List<Step> steps) {
        last = steps.getLast();
        way = steps.subList(0, steps.size() - 1).toArray(Step[]::new);
        own = last.element().repeats() && last.label() == 0;
    }

    /** True when it is a list that is written. */
    boolean repeats() {
        return last.element().repeats();
    }

    /** True when it shares an element with other rows of its segment table. */
    boolean labelled() {
        return last.label() > 0 || Stream.of(way).anyMatch(step -> step.label() > 0);
    }

    /**
     * One element on the way.
     *
     * @param element which
     * @param label a number that stands for the name in brackets; 0 for none
     * @param counts whether each repetition of the field has one of its own: the first with a label
     * @param shared whether the first segments of each name of a resource share the element
     * @param url the extension's url, already JSON; null when it is no extension
     */
    record Step(
            Element element,
            int label,
            boolean counts,
            boolean shared,
            byte @Nullable [] url,
            Element urlIn) {
        Step counting() {
            return new Step(element, label, !shared, shared, url, urlIn);
        }
    }

    @Override
    public boolean write(
            Run run, int node, int repetition, Maker maker, long range, @Nullable String text) {
        int parent = node;
        for (Step step : way) {
            parent = enter(run, parent, step, repetition);
        }
        long label = own ? OWN : last.element().repeats() ? label(run, last, repetition) : 0;
        return maker.make(run, parent, last.element(), label, range, text);
    }

    @Override
    public boolean taken(Run run, int node) {
        return way.length == 0
                && last.element().primitive()
                && !last.element().repeats()
                && run.tree().findValue(node, last.element().order());
    }

    private static int enter(Run run, int node, Step step, int repetition) {
        Tree tree = run.tree();
        long label = step.element().repeats() ? label(run, step, repetition) : 0;
        int found = tree.find(node, step.element(), label);
        if (found != Tree.NONE) {
            return found;
        }
        int made = tree.add(node, step.element(), label);
        byte[] url = step.url();
        if (url != null) {
            tree.value(tree.add(made, step.urlIn(), 0), url);
        }
        return made;
    }

    private static long label(Run run, Step step, int repetition) {
        // 24 bits, 14 bits and 26 bits: a message ends before its repetitions do
        int scope = step.shared() ? run.current().shared(run.places(), run.scope()) : run.scope();
        return ((long) scope << 40)
                | ((long) step.label() << 26)
                | (step.counts() ? repetition & 0x3ffffff : 0);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : way) {
            out.append(step.element().name()).append('.');
        }
        return out.append(last.element().name()).toString();
    }
}
