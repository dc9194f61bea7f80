package org.parley.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema takes what Parley takes, and refuses the mistakes that an editor should show. */
class SchemaTest {
    private static final Path TRUST = Path.of("../trust");

    @Test
    void everyDocumentOfTheExampleTrustIsValid() throws IOException {
        try (Stream<Path> files = Files.walk(TRUST)) {
            List<Path> yaml =
                    files.filter(f -> f.toString().endsWith(".yaml"))
                            .filter(f -> !f.startsWith(TRUST.resolve("env")))
                            .toList();
            assertThat(yaml).hasSizeGreaterThan(10);
            for (Path file : yaml) {
                for (Tree document : documents(Files.readString(file))) {
                    assertThat(valid(document)).as("%s %s", file, document.place()).isTrue();
                }
            }
        }
    }

    @Test
    void aRightDocumentIsValid() {
        assertThat(valid("trust: northmoor\nis: Northmoor\n")).isTrue();
        assertThat(valid("system: pas\nsends: { adt: { over: mllp, listen: 1, speaks: hl7v2 } }\n"))
                .isTrue();
    }

    @Test
    void anUnknownKeyIsNotValid() {
        assertThat(valid("trust: northmoor\nis: Northmoor\ncolour: red\n")).isFalse();
    }

    @Test
    void aKeyOfAnotherTransportIsNotValid() {
        String port = "{ over: files, listen: 1, from: x, speaks: csv }";
        assertThat(valid("system: pas\nsends: { adt: " + port + " }\n")).isFalse();
    }

    @Test
    void aMissingKeyIsNotValid() {
        assertThat(valid("trust: northmoor\n")).isFalse();
    }

    @Test
    void aWrongWordIsNotValid() {
        assertThat(valid("system: PAS\n")).isFalse();
        assertThat(valid("system: pas\nsends: { adt: { over: mlp } }\n")).isFalse();
    }

    @Test
    void anUnknownKindIsNotValid() {
        assertThat(valid("sistem: pas\n")).isFalse();
    }

    private static List<Tree> documents(String text) {
        return YamlReader.read(
                        "x", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), new Lints(""))
                .documents();
    }

    private static boolean valid(String text) {
        return valid(documents(text).getFirst());
    }

    private static boolean valid(Tree tree) {
        return new Validator(JsonSchema.json()).valid(JsonSchema.json(), tree);
    }

    /** As much of JSON Schema as our schema uses. */
    record Validator(Json.Table root) {
        boolean valid(Json schema, Tree tree) {
            Json.Table table = (Json.Table) schema;
            return table.members().entrySet().stream()
                    .allMatch(e -> holds(e.getKey(), e.getValue(), table, tree));
        }

        private boolean holds(String key, Json value, Json.Table schema, Tree tree) {
            return switch (key) {
                case "$ref" -> valid(definition(((Json.Text) value).value()), tree);
                case "type" -> type(value, tree);
                case "enum" -> tree instanceof Tree.Text t && strings(value).contains(t.value());
                case "const" ->
                        tree instanceof Tree.Text t
                                && t.value().equals(((Json.Text) value).value());
                case "pattern" ->
                        !(tree instanceof Tree.Text t)
                                || java.util.regex.Pattern.compile(((Json.Text) value).value())
                                        .matcher(t.value())
                                        .find();
                case "anyOf" -> items(value).stream().anyMatch(s -> valid(s, tree));
                case "oneOf" -> items(value).stream().filter(s -> valid(s, tree)).count() == 1;
                case "allOf" -> items(value).stream().allMatch(s -> valid(s, tree));
                case "not" -> !valid(value, tree);
                case "if" ->
                        !valid(value, tree) || valid(member(schema, "then").orElseThrow(), tree);
                case "items" ->
                        !(tree instanceof Tree.Items i)
                                || i.items().stream().allMatch(one -> valid(value, one));
                case "required" ->
                        tree instanceof Tree.Table t
                                && strings(value).stream().allMatch(k -> t.entry(k).isPresent());
                case "properties" -> properties((Json.Table) value, tree);
                case "additionalProperties" -> additional(value, schema, tree);
                case "description", "title", "then", "definitions", "$schema" -> true;
                default -> throw new AssertionError("the validator does not know " + key);
            };
        }

        private boolean properties(Json.Table known, Tree tree) {
            return !(tree instanceof Tree.Table t)
                    || t.entries().stream()
                            .allMatch(e ->
                                    member(known, e.key().value())
                                            .map(s -> valid(s, e.value()))
                                            .orElse(true));
        }

        private boolean additional(Json value, Json.Table schema, Tree tree) {
            if (!(tree instanceof Tree.Table t)) {
                return true;
            }
            Json.Table known = (Json.Table) member(schema, "properties").orElse(Json.object());
            return t.entries().stream()
                    .filter(e -> member(known, e.key().value()).isEmpty())
                    .allMatch(e -> !(value instanceof Json.Bool) && valid(value, e.value()));
        }

        private static boolean type(Json value, Tree tree) {
            String is =
                    switch (tree) {
                        case Tree.Text _ -> "string";
                        case Tree.Items _ -> "array";
                        case Tree.Table _ -> "object";
                    };
            return value instanceof Json.Text one
                    ? one.value().equals(is)
                    : strings(value).contains(is);
        }

        private Json definition(String reference) {
            Json.Table all = (Json.Table) member(root, "definitions").orElseThrow();
            return member(all, reference.substring("#/definitions/".length())).orElseThrow();
        }

        private static Optional<Json> member(Json.Table table, String key) {
            return Optional.ofNullable(table.members().get(key));
        }

        private static List<Json> items(Json value) {
            return ((Json.Array) value).items();
        }

        private static List<String> strings(Json value) {
            return items(value).stream().map(j -> ((Json.Text) j).value()).toList();
        }
    }
}
