package org.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.mllp.MllpSender;
import org.parley.engine.plan.Transport;
import org.parley.engine.plan.Transport.Secret;
import org.parley.engine.plan.Transport.Tls;
import org.parley.wire.hl7v2.Batch;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Reading;
import org.parley.wire.hl7v2.Span;
import org.parley.wire.mllp.MllpCounters;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley send}: sends the HL7 v2 messages of a file over MLLP and shows each answer. */
final class SendCommand implements Command {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** Answers other than the first ones are counted, not shown. */
    private static final int SHOWN = 20;

    @Override
    public CommandSpec spec() {
        return Words.command(
                        "send",
                        "Sends the HL7 v2 messages of a file over MLLP, one after another, and shows each answer.",
                        "  ./parley send trust/in/a01-inpatient.hl7 --to 127.0.0.1:6001")
                .addPositional(
                        Words.argument(
                                0, "FILE", "A message, messages one after another, or a batch."))
                .addOption(
                        Words.option(
                                "--to",
                                "HOST:PORT",
                                String.class,
                                "Where to send; a port alone is on this machine."))
                .addOption(
                        Words.option(
                                "--trust",
                                "PEM",
                                Path.class,
                                "Use TLS and trust these certificates."))
                .addOption(
                        Words.option(
                                "--certificate",
                                "PEM",
                                Path.class,
                                "Our certificate, if they want one."))
                .addOption(Words.option("--key", "PEM", Path.class, "Its private key (PKCS#8)."));
    }

    @Override
    public int run(ParseResult words) {
        Optional<HostPort> to = Words.<String>option(words, "--to").flatMap(HostPort::parse);
        if (to.isEmpty()) {
            System.err.println("Say where to send: --to HOST:PORT");
            return CANNOT;
        }
        try {
            byte[] bytes = Files.readAllBytes(Words.path(words, 0));
            Transport.MllpOut out =
                    new Transport.MllpOut(to.get().host(), to.get().port(), false, tls(words));
            Clock clock = Clock.system();
            try (Sender sender =
                    new MllpSender("send", out, ANSWER_WITHIN, clock, new MllpCounters())) {
                return send(Batch.read(bytes).messages(), bytes, sender);
            }
        } catch (IOException e) {
            System.err.println("The file cannot be read: " + e.getMessage());
            return CANNOT;
        }
    }

    private static Optional<Tls> tls(ParseResult words) throws IOException {
        Optional<Path> trust = Words.option(words, "--trust");
        if (trust.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Tls(
                        secret(Words.option(words, "--certificate")),
                        secret(Words.option(words, "--key")),
                        secret(trust)));
    }

    private static Optional<Secret> secret(Optional<Path> file) throws IOException {
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(new Secret(Files.readString(file.get())));
    }

    private static int send(List<Batch.OneMessage> parts, byte[] bytes, Sender sender) {
        int taken = 0;
        for (int i = 0; i < parts.size(); i++) {
            Span span = parts.get(i).span();
            byte[] message = Arrays.copyOfRange(bytes, span.from(), span.end());
            String controlId =
                    Message.read(message) instanceof Reading.Good good
                            ? good.message().controlId()
                            : "";
            switch (sender.send(new Outgoing(message, controlId, true))) {
                case Answer.Accepted accepted -> {
                    taken++;
                    show(
                            i,
                            controlId
                                    + "  "
                                    + accepted.code()
                                    + "  "
                                    + accepted.took().toMillis()
                                    + " ms");
                }
                case Answer.Rejected rejected ->
                        System.out.println(
                                controlId + "  " + rejected.code() + "  " + rejected.problem());
                case Answer.Unreachable unreachable -> {
                    System.out.println(controlId + "  no answer  " + unreachable.problem());
                    System.out.println(
                            taken + " of " + parts.size() + " messages taken; stopped here.");
                    return ANSWER_IS_NO;
                }
            }
        }
        System.out.println(taken + " of " + parts.size() + " messages taken.");
        return taken == parts.size() && taken > 0 ? DONE : ANSWER_IS_NO;
    }

    private static void show(int index, String line) {
        if (index < SHOWN) {
            System.out.println(line);
        } else if (index % 1_000 == 0) {
            System.out.println("... " + index + " messages sent");
        }
    }
}
