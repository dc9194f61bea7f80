package org.parley.engine.map.fhir;

import org.jspecify.annotations.Nullable;

/** Where a row writes, from the node that the table is about. */
interface Target {
    boolean write(
            Run run, int node, int repetition, Maker maker, long range, @Nullable String text);

    /** True when nothing is written but what the resource at hand is known by. */
    default boolean names() {
        return false;
    }

    /** True when what would be written is there already, and the first stays. */
    default boolean done(Run run) {
        return false;
    }

    /** True when a constant would change nothing, since another value is there and stays. */
    default boolean taken(Run run, int node) {
        return false;
    }

    /** The element at hand itself. */
    record Self(Element element) implements Target {
        @Override
        public boolean write(
                Run run, int node, int repetition, Maker maker, long range, @Nullable String text) {
            return maker instanceof Maker.Complex complex
                    ? complex.fill(run, node, range, text)
                    : maker.make(run, node, element, element.repeats() ? Slot.OWN : 0, range, text);
        }

        @Override
        public String toString() {
            return "$this";
        }
    }

    /** What tells the resource at hand from all others of its type. */
    record Key() implements Target {
        @Override
        public boolean write(
                Run run, int node, int repetition, Maker maker, long range, @Nullable String text) {
            return run.current().key(text == null ? run.places().text(range) : text);
        }

        @Override
        public boolean done(Run run) {
            return run.current().key() != null;
        }

        @Override
        public boolean names() {
            return true;
        }

        @Override
        public String toString() {
            return "$id";
        }
    }

    /** What others of the message call the resource at hand by. */
    record Called() implements Target {
        @Override
        public boolean write(
                Run run, int node, int repetition, Maker maker, long range, @Nullable String text) {
            return run.current().called(text == null ? run.places().text(range) : text);
        }

        @Override
        public boolean names() {
            return true;
        }

        @Override
        public String toString() {
            return "$key";
        }
    }

    /** Nowhere: the value is left out on purpose. */
    record Nowhere() implements Target {
        @Override
        public boolean write(
                Run run, int node, int repetition, Maker maker, long range, @Nullable String text) {
            return true;
        }

        @Override
        public String toString() {
            return "-";
        }
    }
}
