package org.parley.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.app.RunningTrust;
import org.parley.engine.Engine;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.deliver.ParkedDelivery;
import org.parley.engine.entry.Header.DeliveryRef;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.ledger.Book;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;

/** A real engine in a process of its own, that can be killed and started again on the same data. */
final class EngineProcess {
    private final Path trust;
    private final Path data;
    private final Map<String, String> addresses;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;
    private BufferedReader answers;

    /**
     * @param log where its standard error goes
     * @param environment more variables for it
     */
    EngineProcess(
            Path trust,
            Path data,
            Map<String, String> addresses,
            Path log,
            Map<String, String> environment)
            throws IOException {
        this.trust = trust;
        this.data = data;
        this.log = log;
        this.environment = Map.copyOf(environment);
        this.addresses = Map.copyOf(addresses);
        this.process = launch();
        this.answers = reader();
        awaitUp();
    }

    private Process launch() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-enableassertions",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EngineProcess.class.getName(),
                                trust.toString(),
                                data.toString()));
        addresses.forEach((name, address) -> command.add(name + "=" + address));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private BufferedReader reader() {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private void awaitUp() throws IOException {
        String line = answers.readLine();
        if (!"up".equals(line)) {
            throw new IOException("the engine did not start: " + line + "; see " + log);
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A new process on the same data. */
    void restart() throws IOException {
        process = launch();
        answers = reader();
        awaitUp();
    }

    /** One line for each question: {@code book}, {@code held}. */
    synchronized String ask(String question) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(question).append('\n').flush();
        return String.valueOf(answers.readLine());
    }

    void stop() throws IOException, InterruptedException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        process.waitFor();
    }

    /** A port of this machine that is free now. */
    static String freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** The child: trust folder, data folder, then name=address for each. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> addresses = new HashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            addresses.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        Configuration read =
                Configuration.read(
                        Path.of(arguments[0]),
                        Configuration.DEFAULT_ENVIRONMENT,
                        Environment.system().with(addresses));
        if (!(read instanceof Configuration.Good good)) {
            read.lints().forEach(lint -> System.err.println(lint.render()));
            System.exit(2);
            return;
        }
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        Path.of(arguments[1]),
                        JournalSettings.defaults().withSegmentBytes(8L << 20),
                        Duration.ofDays(1));
        try (RunningTrust trust = RunningTrust.start(good.loaded(), settings);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("up");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                trust.engine().settle(Duration.ofSeconds(10));
                System.out.println(
                        line.equals("held") ? held(trust.engine()) : book(trust.engine().book()));
            }
        }
    }

    private static String book(Book book) {
        long waiting = book.legs().stream().mapToLong(Book.LegLine::waiting).sum();
        return (book.balanced() ? "balanced" : "NOT balanced " + book.imbalances())
                + " waiting="
                + waiting;
    }

    /** destination and control id of each delivery that waits or is parked, separated by tabs. */
    private static String held(Engine engine) {
        List<DeliveryRef> refs = new ArrayList<>(engine.ledger().waiting(1_000_000));
        for (ParkedDelivery parked : engine.ledger().parked(1_000_000)) {
            refs.add(parked.ref());
        }
        StringBuilder all = new StringBuilder();
        for (DeliveryRef ref : refs) {
            engine.journal()
                    .entry(ref.position())
                    .ifPresent(entry -> {
                        if (Message.read(entry.body()) instanceof Reading.Good good) {
                            all.append(ref.destination())
                                    .append(' ')
                                    .append(good.message().controlId())
                                    .append('\t');
                        }
                    });
        }
        return all.toString();
    }
}
