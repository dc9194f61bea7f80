package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is generated from the specs is as the specs say. */
class GeneratedTest {
    private static final Path PAGE = Path.of("../docs/guide/configuration.md");
    private static final String BEGIN = "<!-- generated -->\n";
    private static final String END = "<!-- end of generated -->\n";

    @Test
    void theSchemaInTheRepositoryIsTheOneOfTheSpecs() {
        Golden.check(Path.of("../schema/parley.schema.json"), JsonSchema.text());
    }

    @Test
    void theGuideListsTheKeysOfTheSpecs() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));
        Golden.check(PAGE, before + "\n" + Guide.sections() + after);
    }

    @Test
    void everyExampleAndEveryDefaultIsRight() {
        for (Spec<?> spec : Specs.all()) {
            for (Key<?> key : spec.keys()) {
                var lints = new Lints("");
                String text = key.name() + ": " + key.example() + "\n";
                List<Tree> documents =
                        YamlReader.read("x", text.getBytes(StandardCharsets.UTF_8), lints)
                                .documents();
                Tree.Table table = (Tree.Table) documents.getFirst();
                Optional<?> value = key.form().read(table.entries().getFirst().value(), lints);
                assertThat(value)
                        .as("%s of %s: %s", key.name(), spec.name(), lints.all())
                        .isPresent();
                assertThat(key.absent().isPresent())
                        .as("%s of %s has a default that can be read", key.name(), spec.name())
                        .isEqualTo(key.fallback().isPresent());
            }
        }
    }

    @Test
    void specsThatShareANameAreTheSame() {
        assertThat(Specs.all().stream().map(Spec::id)).doesNotHaveDuplicates();
    }
}
