package org.parley.engine.map.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a resource or a data type a row writes: the elements on the way, and which one of a
 * list. Immutable.
 *
 * @param steps outermost first; empty for the element at hand itself
 */
record Slot(List<Step> steps) implements Target {
    /** Stands for no label: each value has an element of its own. */
    static final long OWN = -1;

    Slot {
        steps = List.copyOf(steps);
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
        int parent = parent(run, node, repetition);
        Step step = steps.getLast();
        return maker.make(run, parent, step.element(), lastLabel(run, repetition), range, text);
    }

    @Override
    public boolean taken(Run run, int node) {
        Step only = steps.getLast();
        return steps.size() == 1
                && only.element().primitive()
                && !only.element().repeats()
                && run.tree().findValue(node, only.element().order());
    }

    /** The node that the last element stands in. */
    private int parent(Run run, int node, int repetition) {
        int at = node;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = enter(run, at, steps.get(i), repetition);
        }
        return at;
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
            tree.value(tree.add(made, step.urlIn(), 0), url, 0, url.length, false);
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

    /** The label of the last element: each value its own when it is a list without a label. */
    private long lastLabel(Run run, int repetition) {
        Step step = steps.getLast();
        if (!step.element().repeats()) {
            return 0;
        }
        return step.label() == 0 ? OWN : label(run, step, repetition);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            out.append(out.isEmpty() ? "" : ".").append(step.element().name());
        }
        return out.toString();
    }
}
