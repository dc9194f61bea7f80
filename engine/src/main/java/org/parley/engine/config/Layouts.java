package org.parley.engine.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.engine.map.feed.LayoutReader;
import org.parley.engine.plan.InPort.Format;
import org.parley.engine.plan.InPort.Speaks;
import org.parley.engine.plan.Layout;

/** The layouts of feeds that are no HL7: {@code layouts/NAME.csv}, each read once. */
final class Layouts {
    private final Map<String, byte[]> files;
    private final TableLints tables;
    private final Lints lints;
    private final Map<Key, Optional<Layout>> known = new HashMap<>();

    private record Key(String name, Format format) {}

    Layouts(Map<String, byte[]> files, Lints lints) {
        this.files = files;
        this.tables = new TableLints(files, lints);
        this.lints = lints;
    }

    /** What a port speaks, with its layout if there is one. */
    Speaks with(Speaks speaks) {
        boolean feed =
                switch (speaks.format()) {
                    case CSV, JSON, XML -> true;
                    case HL7V2, FHIR, BYTES -> false;
                };
        Optional<Layout> layout =
                feed
                        ? speaks.version().flatMap(name -> of(new Key(name, speaks.format())))
                        : Optional.empty();
        return new Speaks(
                speaks.format(), speaks.version(), speaks.charset(), speaks.zone(), layout);
    }

    /** Whether there is a layout of what a port speaks, and it is wrong; that has been said. */
    boolean broken(Speaks speaks) {
        return speaks.version()
                .filter(name -> files.containsKey(LayoutReader.file(name)))
                .flatMap(name -> Optional.ofNullable(known.get(new Key(name, speaks.format()))))
                .filter(Optional::isEmpty)
                .isPresent();
    }

    private Optional<Layout> of(Key key) {
        Optional<Layout> layout = known.get(key);
        if (layout == null) {
            layout = read(key);
            known.put(key, layout);
        }
        return layout;
    }

    private Optional<Layout> read(Key key) {
        byte[] bytes = files.get(LayoutReader.file(key.name()));
        if (bytes == null) {
            return Optional.empty();
        }
        return switch (LayoutReader.read(key.name(), key.format(), bytes)) {
            case LayoutReader.Read.Ok ok -> Optional.of(ok.layout());
            case LayoutReader.Read.Wrong wrong -> tables.wrong(wrong.problems());
        };
    }

    /** Layouts that no port speaks. */
    void unused() {
        Set<String> used = new HashSet<>();
        known.keySet().forEach(key -> used.add(LayoutReader.file(key.name())));
        files.keySet().stream()
                .filter(file -> file.startsWith("layouts/") && !used.contains(file))
                .sorted()
                .forEach(file ->
                        lints.warn(
                                Place.top(file),
                                "PAR-3047",
                                "No port speaks this layout.",
                                "Write for example speaks: csv NAME at the port, or take the file"
                                        + " out."));
    }
}
