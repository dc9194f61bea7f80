package org.parley.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Source;

/** A trust's own YAML, and the file of its environment. */
public final class ConfigurationTarget {
    private static final byte[] TRUST =
            "trust: t\nis: T\nowner: O\n".getBytes(StandardCharsets.UTF_8);

    private ConfigurationTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        read(Map.of("trust.yaml", data));
        read(Map.of("trust.yaml", TRUST, "env/local.yaml", data));
    }

    static void read(Map<String, byte[]> files) {
        Configuration.read(
                        Source.of(files, Path.of("")),
                        Configuration.DEFAULT_ENVIRONMENT,
                        Environment.withoutSecrets())
                .lints()
                .forEach(lint -> lint.render());
    }
}
