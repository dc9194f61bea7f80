package org.parley.app;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.conformance.terminology.Credentials;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The words of a command that name a terminology server and how to sign in to it. */
final class TerminologyWords {
    private static final String VARIABLE = "PARLEY_TERMINOLOGY_SECRET";
    private static final int MAX_SECRET_BYTES = 16 * 1024;

    static final OptionSpec SERVER =
            Words.option(
                    "--terminology",
                    "URL",
                    String.class,
                    "A FHIR server that is asked for codes behind the messages.");
    static final OptionSpec CODES =
            Words.option(
                    "--codes",
                    "FILE",
                    String.class,
                    "Where its answers are kept; parley-codes.txt unless said.");
    static final OptionSpec TOKENS =
            Words.option(
                    "--tokens",
                    "URL",
                    String.class,
                    "Where its tokens come from, if it wants any.");
    static final OptionSpec CLIENT =
            Words.option("--client", "ID", String.class, "Who asks for tokens.");
    static final OptionSpec SECRET_ENV =
            Words.option(
                    "--secret-env",
                    "NAME",
                    String.class,
                    "The environment variable with the client's secret; "
                            + VARIABLE
                            + " unless said.");
    static final OptionSpec SECRET_FILE =
            Words.option(
                    "--secret-file",
                    "FILE",
                    String.class,
                    "The file with the client's secret; a newline at its end does not count.");

    private TerminologyWords() {}

    /** The server that the words name; empty when they name none. */
    static Optional<CodesBehind> open(ParseResult words, Consumer<String> tell) throws IOException {
        Optional<URI> server = address(words, "--terminology");
        Credentials credentials = credentials(words);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Path codes = Path.of(Words.<String>option(words, "--codes").orElse("parley-codes.txt"));
        return Optional.of(new CodesBehind(server.get(), codes, credentials, tell));
    }

    /** How the server is signed in to; the secret itself is never a word of the command. */
    private static Credentials credentials(ParseResult words) throws IOException {
        Optional<URI> tokens = address(words, "--tokens");
        Optional<String> client = Words.option(words, "--client");
        if (tokens.isEmpty()) {
            return new Credentials.None();
        }
        if (client.isEmpty()) {
            throw new IOException("--tokens needs --client: who asks for tokens.");
        }
        return new Credentials.Secret(tokens.get(), client.get(), secret(words));
    }

    private static String secret(ParseResult words) throws IOException {
        Optional<String> file = Words.option(words, "--secret-file");
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_SECRET_BYTES) {
                throw new IOException(
                        "--secret-file names no file of at most " + MAX_SECRET_BYTES + " bytes.");
            }
            return filled(Files.readString(path).stripTrailing(), "The file of --secret-file");
        }
        String name = Words.<String>option(words, "--secret-env").orElse(VARIABLE);
        String value = System.getenv(name);
        return filled(value == null ? "" : value, "The environment variable " + name);
    }

    private static String filled(String secret, String where) throws IOException {
        if (secret.isBlank()) {
            throw new IOException(
                    where + " holds no secret. Name one by --secret-env or --secret-file.");
        }
        return secret;
    }

    private static Optional<URI> address(ParseResult words, String option) throws IOException {
        Optional<String> text = Words.option(words, option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text.get());
            if (address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("https?")) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            throw new IOException(option + " is no address: " + e.getReason() + ".", e);
        }
        throw new IOException(option + " wants an address such as https://example.nhs.uk/fhir.");
    }
}
