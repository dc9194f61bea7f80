package org.parley.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.conformance.Inspector;
import org.parley.conformance.validate.Definitions;
import org.parley.conformance.validate.Edition;
import org.parley.conformance.validate.LoosePackage;
import org.parley.conformance.validate.PackageReader;
import org.parley.conformance.validate.Population;
import org.parley.conformance.validate.Terminology;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhirpath.Temporal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley validate}: judges FHIR messages by profiles and by Parley's own rules. */
final class ValidateCommand implements Command {
    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "validate",
                        "Judges FHIR messages (R4, STU3) in JSON or XML: PASS, FAIL or UNDECIDED, with what to"
                                + " mend.",
                        "  ./parley validate patient.json --package uk.core.r4.tgz",
                        "  ./parley validate folder --profile"
                                + " https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"
                                + " --package uk.core.r4.tgz",
                        "  cat many.ndjson | ./parley validate - --json",
                        "",
                        "Exit code 0: all PASS. 1: something is FAIL or UNDECIDED. 2: it could not"
                                + " run.")
                .addPositional(
                        Words.argument(
                                0,
                                "FILE",
                                "A .json, .xml or .ndjson file, a folder of them, or - for NDJSON on"
                                        + " standard input."))
                .addOption(
                        many(
                                "--profile",
                                "URL",
                                "A profile that each message must keep to, besides those it"
                                        + " states."))
                .addOption(many("--package", "TGZ", "A FHIR package as a file; a later one wins."))
                .addOption(
                        Words.flag(
                                "--only-known-extensions",
                                "An extension that no package defines is an error."))
                .addOption(
                        Words.flag(
                                "--population",
                                "Counts how often what each --profile marks as mustSupport is"
                                        + " filled."))
                .addOption(
                        Words.option(
                                "--fhir",
                                "EDITION",
                                String.class,
                                "stu3 or r4; without it that of the packages, r4 when there are"
                                        + " none."))
                .addOption(TerminologyWords.SERVER)
                .addOption(TerminologyWords.CODES)
                .addOption(TerminologyWords.TOKENS)
                .addOption(TerminologyWords.CLIENT)
                .addOption(TerminologyWords.SECRET_ENV)
                .addOption(TerminologyWords.SECRET_FILE)
                .addOption(Words.flag("--json", "One line of JSON for each message."));
    }

    private static OptionSpec many(String name, String label, String meaning) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String[].class)
                .description(meaning)
                .build();
    }

    @Override
    public int run(ParseResult words) {
        ValidateOutput output =
                new ValidateOutput(System.out, System.err, Words.flag(words, "--json"));
        try {
            Optional<CodesBehind> server =
                    TerminologyWords.open(words, line -> System.err.println(line));
            if (server.isEmpty()) {
                return judge(words, output, Terminology.NONE);
            }
            try (CodesBehind behind = server.get()) {
                return judge(words, output, behind.terminology());
            }
        } catch (IOException cannot) {
            System.err.println(cannot.getMessage());
            return CANNOT;
        }
    }

    private int judge(ParseResult words, ValidateOutput output, Terminology terminology)
            throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Inspector inspector =
                new Inspector(
                        definitions(words),
                        Words.flag(words, "--only-known-extensions"),
                        terminology);
        List<String> profiles = all(words, "--profile");
        for (String profile : profiles) {
            if (!inspector.validator().knows(profile)) {
                System.err.println(
                        "No package at hand has the profile "
                                + profile
                                + ". Give it with --package.");
                return CANNOT;
            }
        }
        List<Population> populations = new ArrayList<>();
        if (Words.flag(words, "--population")) {
            profiles.forEach(p -> inspector.validator().population(p).ifPresent(populations::add));
        }
        Look look =
                new Look(
                        inspector,
                        profiles,
                        Temporal.parse(now.toString()),
                        output,
                        populations,
                        new JsonReader());
        look.at(Words.path(words, 0));
        populations.forEach(output::population);
        output.end();
        return output.allPassed() ? DONE : ANSWER_IS_NO;
    }

    private static List<String> all(ParseResult words, String option) {
        return Optional.ofNullable(words.matchedOptionValue(option, (String[]) null))
                .map(List::of)
                .orElse(List.of());
    }

    private static Definitions definitions(ParseResult words) throws IOException {
        List<LoosePackage> packages = new ArrayList<>();
        for (String file : all(words, "--package")) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new IOException("There is no package " + file + ".");
            }
            packages.add(PackageReader.read(Path.of(file)));
        }
        Edition stated = Edition.of(packages);
        String wanted = Words.<String>option(words, "--fhir").orElse(stated.word());
        Edition edition =
                Edition.named(wanted)
                        .orElseThrow(() ->
                                new IOException(
                                        "--fhir wants stu3 or r4, not \"" + wanted + "\"."));
        if (edition != stated && !packages.isEmpty()) {
            throw new IOException(
                    "The packages are for "
                            + stated.word()
                            + ", not for "
                            + edition.word()
                            + "; leave --fhir out, or name other packages.");
        }
        return edition.with(packages);
    }

    /** Goes through files, folders and lines. */
    private record Look(
            Inspector inspector,
            List<String> profiles,
            Temporal now,
            ValidateOutput output,
            List<Population> populations,
            JsonReader reader) {
        void at(Path path) throws IOException {
            if (path.toString().equals("-")) {
                lines(System.in, "line");
            } else if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        String name = file.toString();
                        if (name.endsWith(".json")
                                || name.endsWith(".xml")
                                || name.endsWith(".ndjson")) {
                            file(file);
                        }
                    }
                }
            } else if (Files.isRegularFile(path)) {
                file(path);
            } else {
                throw new IOException("There is no file " + path + ".");
            }
        }

        private void file(Path file) throws IOException {
            if (file.toString().endsWith(".ndjson")) {
                try (InputStream in = Files.newInputStream(file)) {
                    lines(in, file + " line");
                }
            } else {
                one(Files.readAllBytes(file), file.toString());
            }
        }

        private void lines(InputStream from, String name) throws IOException {
            InputStream in = new BufferedInputStream(from, 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 0;
            int b;
            do {
                b = in.read();
                if (b == '\n' || b < 0) {
                    number++;
                    if (line.size() > 0) {
                        one(line.toByteArray(), name + " " + number);
                        line.reset();
                    }
                } else {
                    line.write(b);
                    if (line.size() > MAX_LINE_BYTES) {
                        throw new IOException(
                                name
                                        + " "
                                        + (number + 1)
                                        + " is longer than "
                                        + MAX_LINE_BYTES
                                        + " bytes.");
                    }
                }
            } while (b >= 0);
        }

        private void one(byte[] message, String name) {
            output.add(name, inspector.inspect(message, reader, profiles, now));
            if (!populations.isEmpty()) {
                inspector
                        .resource(message, reader)
                        .ifPresent(root -> populations.forEach(one -> one.add(root)));
            }
        }
    }
}
