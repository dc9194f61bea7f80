package org.parley.engine.config;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.parley.engine.config.Carrier.Folder;
import org.parley.engine.plan.Transport.Split;

/** Files in a folder, here or on an SFTP server. */
final class FilesSpec {
    private FilesSpec() {}

    private static final Scalar<String> FOLDER =
            Forms.scalar("a folder", "/var/spool/eroster", "", FilesSpec::folder);

    private static final Map<String, Split> SPLITS =
            Map.of(
                    "whole",
                    Split.WHOLE,
                    "messages",
                    Split.HL7V2,
                    "rows",
                    Split.CSV_ROWS,
                    "items",
                    Split.LIST_ITEMS);

    private static final Key<String> FROM =
            Key.required(
                    "from",
                    FOLDER,
                    "/var/spool/eroster",
                    "The folder to look in; a relative one is inside the trust's folder.");

    private static final Key<SftpAddress> FROM_THERE =
            Key.required(
                    "from",
                    SftpAddress.FORM,
                    "sftp://eroster.northmoor.example/out",
                    "The folder to look in.");

    private static final Key<Duration> EVERY =
            Key.fallback("every", Forms.DURATION, "10 s", "15 min", "How often to look.");

    private static final Key<String> PATTERN =
            Key.fallback(
                    "pattern",
                    Forms.scalar("a pattern of file names", "*.csv", "", FilesSpec::glob),
                    "*",
                    "\"*.csv\"",
                    "Which files to take; * stands for any letters, ? for one.");

    private static final Key<Split> SPLIT =
            Key.optional(
                    "split",
                    new Scalar<>(
                            "one of: whole, messages, rows, items",
                            "rows",
                            List.of("whole", "messages", "rows", "items"),
                            "",
                            t -> Optional.ofNullable(SPLITS.get(t))),
                    "rows",
                    "How a file becomes messages: as a whole, at each MSH, one for each row of a CSV"
                            + " with its header, or one for each item of the list that the layout"
                            + " names. Without it: what suits what the port speaks.");

    private static final Key<String> TO =
            Key.required(
                    "to",
                    FOLDER,
                    "/var/spool/workforce",
                    "The folder to write to; a relative one is inside the trust's folder.");

    private static final Key<SftpAddress> TO_THERE =
            Key.required(
                    "to",
                    SftpAddress.FORM,
                    "sftp://workforce.northmoor.example/in",
                    "The folder to write to.");

    private static final Key<String> SUFFIX =
            Key.optional(
                    "suffix",
                    Forms.scalar(
                            "the end of a file name, with its dot",
                            ".csv",
                            "^\\.",
                            t -> Optional.of(t).filter(s -> s.matches("\\.[A-Za-z0-9.]{1,16}"))),
                    ".csv",
                    "How file names end. Without it: what suits what the port speaks.");

    private static final Key<String> USER =
            Key.required("user", Forms.TEXT, "parley", "Who signs in.");

    private static final Key<SecretReference> PASSWORD =
            Key.optional(
                    "password",
                    SecretReference.FORM,
                    "{ secret-env: ROSTER_PASSWORD }",
                    "The password; either this or a key.");

    private static final Key<SecretReference> PRIVATE_KEY =
            Key.optional(
                    "key",
                    SecretReference.FORM,
                    "{ secret-file: /run/secrets/roster-key }",
                    "The private key, PEM; either this or a password.");

    private static final Key<String> HOST_KEY =
            Key.required(
                    "host-key",
                    Forms.TEXT,
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
                    "The server's public key, as OpenSSH writes it. It is never trusted at first"
                            + " sight.");

    static final List<Key<?>> FILES_IN = List.of(FROM, EVERY, PATTERN, SPLIT);

    static final List<Key<?>> FILES_OUT = List.of(TO, SUFFIX);

    static final List<Key<?>> SFTP_IN =
            List.of(FROM_THERE, USER, PASSWORD, PRIVATE_KEY, HOST_KEY, EVERY, PATTERN, SPLIT);

    static final List<Key<?>> SFTP_OUT =
            List.of(TO_THERE, USER, PASSWORD, PRIVATE_KEY, HOST_KEY, SUFFIX);

    static Carrier.In filesIn(Fields f) {
        return in(f, new Folder.Here(f.get(FROM)));
    }

    static Carrier.In sftpIn(Fields f) {
        return in(f, there(f, f.get(FROM_THERE)));
    }

    static Carrier.Out filesOut(Fields f) {
        return new Carrier.FilesOut(new Folder.Here(f.get(TO)), f.find(SUFFIX));
    }

    static Carrier.Out sftpOut(Fields f) {
        return new Carrier.FilesOut(there(f, f.get(TO_THERE)), f.find(SUFFIX));
    }

    private static Carrier.In in(Fields f, Folder folder) {
        return new Carrier.FilesIn(folder, f.get(EVERY), f.get(PATTERN), f.find(SPLIT));
    }

    private static Folder there(Fields f, SftpAddress address) {
        return new Folder.There(
                address, f.get(USER), f.find(PASSWORD), f.find(PRIVATE_KEY), f.get(HOST_KEY));
    }

    private static Optional<String> folder(String text) {
        try {
            boolean usable = !text.isBlank() && !text.contains("://");
            return Path.of(text).toString().isEmpty() || !usable
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> glob(String text) {
        try {
            boolean usable = !text.isBlank() && !text.contains("/");
            var _ = FileSystems.getDefault().getPathMatcher("glob:" + text);
            return usable ? Optional.of(text) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
