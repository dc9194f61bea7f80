package org.parley.engine.deliver.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.parley.engine.deliver.Sender.Answer;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.wire.hl7v2.Acknowledgement;

/**
 * What an HTTP answer means for a delivery.
 *
 * <ul>
 *   <li>2xx: accepted. With an HL7 v2 acknowledgement in the body, what that says.
 *   <li>4xx: rejected, except those that say nothing of the message: 401, 407 (our token), 408,
 *       425, 429 (not now) are no answer, to be tried again.
 *   <li>500 with an HL7 v2 acknowledgement that is AE or AR for our control id: rejected.
 *   <li>everything else, 3xx included: no answer.
 * </ul>
 */
record Judgement(String destination, Outgoing message) {
    Answer of(int status, byte[] body, Duration took) {
        if (message.hl7v2() && startsLikeHl7(body)) {
            return acknowledged(status, Acknowledgement.read(body), took);
        }
        return byStatus(status, took);
    }

    private Answer acknowledged(int status, Optional<Acknowledgement> ack, Duration took) {
        if ((status >= 300 && status < 400) || status > 500 || waits(status)) {
            return byStatus(status, took);
        }
        if (ack.isEmpty()) {
            return new Answer.Unreachable(HttpSendProblems.unreadableAck(destination));
        }
        if (!ack.get().controlId().equals(message.controlId())) {
            return new Answer.Unreachable(HttpSendProblems.otherControlId(destination));
        }
        String code = ack.get().code();
        return switch (ack.get().verdict()) {
            case ACCEPTED ->
                    status < 300 ? new Answer.Accepted(code, took) : byStatus(status, took);
            case ERROR, REJECTED ->
                    new Answer.Rejected(code, HttpSendProblems.refused(destination, code));
            case UNKNOWN -> new Answer.Unreachable(HttpSendProblems.unreadableAck(destination));
        };
    }

    private Answer byStatus(int status, Duration took) {
        if (status >= 200 && status < 300) {
            return new Answer.Accepted(Integer.toString(status), took);
        }
        if (status >= 400 && status < 500 && !waits(status)) {
            return new Answer.Rejected(
                    Integer.toString(status), HttpSendProblems.rejected(destination, status));
        }
        return new Answer.Unreachable(
                switch (status) {
                    case 401, 407 -> HttpSendProblems.notAllowed(destination, status);
                    case 300, 301, 302, 303, 304, 305, 306, 307, 308 ->
                            HttpSendProblems.redirected(destination, status);
                    default -> HttpSendProblems.notNow(destination, status);
                });
    }

    private static boolean waits(int status) {
        return status == 401 || status == 407 || status == 408 || status == 425 || status == 429;
    }

    private static boolean startsLikeHl7(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 16), StandardCharsets.ISO_8859_1);
        return start.strip().startsWith("MSH");
    }
}
