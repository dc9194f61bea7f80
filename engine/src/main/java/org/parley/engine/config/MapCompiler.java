package org.parley.engine.config;

import java.util.List;
import org.parley.engine.plan.Mapping;
import org.parley.wire.problem.Problem;

/** Makes mappings of the tables of the folders {@code maps} and {@code codes}. */
public interface MapCompiler {
    /** Whether there is a table, or a class, of this name. */
    boolean has(String name, Source files);

    /** Names of all maps, for "did you mean". */
    List<String> names(Source files);

    /** Compiles maps that run one after another. Never throws. */
    Compiled compile(List<String> names, Source files);

    /** What came of it. */
    sealed interface Compiled {
        /** A mapping. */
        record Ok(Mapping mapping) implements Compiled {}

        /** None; every fault found. */
        record Wrong(List<Fault> faults) implements Compiled {
            public Wrong {
                faults = List.copyOf(faults);
            }
        }
    }

    /** Knows no map. */
    MapCompiler NONE =
            new MapCompiler() {
                @Override
                public boolean has(String name, Source files) {
                    return false;
                }

                @Override
                public List<String> names(Source files) {
                    return List.of();
                }

                @Override
                public Compiled compile(List<String> names, Source files) {
                    return new Compiled.Wrong(List.of());
                }
            };

    /** A fault in a table or class. */
    record Fault(Place place, Problem problem) {}
}
