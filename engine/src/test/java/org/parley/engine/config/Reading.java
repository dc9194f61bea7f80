package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads one value in its form, which must be right. */
final class Reading {
    private Reading() {}

    static <T> T of(Form<T> form, String yaml) {
        var lints = new Lints("");
        List<Tree> documents =
                YamlReader.read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8), lints).documents();
        T read =
                form.read(documents.getFirst(), lints)
                        .orElseThrow(() -> new AssertionError(lints.all()));
        assertThat(lints.all()).isEmpty();
        return read;
    }
}
