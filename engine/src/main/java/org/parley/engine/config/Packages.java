package org.parley.engine.config;

import java.util.List;
import java.util.Set;
import org.parley.engine.plan.InPort.Format;

/** FHIR packages are there, and ports are held to those that the trust names. */
public final class Packages {
    private Packages() {}

    /** Of what a port must keep, the packages: a name, a blank and a version. */
    public static List<String> in(List<String> must) {
        return must.stream().filter(Packages::is).toList();
    }

    private static boolean is(String standard) {
        return standard.indexOf(' ') > 0;
    }

    static void check(
            TrustDocument trust, List<SystemDocument> systems, Source source, Lints lints) {
        if (source.fixtures()) {
            files(trust, source, lints);
        }
        Set<String> known = trust.packages().keySet();
        for (SystemDocument system : systems) {
            system.sends()
                    .forEach((name, port) ->
                            port(
                                    port.must(),
                                    port.written(),
                                    port.speaks().format() == Format.FHIR,
                                    known,
                                    lints));
            system.receives()
                    .forEach((name, port) ->
                            port(
                                    port.must(),
                                    port.written(),
                                    port.speaks()
                                            .filter(one -> one.format() == Format.FHIR)
                                            .isPresent(),
                                    known,
                                    lints));
        }
    }

    private static void files(TrustDocument trust, Source source, Lints lints) {
        trust.packages()
                .forEach((name, file) -> {
                    if (!source.names().contains(file)) {
                        lints.error(
                                trust.written().name("packages", name),
                                "PAR-3048",
                                "There is no file \"%s\" for the package \"%s\"."
                                                .formatted(file, name)
                                        + Suggestion.question(file, source.names()),
                                "Put the package there, or mend the name of the file.");
                    }
                });
    }

    private static void port(
            List<String> must, Written written, boolean fhir, Set<String> known, Lints lints) {
        for (int i = 0; i < must.size(); i++) {
            String one = must.get(i);
            if (!is(one)) {
                continue;
            }
            Place place = written.at("must", i);
            if (!known.contains(one)) {
                lints.error(
                        place,
                        "PAR-3049",
                        "The trust has no package \"%s\".".formatted(one)
                                + Suggestion.question(one, known),
                        known.isEmpty()
                                ? "Write it in the trust's document: packages: { "
                                        + one
                                        + ": packages/FILE.tgz }"
                                : "Name one of: "
                                        + Suggestion.some(known.stream().sorted().toList())
                                        + "; or add it to the trust's document.");
            } else if (!fhir) {
                lints.error(
                        place,
                        "PAR-3050",
                        "The package \"%s\" is about FHIR, and this speaks something else."
                                .formatted(one),
                        "Take it out, or say: speaks: fhir r4.");
            }
        }
    }
}
