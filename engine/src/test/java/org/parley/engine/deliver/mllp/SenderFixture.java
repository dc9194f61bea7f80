package org.parley.engine.deliver.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Optional;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.plan.Transport;
import org.parley.wire.mllp.MllpCounters;

/** What tests of the sender have in common. */
abstract class SenderFixture {
    static final Duration PATIENT = Duration.ofSeconds(10);
    static final Duration BRIEF = Duration.ofMillis(150);

    final MllpCounters counters = new MllpCounters();

    final MllpSender sender(int port, Duration answerWithin) {
        return sender(port, answerWithin, false);
    }

    final MllpSender sender(int port, Duration answerWithin, boolean release2) {
        return new MllpSender(
                "lims.demographics",
                new Transport.MllpOut("127.0.0.1", port, release2, Optional.empty()),
                answerWithin,
                Clock.system(),
                counters);
    }

    static Outgoing message(String id) {
        return message(id, "", "");
    }

    static Outgoing message(String id, String accept, String application) {
        String text =
                "MSH|^~\\&|A|A|B|B|20260101||ADT^A01|"
                        + id
                        + "|P|2.4|||"
                        + accept
                        + "|"
                        + application
                        + "\rPID|1\r";
        return new Outgoing(text.getBytes(ISO_8859_1), id, true);
    }

    static String code(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> accepted.code();
            case Answer.Rejected rejected -> rejected.code() + " " + rejected.problem().code();
            case Answer.Unreachable unreachable -> unreachable.problem().code();
        };
    }
}
