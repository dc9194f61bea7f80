package org.parley.engine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where files are taken and put: no two ports take the same files, none takes what we put. */
final class Folders {
    private Folders() {}

    private record Taking(String port, String folder, String pattern, Place place) {}

    static void check(List<SystemDocument> systems, Lints lints) {
        var all = new ArrayList<Taking>();
        for (SystemDocument system : systems) {
            system.sends()
                    .forEach((n, p) -> taking(system.name() + "." + n, p).ifPresent(all::add));
        }
        for (int i = 0; i < all.size(); i++) {
            twice(all.get(i), all.subList(0, i), lints);
        }
        for (SystemDocument system : systems) {
            system.receives().forEach((n, p) -> round(p, all, lints));
        }
    }

    private static Optional<Taking> taking(String name, SendsDocument port) {
        return port.carrier() instanceof Carrier.FilesIn in
                ? Optional.of(
                        new Taking(name, key(in.from()), in.pattern(), port.written().at("from")))
                : Optional.empty();
    }

    private static String key(Carrier.Folder folder) {
        return switch (folder) {
            case Carrier.Folder.Here here -> Path.of(here.path()).normalize().toString();
            case Carrier.Folder.There there ->
                    there.address().host()
                            + (":" + there.address().port())
                            + Path.of(there.address().folder()).normalize();
        };
    }

    private static void twice(Taking one, List<Taking> others, Lints lints) {
        others.stream()
                .filter(o -> o.folder().equals(one.folder()) && overlap(o, one))
                .findFirst()
                .ifPresent(other ->
                        lints.error(
                                one.place(),
                                "PAR-3025",
                                "The port \"%s\" already takes files of this folder."
                                        .formatted(other.port()),
                                "Give each a folder, or a pattern of its own."));
    }

    private static boolean overlap(Taking a, Taking b) {
        return a.pattern().equals(b.pattern())
                || a.pattern().equals("*")
                || b.pattern().equals("*");
    }

    private static void round(ReceivesDocument port, List<Taking> all, Lints lints) {
        if (!(port.carrier() instanceof Carrier.FilesOut out)) {
            return;
        }
        String folder = key(out.to());
        all.stream()
                .filter(taking -> taking.folder().equals(folder))
                .findFirst()
                .ifPresent(own ->
                        lints.warn(
                                port.written().at("to"),
                                "PAR-3042",
                                "Parley itself takes files from this folder, by the port \""
                                        + own.port()
                                        + "\": messages would go round.",
                                "Write the receiver's own folder."));
    }
}
