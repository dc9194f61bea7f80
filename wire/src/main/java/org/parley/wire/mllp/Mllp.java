package org.parley.wire.mllp;

import java.util.Arrays;

/** The bytes of MLLP's envelope: {@code VT data FS CR}. */
public final class Mllp {
    /** Start block, {@code <SB>}. */
    public static final byte VT = 0x0B;

    /** End block, {@code <EB>}; nothing but CR may follow. */
    public static final byte FS = 0x1C;

    /** Ends the end block, and ends a segment inside it. */
    public static final byte CR = 0x0D;

    /** Release 2: the content is committed to storage. */
    public static final byte ACK = 0x06;

    /** Release 2: the content could not be committed to storage. */
    public static final byte NAK = 0x15;

    /** Bytes that the envelope adds to its content. */
    public static final int ENVELOPE = 3;

    private Mllp() {}

    /** The content in its envelope, in a new array. */
    public static byte[] frame(byte[] content) {
        byte[] frame = new byte[content.length + ENVELOPE];
        place(content, frame, 0);
        return frame;
    }

    /**
     * Writes the content in its envelope into an array that has room for it.
     *
     * @return the index after the last byte written
     */
    public static int place(byte[] content, byte[] into, int at) {
        into[at] = VT;
        System.arraycopy(content, 0, into, at + 1, content.length);
        into[at + 1 + content.length] = FS;
        into[at + 2 + content.length] = CR;
        return at + ENVELOPE + content.length;
    }

    /** A commit acknowledgement of release 2: {@code VT ACK FS CR} or {@code VT NAK FS CR}. */
    public static byte[] commit(boolean committed) {
        return new byte[] {VT, committed ? ACK : NAK, FS, CR};
    }

    /**
     * Content that cannot break its envelope: VT and FS become blanks, in place. For an answer,
     * which repeats fields of a message that may hold them; never for a message.
     */
    public static byte[] safe(byte[] answer) {
        int at = ControlScan.next(answer, 0, answer.length);
        while (at < answer.length) {
            answer[at] = ' ';
            at = ControlScan.next(answer, at + 1, answer.length);
        }
        return answer;
    }

    /** True when a frame's content is a commit acknowledgement of release 2, good or bad. */
    public static boolean isCommit(byte[] content) {
        return content.length == 1 && (content[0] == ACK || content[0] == NAK);
    }

    /** True when the bytes begin like a message or a batch: MSH, FHS or BHS. */
    static boolean beginsMessage(byte[] bytes, int from, int to) {
        return to - from >= 3
                && (Arrays.equals(bytes, from, from + 3, MSH, 0, 3)
                        || Arrays.equals(bytes, from, from + 3, FHS, 0, 3)
                        || Arrays.equals(bytes, from, from + 3, BHS, 0, 3));
    }

    /** True when more bytes are needed to tell whether these begin like a message. */
    static boolean mayBeginMessage(byte[] bytes, int from, int to) {
        if (to - from >= 3) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 'A' || bytes[i] > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static final byte[] MSH = {'M', 'S', 'H'};
    private static final byte[] FHS = {'F', 'H', 'S'};
    private static final byte[] BHS = {'B', 'H', 'S'};
}
