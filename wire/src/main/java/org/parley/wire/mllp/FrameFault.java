package org.parley.wire.mllp;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * What may be wrong with the envelope of a message, and what happens then. The table in
 * docs/standards/mllp.md says the same for people.
 */
public enum FrameFault {
    /** No VT, but the bytes begin with MSH, FHS or BHS and end with FS CR. */
    START_MISSING(
            Verdict.WARNED,
            "PAR-1110",
            Culprit.SENDER,
            "The frame has no start byte (VT); its message is whole and was taken.",
            "Ask the sender's supplier to send 0x0B before each message."),
    /** VT VT. */
    START_DOUBLED(
            Verdict.WARNED,
            "PAR-1111",
            Culprit.SENDER,
            "The frame has more than one start byte (VT); its message is whole and was taken.",
            "Ask the sender's supplier to send 0x0B once."),
    /** FS followed by LF, by VT, by the end of the stream or by silence. */
    CR_MISSING(
            Verdict.WARNED,
            "PAR-1112",
            Culprit.SENDER,
            "The frame ends with FS but without CR; its message is whole and was taken.",
            "Ask the sender's supplier to end each message with 0x1C 0x0D."),
    /** FS FS CR, or FS CR FS CR. */
    END_DOUBLED(
            Verdict.WARNED,
            "PAR-1113",
            Culprit.SENDER,
            "The frame has more than one end (FS); its message is whole and was taken.",
            "Ask the sender's supplier to end each message with 0x1C 0x0D once."),
    /** VT in the data, not followed by MSH, FHS or BHS: a vertical tab in a pasted text. */
    START_INSIDE(
            Verdict.WARNED,
            "PAR-1114",
            Culprit.SENDER,
            "The message holds a vertical tab (VT), which MLLP forbids; it was kept as data.",
            "Ask the sender's supplier to replace 0x0B in texts."),
    /** White space or NUL between frames. */
    PADDING(
            Verdict.WARNED,
            "PAR-1115",
            Culprit.SENDER,
            "White space lies between two frames and was skipped.",
            "Nothing need be done; the sender's supplier may leave it out."),
    /** A frame without content: VT FS CR. */
    EMPTY(
            Verdict.REFUSED,
            "PAR-1104",
            Culprit.SENDER,
            "The frame is empty.",
            "Ask the sender's supplier what it is for; a keep-alive belongs into TCP."),
    /** Larger than the limit; what is kept of it is its beginning. */
    TOO_LARGE(
            Verdict.REFUSED,
            "PAR-1105",
            Culprit.CAPACITY,
            "The frame is larger than this port takes.",
            "Raise the port's largest frame, or have the sender send less in one message."),
    /** The spool file could not be written; not kept at all. */
    NOT_SPOOLED(
            Verdict.REFUSED,
            "PAR-1108",
            Culprit.CAPACITY,
            "The frame is large and its spool file could not be written.",
            "Check the free space and the rights of the spool folder; then the sender may send again."),
    /** Text ended by FS that is no message, without VT. */
    NO_MESSAGE(
            Verdict.REFUSED,
            "PAR-1109",
            Culprit.SENDER,
            "Bytes without a start byte (VT) came that do not begin like a message.",
            "Check what is connected to this port and that it speaks MLLP."),
    /** Bytes outside any frame that are neither padding nor ended by FS. */
    UNFRAMED(
            Verdict.REFUSED_AND_CLOSED,
            "PAR-1101",
            Culprit.SENDER,
            "Bytes outside any frame came.",
            "Check what is connected to this port and that it speaks MLLP."),
    /** A new message began (VT MSH) before the last one ended. */
    END_MISSING(
            Verdict.REFUSED_AND_CLOSED,
            "PAR-1102",
            Culprit.SENDER,
            "A new message began before the one before it had ended (FS CR).",
            "Ask the sender's supplier to end each message with 0x1C 0x0D; the sender must send again."),
    /** FS in the data, followed by something else than CR. */
    END_INSIDE(
            Verdict.REFUSED_AND_CLOSED,
            "PAR-1103",
            Culprit.SENDER,
            "The message holds the end byte (FS) in its data, so where it ends is not certain.",
            "Ask the sender's supplier to escape or remove 0x1C; the sender must send again."),
    /** The connection ended in mid frame. */
    CUT(
            Verdict.REFUSED_AND_CLOSED,
            "PAR-1106",
            Culprit.NETWORK,
            "The connection ended in the middle of a message.",
            "The sender must send it again; look at the network when it happens often."),
    /** The bytes of a begun frame came too slowly. */
    TOO_SLOW(
            Verdict.REFUSED_AND_CLOSED,
            "PAR-1107",
            Culprit.NETWORK,
            "A message began but its bytes came too slowly or not at all.",
            "Look at the sender and the network; the sender must send it again.");

    /** What becomes of a faulty frame and of its connection. */
    public enum Verdict {
        /** Taken; the fault is counted. */
        WARNED,
        /** Not taken; answered as refused; the connection goes on. */
        REFUSED,
        /**
         * Not taken; answered as refused; the connection is closed, because a sender that pairs
         * answers with messages by their order might pair the next ones wrongly.
         */
        REFUSED_AND_CLOSED
    }

    private final Verdict verdict;
    private final String code;
    private final Culprit culprit;
    private final String text;
    private final String remedy;

    FrameFault(Verdict verdict, String code, Culprit culprit, String text, String remedy) {
        this.verdict = verdict;
        this.code = code;
        this.culprit = culprit;
        this.text = text;
        this.remedy = remedy;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The fault as it is told to the sender and the operator. */
    public Problem problem() {
        return new Problem(code, culprit, text, remedy);
    }

    /** True when the same message, sent again unchanged, may well be taken. */
    public boolean passing() {
        return culprit == Culprit.NETWORK || this == NOT_SPOOLED;
    }
}
