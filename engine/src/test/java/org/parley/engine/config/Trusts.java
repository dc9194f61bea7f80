package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.engine.plan.Mapping;
import org.parley.wire.hl7v2.Message;

/** Small trusts for tests, and a compiler of maps that knows nothing of HL7. */
final class Trusts {
    private Trusts() {}

    static final Environment NOTHING = Environment.of(Map.of());

    /** Takes every file in maps for a map that changes nothing. */
    static final MapCompiler MAPS =
            new MapCompiler() {
                @Override
                public boolean has(String name, Source files) {
                    return names(files).contains(name);
                }

                @Override
                public List<String> names(Source files) {
                    return files.names().stream()
                            .filter(n -> n.startsWith("maps/"))
                            .map(n -> n.substring(5, n.indexOf('.')))
                            .toList();
                }

                @Override
                public Compiled compile(List<String> names, Source files) {
                    return new Compiled.Ok(new Same(String.join(", ", names)));
                }
            };

    record Same(String name) implements Mapping {
        @Override
        public Mapped apply(Message message) {
            return new Mapped.Messages(List.of(message));
        }
    }

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
        return Configuration.read(source, "local", environment, MAPS);
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
