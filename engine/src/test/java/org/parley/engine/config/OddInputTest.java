package org.parley.engine.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No input makes it throw; what cannot be read is a lint. */
class OddInputTest {
    private static final long SEED = Long.getLong("seed", 20260301L);
    private static final Path TRUST = Path.of("../trust");
    private static final String CHARACTERS =
            "{}[]:,-#&*!|>'\"%@` \n\t${}\u0000\u0085é\uFEFF🙂abc012";

    @Test
    void aDamagedFileNeverThrows() throws IOException {
        damagedFiles(60, SEED);
    }

    @Test
    @Tag("slow")
    void manyDamagedFilesNeverThrow() throws IOException {
        damagedFiles(600, SEED + 1);
    }

    private static void damagedFiles(int rounds, long seed) throws IOException {
        RandomGenerator random = new Random(seed);
        List<String> names =
                List.of("pas.yaml", "routes/results.yaml", "env/local.yaml", "tests/results.yaml");
        for (int round = 0; round < rounds; round++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] damaged = damage(Files.readAllBytes(TRUST.resolve(name)), random);
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put("trust.yaml", Files.readAllBytes(TRUST.resolve("trust.yaml")));
            files.put("lims.yaml", Files.readAllBytes(TRUST.resolve("lims.yaml")));
            files.put(name, damaged);
            Configuration read = Trusts.read(Source.of(files, TRUST));
            // Rendering must not throw either, wherever the places point.
            assertThat(Trusts.rendered(read)).as("-Dseed=%d round %d", seed, round).isNotNull();
            read.lints().forEach(lint -> assertThat(lint.place().line()).isPositive());
        }
    }

    private static byte[] damage(byte[] bytes, RandomGenerator random) {
        var text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 2 ->
                        text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                default -> {
                    int to = Math.min(text.length(), at + random.nextInt(1, 40));
                    text.insert(random.nextInt(text.length()), text.substring(at, to));
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aHundredThousandBracketsAreRefusedAtOnce() {
        Configuration read = Trusts.read(Trusts.files("x.yaml", "a: " + "[".repeat(100_000)));

        assertThat(read.lints().getFirst().problem().code()).isEqualTo("PAR-3002");
    }

    @Test
    void aTableOfAHundredThousandKeysIsRefusedAtOnce() {
        var keys = new StringBuilder("system: pas\n");
        for (int i = 0; i < 100_000; i++) {
            keys.append('k').append(i).append(":\n");
        }

        Configuration read = Trusts.read(Trusts.files("x.yaml", keys.toString()));

        assertThat(Trusts.rendered(read)).contains("This table has more than 1,000 keys.");
    }

    @Test
    void addressesThatNoMachineHasAreLints() {
        String ports =
                """
                system: x
                receives:
                  a: { over: http, to: "http://h:99999/" }
                  b: { over: sftp, to: "sftp://h/a%00b", user: u, host-key: k }
                  c: { over: sftp, to: "sftp://h:99999/a", user: u, host-key: k }
                  d: { over: mllp, to: "h:0" }
                  e: { over: files, to: "a\\0b" }
                """;

        Configuration read = Trusts.read(Trusts.files("x.yaml", ports));

        assertThat(read.lints().stream().filter(l -> l.problem().code().equals("PAR-3007")))
                .hasSize(5);
    }

    @Test
    void laughingAliasesAreRefused() {
        Configuration read =
                Trusts.read(Trusts.files("x.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"));

        assertThat(read.lints().getFirst().problem().code()).isEqualTo("PAR-3003");
    }

    @Test
    void aFileThatIsTooLargeIsNamed() {
        Source source =
                Source.of(Map.of("x.yaml", new byte[Source.MAX_FILE_BYTES + 1]), Path.of(""));

        Lint lint = Trusts.read(source).lints().getFirst();

        assertThat(lint.render())
                .isEqualTo(
                        """
                        x.yaml:1:1  PAR-3015  This cannot be read: it is larger than 4 MiB.
                                Look at its name, its size and its permissions.\
                        """);
    }

    @Test
    void aFolderThatIsNotThereIsNamed(@TempDir Path folder) {
        Configuration read = Trusts.read(Source.folder(folder.resolve("none"), "none"));

        assertThat(Trusts.rendered(read)).contains("PAR-3015", "none");
    }

    @Test
    void theNameOfAnEnvironmentCannotLeaveTheFolder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), "a: 1\n");
        Path trust = Files.createDirectory(folder.resolve("trust"));

        Configuration read =
                Configuration.read(Source.folder(trust, "trust"), "../../secret", Trusts.NOTHING);

        assertThat(Trusts.rendered(read)).contains("PAR-3013");
    }

    @Test
    void aSecretIsResolvedAndNeverShown(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("token"), "correct-horse\n");
        Files.writeString(folder.resolve("trust.yaml"), "trust: n\nis: North\n");
        Files.writeString(
                folder.resolve("gp.yaml"),
                """
                system: gp
                receives:
                  letters: { over: http, to: "https://gp.example/x", bearer: { secret-file: token } }
                """);

        Loaded loaded = Trusts.good(Trusts.read(Source.folder(folder, "trust")));

        var out =
                (org.parley.engine.plan.Transport.HttpOut)
                        loaded.plan().destination("gp.letters").orElseThrow().transport();
        assertThat(out.bearer().orElseThrow().value()).isEqualTo("correct-horse");
        assertThat(loaded.toString()).doesNotContain("correct-horse");
        assertThat(loaded.files()).doesNotContainKey("token");
        Configuration again =
                Trusts.read(Source.of(loaded.files(), Path.of("")), Environment.withoutSecrets());
        assertThat(Trusts.good(again).version()).isEqualTo(loaded.version());
    }

    @Test
    void theTablesOfTheProductArePartOfTheVersionAndOfTheFiles() {
        Loaded loaded =
                Trusts.good(
                        Configuration.read(
                                Source.folder(Path.of("../trust"), "trust"),
                                "local",
                                Environment.withoutSecrets()));
        String table = ProductTables.PREFIX + "tables/segments/PID-Patient.csv";
        assertThat(loaded.files()).containsKey(table);
        Map<String, byte[]> files = new java.util.HashMap<>(loaded.files());
        assertThat(again(files)).isEqualTo(loaded.version());

        String text = new String(files.getOrDefault(table, new byte[0]), UTF_8);
        files.put(table, (text + "\n").getBytes(UTF_8));
        assertThat(again(files)).isNotEqualTo(loaded.version());
    }

    private static String again(Map<String, byte[]> files) {
        return Trusts.good(
                        Configuration.read(
                                Source.of(files, Path.of("")),
                                "local",
                                Environment.withoutSecrets()))
                .version();
    }

    @Test
    void aConfigurationWithoutMapsToFhirHasNoTablesOfTheProduct() {
        Loaded loaded =
                Trusts.good(
                        Trusts.read(
                                Source.folder(
                                        Path.of("src/test/resources/lint/unused-map"), "trust")));
        assertThat(loaded.files().keySet()).noneMatch(n -> n.startsWith(ProductTables.PREFIX));
    }

    @Test
    void theVersionChangesWithAnyByteOfAnyFile() {
        String a = Digest.of(Map.of("a", new byte[] {1}, "b", new byte[] {}));

        assertThat(a)
                .isEqualTo(Digest.of(Map.of("b", new byte[] {}, "a", new byte[] {1})))
                .isNotEqualTo(Digest.of(Map.of("a", new byte[] {}, "b", new byte[] {1})))
                .isNotEqualTo(Digest.of(Map.of("ab", new byte[] {1})));
    }

    @Test
    void nearWordsAreSuggestedAndFarOnesAreNot() {
        List<String> keys = List.of("order-by", "over", "listen");

        assertThat(Suggestion.nearest("orderby", keys)).contains("order-by");
        assertThat(Suggestion.nearest("order_by", keys)).contains("order-by");
        assertThat(Suggestion.nearest("lsiten", keys)).contains("listen");
        assertThat(Suggestion.nearest("colour", keys)).isEqualTo(Optional.empty());
    }
}
