package org.parley.app.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.app.Words;
import org.parley.engine.map.MapSource;
import org.parley.engine.map.fhir.FhirMap;
import org.parley.engine.map.fhir.FhirMaps;
import org.parley.engine.map.fhir.Library;
import org.parley.engine.map.fhir.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The map that a command's options name. */
final class TheMap {
    private TheMap() {}

    /** The files of the folder that {@code --trust} names. */
    static MapSource trust(ParseResult words) {
        return new Folder(Words.option(words, "--trust"));
    }

    /** The product's tables, or those of the folder that {@code --tables} names. */
    static Library tables(ParseResult words) {
        return Words.<Path>option(words, "--tables")
                .map(TheMap::library)
                .orElseGet(Library::standard);
    }

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(
                        Words.option(
                                "--map",
                                "NAMES",
                                String.class,
                                "The maps, with commas between; v2-to-uk-core if not said."))
                .addOption(
                        Words.option(
                                "--trust",
                                "DIR",
                                Path.class,
                                "The trust's folder, when --map names tables of its own."))
                .addOption(
                        Words.option(
                                "--tables",
                                "DIR",
                                Path.class,
                                "Reads the product's tables from a folder, to try changes at once."));
    }

    /** The map; empty when something is wrong with it, which has then been said. */
    static Optional<FhirMap> of(ParseResult words) {
        List<String> names = names(words, FhirMaps.UK_CORE);
        if (!names.removeFirst().equals(FhirMaps.UK_CORE)) {
            System.err.println("The first name after --map is " + FhirMaps.UK_CORE + ".");
            return Optional.empty();
        }
        return switch (FhirMaps.compile(names, trust(words), tables(words), Settings.usual())) {
            case FhirMaps.Compilation.Ok(FhirMap map) -> Optional.of(map);
            case FhirMaps.Compilation.Wrong wrong -> {
                wrong.problems().forEach(System.err::println);
                System.err.println(wrong.problems().size() + " problems.");
                yield Optional.empty();
            }
        };
    }

    /** The names after {@code --map}. */
    static List<String> names(ParseResult words, String usual) {
        List<String> names = new ArrayList<>();
        for (String name : Words.<String>option(words, "--map").orElse(usual).split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    private static Library library(Path folder) {
        return file -> bytes(folder.resolve(file));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A trust's folder, if there is one. */
    private record Folder(Optional<Path> folder) implements MapSource {
        @Override
        public Optional<byte[]> read(String file) {
            return folder.flatMap(at -> bytes(at.resolve(file)));
        }

        @Override
        public List<String> files() {
            if (folder.isEmpty()) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(folder.get())) {
                return files.map(file -> folder.get().relativize(file).toString()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
