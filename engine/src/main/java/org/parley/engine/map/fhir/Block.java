package org.parley.engine.map.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data type table where a row uses it: its rules read within the value at hand. Constants are
 * written only when something else was.
 */
final class Block {
    private final List<Rule> rules;
    private final List<Rule> constants;

    Block(List<Rule> rules, List<Rule> constants) {
        this.rules = List.copyOf(rules);
        this.constants = List.copyOf(constants);
    }

    private boolean run(Run run, int node) {
        int before = run.values();
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).apply(run, node);
        }
        if (run.values() == before) {
            return false;
        }
        for (int i = 0; i < constants.size(); i++) {
            constants.get(i).apply(run, node);
        }
        return true;
    }

    /** Fills an element that has elements. */
    record Whole(Block block) implements Maker.Complex {
        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            return block.run(run, node);
        }

        @Override
        public boolean ofRows() {
            return true;
        }
    }

    /** Makes a primitive; each row writes the element itself. */
    record Single(Block block) implements Maker {
        @Override
        public boolean make(
                Run run, int node, Element element, long label, long range, @Nullable String text) {
            return block.run(run, node);
        }

        @Override
        public boolean ofRows() {
            return true;
        }
    }

    /** A row whose value is a resource of its own, with a reference where the row writes. */
    record Apart(String type, Block block) implements Maker.Complex {
        @Override
        public boolean fill(Run run, int node, long range, @Nullable String text) {
            Resource around = run.current();
            Resource made = run.resource(type, Resource.NAMELESS);
            run.current(made);
            boolean any = block.run(run, made.root());
            run.current(around);
            if (any) {
                run.tree().refer(node, made.number());
            }
            return any;
        }

        @Override
        public boolean ofRows() {
            return true;
        }
    }
}
