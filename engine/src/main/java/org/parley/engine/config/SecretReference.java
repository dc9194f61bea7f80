package org.parley.engine.config;

import java.util.List;
import java.util.Optional;

/** Says where a secret is; the secret itself is never in the trust's files. */
public sealed interface SecretReference {
    /** In an environment variable. */
    record Variable(String name) implements SecretReference {}

    /** In a file; a relative name is inside the trust's folder. */
    record File(String path) implements SecretReference {}

    /** {@code { secret-env: NAME }} or {@code { secret-file: path }}. */
    Form<SecretReference> FORM = new ReferenceForm();

    /** The form of a reference; a text in its place is a secret given away. */
    final class ReferenceForm implements Form<SecretReference> {
        private static final Key<String> VARIABLE =
                Key.required(
                        "secret-env",
                        Forms.scalar(
                                "the name of an environment variable",
                                "GP_TOKEN",
                                "^[A-Za-z_][A-Za-z0-9_]*$",
                                t ->
                                        Optional.of(t)
                                                .filter(n -> n.matches("[A-Za-z_][A-Za-z0-9_]*"))),
                        "GP_TOKEN",
                        "The environment variable that holds it.");

        private static final Key<String> FILE =
                Key.required(
                        "secret-file",
                        Forms.TEXT,
                        "/run/secrets/gp-token",
                        "The file that holds it; a newline at its end does not count.");

        static final Spec<SecretReference> IN_VARIABLE =
                new Spec<>(
                        "secret in a variable",
                        "a secret in a variable",
                        "A secret by reference to an environment variable.",
                        List.of(VARIABLE),
                        f -> new Variable(f.get(VARIABLE)));

        static final Spec<SecretReference> IN_FILE =
                new Spec<>(
                        "secret in a file",
                        "a secret in a file",
                        "A secret by reference to a file that is not under git.",
                        List.of(FILE),
                        f -> new File(f.get(FILE)));

        @Override
        public Optional<SecretReference> read(Tree tree, Lints lints) {
            if (tree instanceof Tree.Table table) {
                return (table.entry(FILE.name()).isPresent() ? IN_FILE : IN_VARIABLE)
                        .read(table, lints);
            }
            if (tree instanceof Tree.Text text && !text.missing()) {
                lints.hide(text.value());
                lints.error(
                        tree.place(),
                        "PAR-3028",
                        "A secret must not be written in a file of the configuration.",
                        "Write " + example() + ", and change the secret: it has been seen.");
                return Optional.empty();
            }
            return wrongShape(tree, lints);
        }

        @Override
        public String noun() {
            return "a reference to a secret";
        }

        @Override
        public String example() {
            return "{ secret-env: GP_TOKEN }";
        }

        @Override
        public Json schema() {
            return Json.object()
                    .with("oneOf", new Json.Array(List.of(IN_VARIABLE.schema(), IN_FILE.schema())));
        }

        @Override
        public List<Spec<?>> specs() {
            return List.of(IN_VARIABLE, IN_FILE);
        }
    }
}
