package org.parley.testkit.database;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own: a new cluster in a temporary folder, on a free port of loopback.
 * Started from the programs of Debian's package {@code postgresql}; as root it runs as the user
 * {@code postgres}, for the server refuses root.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int SECONDS = 60;

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; says so loudly and returns nothing when none is installed. */
    public static Optional<PostgresServer> start(String forWhat) {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            System.out.println(
                    "NOT RUN: "
                            + forWhat
                            + " (no PostgreSQL; install the Debian package"
                            + " postgresql)");
            return Optional.empty();
        }
        try {
            Path folder = Files.createTempDirectory("parley-postgres");
            PostgresServer server = new PostgresServer(programs.get(), folder, freePort());
            server.make();
            server.up();
            return Optional.of(server);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL is installed but does not start", e);
        }
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(
                            version -> Files.isExecutable(version.resolve("bin").resolve("initdb")))
                    .max(
                            Comparator.comparingInt(version ->
                                    Integer.parseInt(String.valueOf(version.getFileName()))))
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        asServer("initdb", "-D", data(), "-A", "trust", "-U", "parley", "-E", "UTF8", "-N");
    }

    /** Starts the server again after {@link #down}. */
    public void up() throws IOException {
        asServer(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder,
                "start");
    }

    /** Stops the server at once, as a crash would. */
    public void down() throws IOException {
        asServer("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    private void asServer(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException {
        File said = Files.createTempFile("parley-postgres", ".txt").toFile();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(new File("/"))
                            .redirectErrorStream(true)
                            .redirectOutput(said)
                            .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + ": " + Files.readString(said.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(said.toPath());
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return "parley";
    }

    /** Stops the server and removes its files. */
    @Override
    public void close() throws IOException {
        down();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
