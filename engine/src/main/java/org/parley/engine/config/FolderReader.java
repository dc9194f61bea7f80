package org.parley.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads all files of one configuration, then compiles what they hold. Used once. */
final class FolderReader {
    private final Source source;
    private final String env;
    private final Environment environment;
    private final Lints lints;
    private final Map<String, byte[]> used = new TreeMap<>();
    private final Declared declared = new Declared();

    FolderReader(Source source, String env, Environment environment) {
        this.source = source;
        this.env = env;
        this.environment = environment;
        this.lints = new Lints(source.label());
    }

    Configuration read() {
        References references = references();
        List<Document> documents = documents(references);
        tables();
        for (Source.Trouble trouble : source.troubles()) {
            declared.incomplete();
            lints.error(
                    Place.top(trouble.name().isEmpty() ? "." : trouble.name()),
                    "PAR-3015",
                    "This cannot be read: " + trouble.why() + ".",
                    "Look at its name, its size and its permissions.");
        }
        var compiler = new Compiler(source, environment, declared, lints);
        Optional<Loaded> loaded = compiler.compile(documents, env, used);
        return loaded.isPresent() && lints.errors() == 0
                ? new Configuration.Good(loaded.get(), lints.all())
                : new Configuration.Bad(lints.all());
    }

    private References references() {
        String file = "env/" + env + ".yaml";
        String given = "env/" + env + ".given.yaml";
        var documents = new ArrayList<Tree>();
        Optional<byte[]> bytes = source.file(file);
        if (bytes.isEmpty() && !env.equals(Configuration.DEFAULT_ENVIRONMENT)) {
            lints.error(
                    Place.top(file),
                    "PAR-3013",
                    "There is no file for the environment \""
                            + env
                            + "\"."
                            + Suggestion.question(env, environments()),
                    "Make it, or name another environment: " + String.join(", ", environments()));
        }
        bytes.ifPresent(b -> documents.addAll(use(file, b)));
        References.asFile(environment.overrides())
                .or(() -> source.file(given))
                .ifPresent(b -> documents.addAll(use(given, b)));
        return References.of(file, documents, lints);
    }

    private List<String> environments() {
        var names = new ArrayList<String>();
        for (String name : source.names()) {
            if (name.matches("env/[^/]+\\.yaml") && !name.endsWith(".given.yaml")) {
                names.add(name.substring("env/".length(), name.length() - ".yaml".length()));
            }
        }
        return names.isEmpty() ? List.of(Configuration.DEFAULT_ENVIRONMENT) : names;
    }

    private List<Tree> use(String file, byte[] bytes) {
        used.put(file, bytes);
        YamlReader.Documents read = YamlReader.read(file, bytes, lints);
        if (!read.whole()) {
            declared.incomplete();
        }
        return read.documents();
    }

    private List<Document> documents(References references) {
        var all = new ArrayList<Document>();
        for (String name : source.names()) {
            if (name.startsWith("env/")) {
                continue;
            }
            if (name.endsWith(".yaml")) {
                source.file(name)
                        .ifPresent(b ->
                                use(name, b).forEach(t -> document(references.resolve(t), all)));
            } else if (name.endsWith(".yml")) {
                lints.warn(
                        Place.top(name),
                        "PAR-3016",
                        "This file is not read: its name ends in .yml.",
                        "Rename it to end in .yaml.");
            }
        }
        return all;
    }

    /** Everything in these folders belongs to the plan, used or not: maps name one another. */
    private void tables() {
        for (String name : source.names()) {
            if (name.matches("(maps|codes|layouts)/.*") || name.startsWith(ProductTables.PREFIX)) {
                source.file(name).ifPresent(bytes -> used.put(name, bytes));
            }
        }
    }

    private void document(Tree tree, List<Document> all) {
        if (!(tree instanceof Tree.Table table) || table.entries().isEmpty()) {
            lints.error(
                    tree.place(),
                    "PAR-3011",
                    "A document is a table of keys.",
                    "Begin it with its kind and name, for example: system: pas");
            return;
        }
        declared.add(table);
        Tree.Text kind = table.entries().get(0).key();
        Optional.ofNullable(Specs.KINDS.get(kind.value()))
                .ifPresentOrElse(
                        spec -> spec.read(tree, lints).ifPresent(all::add),
                        () -> unknownKind(kind, table));
    }

    private void unknownKind(Tree.Text kind, Tree.Table table) {
        var words = List.copyOf(Specs.KINDS.keySet());
        String inside =
                words.stream()
                        .filter(w -> table.entry(w).isPresent())
                        .findFirst()
                        .map(w -> " The key \"" + w + "\" must come first.")
                        .orElse(Suggestion.question(kind.value(), words));
        lints.error(
                kind.place(),
                "PAR-3011",
                "There is no kind of document \"" + kind.value() + "\"." + inside,
                "The first key of a document is its kind: trust, system, route or test.");
    }

    /** What the documents name, broken ones included, so that one fault does not cause others. */
    static final class Declared {
        private final Map<String, Place> names = new HashMap<>();
        private boolean complete = true;

        void incomplete() {
            complete = false;
        }

        /** Whether something is known not to be there. */
        boolean lacks(String kind, String name) {
            return complete && !names.containsKey(kind + " " + name);
        }

        List<String> all(String kind) {
            return names.keySet().stream()
                    .filter(n -> n.startsWith(kind + " "))
                    .map(n -> n.substring(kind.length() + 1))
                    .sorted()
                    .toList();
        }

        boolean isComplete() {
            return complete;
        }

        void add(Tree.Table table) {
            Tree.Entry first = table.entries().get(0);
            if (!(first.value() instanceof Tree.Text name)
                    || !Specs.KINDS.containsKey(first.key().value())) {
                // Nobody can know what it would have named.
                complete = false;
                return;
            }
            names.put(first.key().value() + " " + name.value(), name.place());
            for (String side : List.of("sends", "receives")) {
                table.entry(side).ifPresent(entry -> ports(side, name.value(), entry.value()));
            }
        }

        private void ports(String side, String system, Tree tree) {
            if (!(tree instanceof Tree.Table table)) {
                complete = false;
                return;
            }
            for (Tree.Entry port : table.entries()) {
                String name = system + "." + port.key().value();
                names.put(side + " " + name, port.key().place());
            }
        }
    }
}
