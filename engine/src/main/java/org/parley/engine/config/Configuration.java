package org.parley.engine.config;

import java.nio.file.Path;
import java.util.List;

/** What reading a trust's folder gives: all of it, or all that is wrong with it. Never throws. */
public sealed interface Configuration {
    /** The environment that is used when none is named. */
    String DEFAULT_ENVIRONMENT = "local";

    /** It is right; warnings are for somebody to look at. */
    record Good(Loaded loaded, List<Lint> warnings) implements Configuration {
        public Good {
            warnings = List.copyOf(warnings);
        }
    }

    /** It cannot be used; every problem, warnings among them, sorted by place. */
    record Bad(List<Lint> problems) implements Configuration {
        public Bad {
            problems = List.copyOf(problems);
        }
    }

    /** All lints, errors and warnings, sorted by place. */
    default List<Lint> lints() {
        return switch (this) {
            case Good good -> good.warnings();
            case Bad bad -> bad.problems();
        };
    }

    /**
     * Reads and compiles.
     *
     * @param files the trust's files
     * @param env the name of the environment, whose values are in {@code env/NAME.yaml}
     * @param environment values that win over that file, and secrets
     */
    static Configuration read(Source files, String env, Environment environment) {
        return new FolderReader(files, env, environment).read();
    }

    /** Reads and compiles the files of a folder. */
    static Configuration read(Path folder, String env, Environment environment) {
        return read(Source.folder(folder), env, environment);
    }
}
