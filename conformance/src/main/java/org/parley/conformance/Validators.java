package org.parley.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.conformance.validate.Edition;
import org.parley.conformance.validate.LoosePackage;
import org.parley.conformance.validate.PackageReader;
import org.parley.conformance.validate.Terminology;

/**
 * Validators by the package and version that a connection is pinned to, several side by side. The
 * packages are read at once, so that a broken one is refused at the start; each validator is put
 * together when it is first asked for. Shared by any number of threads.
 */
public final class Validators {
    /** Most packages of one trust. */
    public static final int MAX_PACKAGES = 50;

    private final Map<String, LoosePackage> packages = new LinkedHashMap<>();
    private final Terminology terminology;
    private final Map<String, Inspector> made = new ConcurrentHashMap<>();
    private final Map<Edition, Inspector> plain = new EnumMap<>(Edition.class);

    /**
     * Reads packages.
     *
     * @param files by name and version as the trust writes them: {@code uk-core 2.1.0}
     * @throws IOException with a plain sentence when one is missing, broken or of another version
     */
    public Validators(Map<String, Path> files, Terminology terminology) throws IOException {
        this.terminology = terminology;
        if (files.size() > MAX_PACKAGES) {
            throw new IOException("A trust may have " + MAX_PACKAGES + " packages at most.");
        }
        for (Map.Entry<String, Path> one : files.entrySet()) {
            if (!Files.isRegularFile(one.getValue())) {
                throw new IOException("There is no package " + one.getValue() + ".");
            }
            LoosePackage read = PackageReader.read(one.getValue());
            String version = one.getKey().substring(one.getKey().indexOf(' ') + 1);
            if (!read.manifest().version().equals(version)) {
                throw new IOException(
                        "The package "
                                + one.getValue()
                                + " is "
                                + read.name()
                                + ", not version "
                                + version
                                + ". Name the version that it is.");
            }
            packages.put(one.getKey(), read);
        }
    }

    /** Names and versions, as the trust writes them. */
    public List<String> names() {
        return List.copyOf(packages.keySet());
    }

    /** The inspector of a package; empty when the trust names no such one. */
    public Optional<Inspector> of(String name, String version) {
        String key = name + " " + version;
        return packages.containsKey(key)
                ? Optional.of(made.computeIfAbsent(key, this::make))
                : Optional.empty();
    }

    /** The inspector of an edition of FHIR, without any package. */
    public synchronized Inspector of(Edition edition) {
        return plain.computeIfAbsent(
                edition, one -> new Inspector(one.with(List.of()), false, terminology));
    }

    /** What packages need and the trust does not name; what hangs on them will be UNDECIDED. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        packages.forEach((key, one) -> {
            for (Map.Entry<String, String> need : one.manifest().needs().entrySet()) {
                if (!core(need.getKey()) && needed(need).isEmpty()) {
                    missing.add(key + " needs " + need.getKey() + " " + need.getValue());
                }
            }
        });
        return missing;
    }

    private Inspector make(String key) {
        LoosePackage wanted = Objects.requireNonNull(packages.get(key));
        List<LoosePackage> inOrder = new ArrayList<>();
        gather(wanted, new HashSet<>(), inOrder);
        return new Inspector(Edition.of(wanted).with(inOrder), false, terminology);
    }

    /** A package behind those of its edition that it needs. */
    private void gather(LoosePackage one, Set<LoosePackage> seen, List<LoosePackage> to) {
        if (!seen.add(one)) {
            return;
        }
        for (Map.Entry<String, String> need : one.manifest().needs().entrySet()) {
            needed(need)
                    .filter(other -> Edition.of(other) == Edition.of(one))
                    .ifPresent(other -> gather(other, seen, to));
        }
        to.add(one);
    }

    private Optional<LoosePackage> needed(Map.Entry<String, String> need) {
        return packages.values().stream()
                .filter(one -> one.manifest().name().equals(need.getKey()))
                .filter(one -> fits(one.manifest().version(), need.getValue()))
                .findFirst();
    }

    /** Whether a version is the wanted one; 2.1.x and 2.1 mean any of that line. */
    private static boolean fits(String version, String wanted) {
        String line = wanted.endsWith(".x") ? wanted.substring(0, wanted.length() - 2) : wanted;
        return version.equals(line) || version.startsWith(line + ".");
    }

    private static boolean core(String name) {
        return name.equals("hl7.fhir.core") || name.matches("hl7\\.fhir\\.r\\d\\.core");
    }
}
