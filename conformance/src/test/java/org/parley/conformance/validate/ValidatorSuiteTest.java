package org.parley.conformance.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.wire.fhir.Json;
import org.parley.wire.fhir.JsonReader;
import org.parley.wire.fhir.JsonReading;
import org.parley.wire.fhirpath.Temporal;

/**
 * The official validator cases for R4 that need no download, as they come from Maven Central: is
 * the verdict right? A case is one file, or one file against one profile.
 */
@Tag("slow")
final class ValidatorSuiteTest {
    private static final String ROOT = "/org/hl7/fhir/testcases/validator/";
    private static final Path LISTED = Path.of("../docs/standards/fhir-validator-cases.md");
    private static final double WANTED = 0.90;

    /** Not FHIR R4 resources, or a syntax that is not JSON or XML. */
    private static final Set<String> ELSEWHERE =
            Set.of("cda", "shc", "cdshooks", "logical", "json5", "xver");

    private final CorePackage core = new CorePackage();
    private final FhirXmlReader xml = new FhirXmlReader(new Model(new Definitions(List.of(core))));
    private final Temporal now = Temporal.parse("2026-11-25T10:00:00Z");
    private final List<String> lines = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, int[]> byModule = new TreeMap<>();

    @Test
    void mostVerdictsAreTheOfficialOnes() throws Exception {
        Json.Members manifest = (Json.Members) json(bytes("manifest.json"));
        Json.Items cases = manifest.items("test-cases");
        for (int i = 0; i < cases.size(); i++) {
            Json.Members one = (Json.Members) cases.value(i);
            String version = String.valueOf(one.text("version"));
            String file = String.valueOf(one.text("file"));
            String module =
                    one.text("module") == null ? "none" : String.valueOf(one.text("module"));
            if ((!version.equals("4.0") && !version.equals("4.0.1"))
                    || one.get("packages") != null
                    || ELSEWHERE.contains(module)
                    || !(file.endsWith(".json") || file.endsWith(".xml"))) {
                continue;
            }
            run(one, file, module);
        }
        int right = 0;
        int all = 0;
        for (Map.Entry<String, int[]> entry : byModule.entrySet()) {
            right += entry.getValue()[0];
            all += entry.getValue()[1];
            lines.add(
                    0,
                    "module "
                            + entry.getKey()
                            + " "
                            + entry.getValue()[0]
                            + "/"
                            + entry.getValue()[1]);
        }
        System.out.println("Validator suite R4: " + right + " of " + all + " verdicts right");
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/validator-suite.txt"), lines);
        assertThat(wrong)
                .as("cases with another verdict, against " + LISTED)
                .containsExactlyInAnyOrderElementsOf(listed());
        assertThat(all).isGreaterThan(600);
        assertThat((double) right / all).as("right verdicts").isGreaterThanOrEqualTo(WANTED);
    }

