package org.parley.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a machine adds to a configuration: values that replace those of {@code env/NAME.yaml}, and
 * secrets.
 */
public interface Environment {
    /** Characters of one secret; a chain of certificates fits. */
    int MAX_SECRET_BYTES = 1 << 20;

    /** An environment variable, if set and not empty. */
    Optional<String> variable(String name);

    /** A secret's file, if readable; the newline at its end is not part of the secret. */
    Optional<String> secretFile(Path file);

    /** Values that win over those of the environment's file, by name ({@code pas.adt}). */
    Map<String, String> overrides();

    /** This machine's variables and files. */
    static Environment system() {
        return of(System.getenv());
    }

    /** Variables given, files of this machine. */
    static Environment of(Map<String, String> variables) {
        return new Machine(Map.copyOf(variables));
    }

    /**
     * For compiling an old release to explain or replay it, when nothing is sent: every secret is
     * there and empty.
     */
    static Environment withoutSecrets() {
        return new Environment() {
            @Override
            public Optional<String> variable(String name) {
                return Optional.of("");
            }

            @Override
            public Optional<String> secretFile(Path file) {
                return Optional.of("");
            }

            @Override
            public Map<String, String> overrides() {
                return Map.of();
            }
        };
    }

    /** The same with values that win, such as addresses that only the program knows. */
    default Environment with(Map<String, String> overrides) {
        Environment self = this;
        Map<String, String> copy = Map.copyOf(overrides);
        return new Environment() {
            @Override
            public Optional<String> variable(String name) {
                return self.variable(name);
            }

            @Override
            public Optional<String> secretFile(Path file) {
                return self.secretFile(file);
            }

            @Override
            public Map<String, String> overrides() {
                return copy;
            }
        };
    }

    /** The default kind. */
    record Machine(Map<String, String> variables) implements Environment {
        @Override
        public Map<String, String> overrides() {
            return Map.of();
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(variables.get(name)).filter(v -> !v.isEmpty());
        }

        @Override
        public Optional<String> secretFile(Path file) {
            try {
                if (!Files.isRegularFile(file) || Files.size(file) > MAX_SECRET_BYTES) {
                    return Optional.empty();
                }
                String text = Files.readString(file);
                return Optional.of(text.replaceFirst("\\R\\z", "")).filter(v -> !v.isEmpty());
            } catch (IOException e) {
                // Absent is the answer: the lint names the file, and must not carry its content.
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Machine";
        }
    }
}
