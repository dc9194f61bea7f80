package org.parley.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.engine.clock.Clock;
import org.parley.engine.journal.Body;
import org.parley.engine.plan.Transport;
import org.parley.engine.receive.Intake;
import org.parley.engine.receive.PortFailure;
import org.parley.engine.receive.mllp.MllpPort;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley receive}: listens for MLLP messages, answers each, and shows or keeps them. */
final class ReceiveCommand implements Command {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final int MOST_CONNECTIONS = 256;
    private static final long MOST_BYTES = 64L << 20;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "receive",
                        "Listens for HL7 v2 over MLLP, answers each message and shows what came.",
                        "  ./parley receive --listen 7001 --save received.hl7")
                .addOption(
                        Words.option(
                                "--listen",
                                "[HOST:]PORT",
                                String.class,
                                "Where to listen; loopback if only a port."))
                .addOption(Words.option("--answer", "CODE", String.class, "AA (as usual) or AE."))
                .addOption(
                        Words.option(
                                "--save", "FILE", Path.class, "Append every message to this file."))
                .addOption(
                        Words.option("--count", "N", Integer.class, "Stop after so many messages."))
                .addOption(
                        Words.flag(
                                "--full",
                                "Show whole messages, patient data included; otherwise type and control id."));
    }

    @Override
    public int run(ParseResult words) {
        Optional<HostPort> at = Words.<String>option(words, "--listen").flatMap(HostPort::parse);
        String answer = Words.<String>option(words, "--answer").orElse("AA");
        if (at.isEmpty() || !List.of("AA", "AE").contains(answer)) {
            System.err.println("Say where to listen: --listen PORT; --answer is AA or AE.");
            return CANNOT;
        }
        int count = Words.<Integer>option(words, "--count").orElse(Integer.MAX_VALUE);
        Shown shown =
                new Shown(
                        answer, Words.option(words, "--save"), Words.flag(words, "--full"), count);
        Transport.MllpIn in =
                new Transport.MllpIn(
                        at.get().host(),
                        at.get().port(),
                        false,
                        MOST_BYTES,
                        MOST_CONNECTIONS,
                        IDLE,
                        Optional.empty(),
                        List.of());
        try {
            Path spool = Files.createTempDirectory("parley-receive");
            try (MllpPort port = new MllpPort("receive", in, shown, spool, Clock.system())) {
                port.start();
                System.out.println("Listening at " + port.address() + "; Ctrl-C stops.");
                shown.awaitEnd();
            }
            return DONE;
        } catch (PortFailure failure) {
            System.err.println(failure.problem());
            return CANNOT;
        } catch (IOException e) {
            System.err.println("No folder for large messages: " + e.getMessage());
            return CANNOT;
        }
    }

    /** Shows each message as it comes; one at a time. */
    private static final class Shown implements Intake {
        private final String answer;
        private final Optional<Path> save;
        private final boolean full;
        private final AtomicLong next = new AtomicLong();
        private final CountDownLatch left;

        Shown(String answer, Optional<Path> save, boolean full, int count) {
            this.answer = answer;
            this.save = save;
            this.full = full;
            this.left = new CountDownLatch(count);
        }

        void awaitEnd() {
            try {
                left.await();
                // the last answer is still being written
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Pending offer(Incoming message) {
            Taken taken = take(message);
            left.countDown();
            return () -> taken;
        }

        private synchronized Taken take(Incoming message) {
            try {
                byte[] bytes = bytes(message.body());
                System.out.println(summary(bytes, message));
                if (save.isPresent()) {
                    Files.write(
                            save.get(),
                            bytes,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
                AckInfo ack = new AckInfo(firstLine(bytes));
                Optional<Problem> trouble = message.trouble();
                if (answer.equals("AA") && trouble.isEmpty()) {
                    return new Taken.Accepted(next.getAndIncrement(), ack);
                }
                return new Taken.Refused(next.getAndIncrement(), trouble.orElse(askedTo()), ack);
            } catch (IOException e) {
                Problem problem =
                        new Problem(
                                "PAR-6001",
                                Culprit.CAPACITY,
                                "The message could not be kept.",
                                "Look at the disk, then send it again.");
                return new Taken.Unavailable(problem, AckInfo.NONE);
            }
        }

        private static Problem askedTo() {
            return new Problem(
                    "PAR-6002",
                    Culprit.RECEIVER,
                    "This receiver was told to say no.",
                    "Start it without --answer AE.");
        }

        private static byte[] firstLine(byte[] bytes) {
            int end = 0;
            while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
                end++;
            }
            return Arrays.copyOf(bytes, end);
        }

        private static byte[] bytes(Body body) throws IOException {
            return switch (body) {
                case Body.Bytes b ->
                        Arrays.copyOfRange(b.array(), b.offset(), b.offset() + b.size());
                case Body.Spooled spooled -> Files.readAllBytes(spooled.file());
            };
        }

        private String summary(byte[] bytes, Incoming message) {
            String what =
                    switch (Message.read(bytes)) {
                        case Reading.Good good ->
                                good.message().type()
                                        + "^"
                                        + good.message().trigger()
                                        + "  "
                                        + good.message().controlId();
                        case Reading.Bad bad -> "not a message: " + bad.problems().getFirst();
                    };
            String line = message.peer() + "  " + what + "  " + bytes.length + " bytes";
            return full
                    ? line
                            + "\n"
                            + new String(bytes, StandardCharsets.ISO_8859_1).replace('\r', '\n')
                    : line;
        }
    }
}
