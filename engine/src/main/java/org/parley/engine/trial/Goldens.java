package org.parley.engine.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.parley.engine.config.Source;

/** Golden files: compared byte for byte, and written anew when the person accepts what is. */
final class Goldens {
    private final Source files;
    private final Set<String> given;
    private final boolean accept;
    private final Map<String, byte[]> written = new TreeMap<>();
    private final List<String> log = new ArrayList<>();

    /**
     * @param given files that tests are given, which are never written
     * @param accept whether files that differ are written anew
     */
    Goldens(Source files, Set<String> given, boolean accept) {
        this.files = files;
        this.given = Set.copyOf(given);
        this.accept = accept;
    }

    /** What was written, a sentence each. */
    List<String> log() {
        return List.copyOf(log);
    }

    /** Compares what a destination accepted with its golden files, one each; says what differs. */
    List<String> check(String at, List<String> names, List<Visit> accepted) {
        List<String> failures = new ArrayList<>();
        if (names.size() != accepted.size()) {
            failures.add(
                    "at %s: %d delivered, golden files named: %d"
                            .formatted(at, accepted.size(), names.size()));
        }
        for (int i = 0; i < Math.min(names.size(), accepted.size()); i++) {
            check(at, names.get(i), accepted.get(i).bytes(), failures);
        }
        return failures;
    }

    private void check(String at, String name, byte[] is, List<String> failures) {
        Optional<byte[]> golden = Optional.ofNullable(written.get(name)).or(() -> files.file(name));
        if (golden.isPresent() && Arrays.equals(golden.get(), is)) {
            return;
        }
        String wrong =
                golden.isEmpty()
                        ? "at %s: there is no file %s; parley test --accept makes it"
                                .formatted(at, name)
                        : "at %s: it is not as in %s".formatted(at, name);
        if (accept && given.contains(name)) {
            wrong += "; a file that a test is given is not written anew";
        } else if (accept && written.containsKey(name)) {
            wrong += ", which another check has just written; give each its own file";
        } else if (accept) {
            write(name, golden.isPresent(), is, failures);
            return;
        }
        failures.add(wrong);
        golden.ifPresent(
                was -> Difference.lines(was, is).forEach(line -> failures.add("    " + line)));
    }

    private void write(String name, boolean there, byte[] is, List<String> failures) {
        Path file = files.base().resolve(name);
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, is);
            written.put(name, is);
            log.add((there ? "rewrote " : "made ") + name);
        } catch (IOException e) {
            failures.add("the golden file " + name + " cannot be written");
        }
    }
}
