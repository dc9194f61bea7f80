package org.parley.testkit.trust;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Writes framed acknowledgements. */
final class Ack {
    private static final byte[] HEAD =
            ascii("\u000BMSH|^~\\&|SIM|R9N|TIE|R9N|20260105070000||ACK|K");
    private static final byte[] MIDDLE = ascii("|P|2.4\rMSA|");
    private static final byte[] TAIL = ascii("\r\u001C\r");
    private static final AtomicLong NOBODY = new AtomicLong();

    private Ack() {}

    /** An answer to this message, with a code such as AA. */
    static byte[] of(Header header, String code, long number) {
        return of(header.bytes(), header.from(), header.to(), code, number);
    }

    /** An answer to a message that nobody sent. */
    static byte[] forAnother(String code, long number) {
        byte[] other = ascii("NOBODY" + NOBODY.incrementAndGet());
        return of(other, 0, other.length, code, number);
    }

    private static byte[] of(byte[] id, int from, int to, String code, long number) {
        byte[] own = ascii(Long.toString(number));
        byte[] answer =
                new byte[HEAD.length + own.length + MIDDLE.length + 3 + to - from + TAIL.length];
        int at = put(HEAD, answer, 0);
        at = put(own, answer, at);
        at = put(MIDDLE, answer, at);
        answer[at++] = (byte) code.charAt(0);
        answer[at++] = (byte) code.charAt(1);
        answer[at++] = '|';
        System.arraycopy(id, from, answer, at, to - from);
        put(TAIL, answer, at + to - from);
        return answer;
    }

    private static int put(byte[] from, byte[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
        return at + from.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
