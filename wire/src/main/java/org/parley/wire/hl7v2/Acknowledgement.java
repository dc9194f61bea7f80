package org.parley.wire.hl7v2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * An answer to a message (HL7 v2 chapter 2, message acknowledgement, original and enhanced mode).
 *
 * @param code MSA-1: {@code AA}, {@code AE}, {@code AR}, {@code CA}, {@code CE} or {@code CR}, or
 *     whatever was sent
 * @param controlId MSA-2: MSH-10 of the message that is answered; empty when not given
 * @param text MSA-3 and the texts of ERR segments, joined by a blank; may hold what the receiver
 *     wrote about a patient, so not for logs
 * @param errors ERR as sent, one text a segment: error code, severity and texts
 */
public record Acknowledgement(String code, String controlId, String text, List<String> errors) {
    private static final Path MSA = Path.of("MSA");
    private static final Path ERR = Path.of("ERR");
    private static final Path CODE = Path.of("MSA-1");
    private static final Path CONTROL_ID = Path.of("MSA-2");
    private static final Path TEXT = Path.of("MSA-3");
    private static final Path ERROR_OLD = Path.of("ERR-1");
    private static final Path ERROR_CODE = Path.of("ERR-3");
    private static final Path ERROR_DETAIL = Path.of("ERR-7");
    private static final Path ERROR_TEXT = Path.of("ERR-8");

    public Acknowledgement {
        errors = List.copyOf(errors);
    }

    /** What an answer means for the delivery. */
    public enum Verdict {
        /** AA or CA: theirs now. */
        ACCEPTED,
        /** AE or CE: an error; the same message may pass later. */
        ERROR,
        /** AR or CR: refused. */
        REJECTED,
        /** No code of HL7 table 0008. */
        UNKNOWN
    }

    /** What the code means. */
    public Verdict verdict() {
        return switch (code) {
            case "AA", "CA" -> Verdict.ACCEPTED;
            case "AE", "CE" -> Verdict.ERROR;
            case "AR", "CR" -> Verdict.REJECTED;
            default -> Verdict.UNKNOWN;
        };
    }

    /** True for CA, CE and CR, which answer for safe keeping and not for the content. */
    public boolean commit() {
        return code.startsWith("C");
    }

    /** The answer in these bytes; empty when they are no message or have no MSA. Never throws. */
    public static Optional<Acknowledgement> read(byte[] bytes) {
        return Message.read(bytes) instanceof Reading.Good(Message message)
                ? of(message)
                : Optional.empty();
    }

    /** The answer that a message is; empty when it has no MSA. */
    public static Optional<Acknowledgement> of(Message message) {
        if (message.count(MSA) == 0) {
            return Optional.empty();
        }
        String text = message.textOrEmpty(TEXT);
        List<String> errors = new ArrayList<>();
        StringBuilder all = new StringBuilder(text);
        int count = message.count(ERR);
        for (int i = 1; i <= count; i++) {
            StringBuilder one = new StringBuilder();
            for (Path path : List.of(ERROR_OLD, ERROR_CODE, ERROR_DETAIL, ERROR_TEXT)) {
                message.text(path.atOccurrence(i)).ifPresent(each -> join(one, each));
            }
            errors.add(one.toString());
            message.text(ERROR_TEXT.atOccurrence(i))
                    .filter(each -> !each.equals(text))
                    .ifPresent(each -> join(all, each));
        }
        return Optional.of(
                new Acknowledgement(
                        message.textOrEmpty(CODE).strip(),
                        message.textOrEmpty(CONTROL_ID),
                        all.toString(),
                        errors));
    }

    private static void join(StringBuilder all, String more) {
        all.append(all.isEmpty() ? "" : " ").append(more);
    }

    /**
     * Composes an answer. Sender and receiver change places; delimiters, processing id, version and
     * character set are those of the message. A damaged or empty message is answered too, in the
     * usual delimiters and with what could be read of it.
     *
     * @param msh the message that is answered, or at least its MSH
     * @param code MSA-1
     * @param problem goes into MSA-3 and ERR (2.5 and later: ERR-3 of HL7 table 0357, ERR-4, ERR-5
     *     with our code, ERR-7 and ERR-8; earlier: ERR-1)
     * @param now MSH-7, written in UTC with its offset
     * @param ownControlId MSH-10
     */
    public static byte[] compose(
            byte[] msh, String code, Optional<Problem> problem, Instant now, String ownControlId) {
        return AcknowledgementWriter.write(msh, code, problem, now, ownControlId);
    }
}
