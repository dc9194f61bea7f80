package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small trusts for tests. */
final class Trusts {
    private Trusts() {}

    static final Environment NOTHING = Environment.of(Map.of());

    /** File name, text, file name, text. */
    static Source files(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return Source.of(files, Path.of("/trust"));
    }

    static Configuration read(Source source) {
        return read(source, NOTHING);
    }

    static Configuration read(Source source, Environment environment) {
        return Configuration.read(source, "local", environment);
    }

    static Loaded good(Configuration configuration) {
        assertThat(configuration)
                .as(() -> "problems:\n" + rendered(configuration))
                .isInstanceOf(Configuration.Good.class);
        return ((Configuration.Good) configuration).loaded();
    }

    static String rendered(Configuration configuration) {
        return String.join("\n", configuration.lints().stream().map(Lint::render).toList());
    }
}
