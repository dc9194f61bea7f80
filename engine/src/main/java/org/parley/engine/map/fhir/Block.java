package org.parley.engine.map.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data type table where a row uses it: its rules read within the value at hand. Constants are
 * written only when something else was.
 */
final class Block {
    private final Base base;
    private final Rules rules;
    private final Rules constants;

    Block(Base base, List<Rule> rules, List<Rule> constants) {
        this.base = base;
        this.rules = new Rules(rules, base);
        this.constants = new Rules(constants, base);
    }

    private boolean run(Run run, int node) {
        int before = run.values();
        Present present = present(run.places());
        rules.apply(run, node, present);
        if (run.values() == before) {
            return false;
        }
        constants.apply(run, node, present);
        return true;
    }

    private Present present(Places places) {
        if (base.component() == 0) {
            return places.components();
        }
        return base.subcomponent() == 0 ? places.subcomponents(base.component()) : Present.NOTHING;
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
