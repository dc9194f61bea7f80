package org.parley.engine.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.parley.engine.plan.Transport.Secret;

/** References to secrets become secrets. */
final class Secrets {
    private final Environment environment;
    private final Path base;
    private final Lints lints;

    Secrets(Environment environment, Path base, Lints lints) {
        this.environment = environment;
        this.base = base;
        this.lints = lints;
    }

    /** The secret, reported when it is not there. */
    Optional<Secret> resolve(Optional<SecretReference> reference, Place place) {
        return reference.flatMap(r ->
                switch (r) {
                    case SecretReference.Variable v ->
                            found(
                                    environment.variable(v.name()),
                                    place,
                                    "The environment variable " + v.name() + " is not set.",
                                    "Set it where Parley is started.");
                    case SecretReference.File f ->
                            found(
                                    file(f.path()),
                                    place,
                                    "The file " + f.path() + " is missing, empty or unreadable.",
                                    "Put the secret there, readable by Parley alone.");
                });
    }

    private Optional<String> file(String path) {
        try {
            return environment.secretFile(base.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Secret> found(
            Optional<String> value, Place place, String text, String remedy) {
        if (value.isEmpty()) {
            lints.error(place, "PAR-3027", text, remedy);
        }
        return value.map(Secret::new);
    }
}
