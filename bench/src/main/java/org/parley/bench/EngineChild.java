package org.parley.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.parley.app.RunningTrust;
import org.parley.engine.config.Configuration;
import org.parley.engine.config.Environment;
import org.parley.engine.config.Source;
import org.parley.engine.journal.JournalSettings;
import org.parley.engine.ledger.Book;

/**
 * The engine in a process of its own, as {@code parley run} makes it: one MLLP port, one route, a
 * v2 map, two destinations. Arguments: data folder, ports of the two receivers. Answers lines on
 * standard input.
 */
public final class EngineChild {
    private EngineChild() {}

    private static Map<String, byte[]> files(String first, String second) {
        return Map.of(
                "trust.yaml",
                bytes("trust: bench\nis: Bench\nowner: Nobody\n"),
                "systems.yaml",
                bytes(
                        """
                        system: pas
                        is: Sender
                        owner: Bench
                        sends:
                          all: { over: mllp, listen: "127.0.0.1:0", speaks: hl7v2 2.4 }
                        ---
                        system: epr
                        is: First receiver
                        owner: Bench
                        receives:
                          all: { over: mllp, to: "127.0.0.1:%s", speaks: hl7v2 2.4, connections: 8 }
                        ---
                        system: lims
                        is: Second receiver
                        owner: Bench
                        receives:
                          all: { over: mllp, to: "127.0.0.1:%s", speaks: hl7v2 2.4, connections: 8 }
                        """
                                .formatted(first, second)),
                "routes.yaml",
                bytes(
                        """
                        route: all
                        why: To measure the whole path.
                        from: pas.all
                        when: MSH-9.1 in (ADT, ORU) and PID-3.1 valued
                        promise: 99 % within 5 s
                        to:
                          - send: epr.all
                            map: to-receiver
                          - send: lims.all
                            map: to-receiver
                        if-rejected: park
                        if-unreachable: wait
                        """),
                "maps/to-receiver.csv",
                bytes(
                        """
                        to,do,from,value,how,code,when,comment
                        MSH-3,set,,PARLEY,,,,
                        MSH-5,set,,RECEIVER,,,,
                        PID-8,set,PID-8,,,sex,,1 and 2 to letters
                        PV1-10,set,PV1-10,,,specialty,PV1-10 valued,
                        PID-5.1,set,PID-5.1,,upper,,,
                        ZU1,delete,,,,,,
                        """),
                "codes/sex.csv",
                bytes("from,to,comment\n1,M,\n2,F,\n9,U,\n"),
                "codes/specialty.csv",
                bytes("from,to,comment\n300,GM,General medicine\n*,OTHER,\n"),
                "env/local.yaml",
                bytes("none: none\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Configuration read =
                Configuration.read(
                        Source.of(files(arguments[1], arguments[2]), Path.of("")),
                        "local",
                        Environment.system());
        if (!(read instanceof Configuration.Good good)) {
            read.lints().forEach(lint -> System.err.println(lint.render()));
            System.exit(2);
            return;
        }
        RunningTrust.Settings settings =
                new RunningTrust.Settings(
                        Path.of(arguments[0]), JournalSettings.defaults(), Duration.ofDays(1));
        try (RunningTrust trust = RunningTrust.start(good.loaded(), settings);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("at " + trust.engine().addresses().get("pas.all"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(figures(trust));
            }
        }
    }

    /** CPU of this process in nanoseconds, fsync, and the book. */
    private static String figures(RunningTrust trust) {
        long cpu =
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime();
        Book book = trust.engine().book();
        long delivered = book.legs().stream().mapToLong(Book.LegLine::delivered).sum();
        return "cpu "
                + cpu
                + " fsync "
                + trust.engine().journal().health().fsyncMedian().toNanos()
                + " delivered "
                + delivered
                + " balanced "
                + book.balanced();
    }
}
