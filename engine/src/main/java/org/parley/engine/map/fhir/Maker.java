package org.parley.engine.map.fhir;

import org.jspecify.annotations.Nullable;

/** Makes an element of FHIR from a value of v2. False when the value cannot be said there. */
interface Maker {
    /**
     * Makes the element.
     *
     * @param node the parent, in which the element is found or made
     * @param range where the value stands in the message; {@link Places#ABSENT} for none
     * @param text the value when a row put it together, or null for what stands at the range
     */
    boolean make(Run run, int node, Element element, long label, long range, @Nullable String text);

    /** True when it is made of rows, which account for what they take themselves. */
    default boolean ofRows() {
        return false;
    }

    /** A maker of elements that have elements. */
    interface Complex extends Maker {
        /** Fills the element's own node. */
        boolean fill(Run run, int node, long range, @Nullable String text);

        @Override
        default boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            int before = run.tree().count();
            int resources = run.resources().size();
            int at = run.place(node, element, label);
            if (at == Tree.NONE) {
                return false;
            }
            if (fill(run, at, range, text)) {
                return true;
            }
            if (at == before) {
                run.forget(resources);
                run.tree().takeBack(node, at);
            }
            return false;
        }
    }
}
