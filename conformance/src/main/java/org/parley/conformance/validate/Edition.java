package org.parley.conformance.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An edition of FHIR that Parley has the definitions of. */
public enum Edition {
    /** FHIR 3.0.2. */
    STU3,
    /** FHIR 4.0.1. */
    R4;

    /** Its name on the command line and in the trust's files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The edition of this name; empty when there is none. */
    public static Optional<Edition> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Its own definitions. */
    public Definitions.Source core() {
        return switch (this) {
            case STU3 -> new Stu3Core();
            case R4 -> new CorePackage();
        };
    }

    /** Its definitions and those of packages, the last package winning. */
    public Definitions with(List<LoosePackage> packages) {
        List<Definitions.Source> sources = new ArrayList<>();
        sources.add(core());
        sources.addAll(packages);
        return new Definitions(sources);
    }

    /** The edition that a package is for. */
    public static Edition of(LoosePackage one) {
        return one.manifest().stu3() ? STU3 : R4;
    }

    /** The edition that all packages are for; R4 when there are none. */
    public static Edition of(List<LoosePackage> packages) throws IOException {
        List<Edition> all = packages.stream().map(Edition::of).distinct().toList();
        if (all.size() > 1) {
            throw new IOException(
                    "Packages for FHIR STU3 and for R4 cannot judge one message: "
                            + String.join(", ", packages.stream().map(LoosePackage::name).toList())
                            + ". Name those of one edition.");
        }
        return all.isEmpty() ? R4 : all.getFirst();
    }
}