    /** The cases that the documentation names as different. */
    private static List<String> listed() throws IOException {
        List<String> cases = new ArrayList<>();
        for (String line : Files.readAllLines(LISTED)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && !line.contains("---") && !line.startsWith("| module")) {
                cases.add(cells[1].strip() + " " + cells[2].strip());
            }
        }
        return cases;
    }

    private void run(Json.Members one, String file, String module) throws Exception {
        List<Json.Members> extra = new ArrayList<>();
        load(ElementReader.texts(one.items("supporting")), extra);
        load(ElementReader.texts(one.items("supporting5")), extra);
        load(ElementReader.texts(one.items("profiles")), extra);
        score(one, file, module, "", List.of(), extra, one.get("java"));
        Json.Members profile = one.members("profile");
        if (profile != null && profile.get("packages") == null) {
            load(ElementReader.texts(profile.items("supporting")), extra);
            String source = profile.text("source");
            String url = source;
            if (source != null && !source.startsWith("http")) {
                List<Json.Members> loaded = new ArrayList<>();
                load(List.of(source), loaded);
                extra.addAll(loaded);
                url = loaded.isEmpty() ? null : loaded.getFirst().text("url");
            }
            if (url != null) {
                score(one, file, module, "profile", List.of(url), extra, profile.get("java"));
            }
        }
    }

    private void score(
            Json.Members one,
            String file,
            String module,
            String what,
            List<String> profiles,
            List<Json.Members> extra,
            @Nullable Json java) {
        Boolean bad = expected(java);
        if (bad == null) {
            return;
        }
        int[] score = byModule.computeIfAbsent(module, k -> new int[2]);
        score[1]++;
        String name = module + " " + one.text("name") + (what.isEmpty() ? "" : " (by profile)");
        Report report;
        try {
            Validator validator =
                    new Validator(
                            new Definitions(List.of(core, new LoosePackage("case", extra))),
                            strictness(one));
            report =
                    file.endsWith(".json")
                            ? validator.validate(new JsonReader().read(bytes(file)), profiles, now)
                            : validator.validateXml(bytes(file), profiles, now);
        } catch (Exception | StackOverflowError failed) {
            wrong.add(name);
            lines.add(
                    "BROKEN "
                            + module
                            + " "
                            + one.text("name")
                            + " "
                            + what
                            + ": "
                            + failed
                            + " at "
                            + failed.getStackTrace()[0]);
            return;
        }
        boolean failed = report.verdict() == Verdict.FAIL;
        if (failed == bad) {
            score[0]++;
            return;
        }
        wrong.add(name);
        String found =
                report.findings().stream()
                        .filter(f -> f.level() == Finding.Level.ERROR)
                        .limit(3)
                        .map(f -> f.rule() + " " + f.path() + " " + f.text())
                        .toList()
                        .toString();
        lines.add(
                (bad ? "MISSED " : "FALSE ")
                        + module
                        + " "
                        + one.text("name")
                        + " "
                        + what
                        + " ["
                        + file
                        + "]: "
                        + (bad ? wanted(java) : found));
    }

    /** How strict a case asks to be. */
    private static Strictness strictness(Json.Members one) {
        return new Strictness(
                true,
                one.get("security-checks") != null || one.get("noHtmlInMarkdown") != null,
                one.get("examples") instanceof Json.Bool examples && !examples.value());
    }

    private @Nullable Json outcome(@Nullable Json java) {
        try {
            return java instanceof Json.Text text
                    ? json(bytes("outcomes/" + text.value()))
                    : java instanceof Json.Members members
                            ? (members.get("outcome") != null ? members.get("outcome") : members)
                            : null;
        } catch (IOException gone) {
            return null;
        }
    }

    private @Nullable Boolean expected(@Nullable Json java) {
        Json outcome = outcome(java);
        return outcome instanceof Json.Members members
                ? (Boolean) !errors(members).isEmpty()
                : null;
    }

    private String wanted(@Nullable Json java) {
        return outcome(java) instanceof Json.Members members ? errors(members).toString() : "";
    }

    private static List<String> errors(Json.Members outcome) {
        List<String> errors = new ArrayList<>();
        Json.Items issues = outcome.items("issue");
        for (int i = 0; i < issues.size(); i++) {
            Json.Members issue = (Json.Members) issues.value(i);
            if ("error".equals(issue.text("severity")) || "fatal".equals(issue.text("severity"))) {
                Json.Members details = issue.members("details");
                errors.add(details == null ? "?" : String.valueOf(details.text("text")));
            }
        }
        return errors;
    }

    private void load(List<String> files, List<Json.Members> to) {
        for (String file : files) {
            try {
                byte[] bytes = bytes(file);
                Json loaded = file.endsWith(".xml") ? fromXml(bytes) : json(bytes);
                if (loaded instanceof Json.Members members) {
                    to.add(members);
                    Json.Items entries = members.items("entry");
                    for (int i = 0; i < entries.size(); i++) {
                        Json.Members inside = ((Json.Members) entries.value(i)).members("resource");
                        if (inside != null) {
                            to.add(inside);
                        }
                    }
                }
            } catch (Exception unreadable) {
                lines.add("UNREADABLE " + file);
            }
        }
    }

    private Json fromXml(byte[] bytes) throws IOException {
        if (xml.read(bytes) instanceof XmlResource.Read read) {
            return read.root();
        }
        throw new IOException("no XML");
    }

    private static Json json(byte[] bytes) throws IOException {
        if (new JsonReader().read(bytes) instanceof JsonReading.Read read) {
            return read.root();
        }
        throw new IOException("no JSON");
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = ValidatorSuiteTest.class.getResourceAsStream(ROOT + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (NullPointerException absent) {
            throw new IOException("no file " + file, absent);
        }
    }
}
