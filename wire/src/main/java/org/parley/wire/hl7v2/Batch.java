package org.parley.wire.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.parley.wire.problem.Problem;

/**
 * Bytes that hold any number of messages one after another, with or without FHS and BHS envelopes
 * (HL7 v2 chapter 2, batch protocol). Nothing is copied and nothing is dropped: every byte that is
 * not blank is in a message, in an envelope or in junk that a problem names.
 *
 * <p>A line that begins with MSH, FHS or BHS and a field separator, or with BTS or FTS and the
 * separator in use or nothing, ends what stands before it. Lines end as in a message; blanks and
 * framing characters before such a name are passed over. UTF-16 and UTF-32 are split as well.
 */
public final class Batch {
    /** A piece of the bytes, in their order. */
    public sealed interface Piece {
        /** Where it stands in {@link Batch#bytes}. */
        Span span();

        /** The line on which it begins, from 1. */
        int line();
    }

    /**
     * One message, from its MSH to the end of its last line that is not blank.
     *
     * @param number from 1
     */
    public record OneMessage(Span span, int line, int number) implements Piece {}

    /**
     * A header or trailer of an envelope.
     *
     * @param name FHS, BHS, BTS or FTS
     * @param count BTS-1 or FTS-1 when it is a number
     */
    public record Envelope(Span span, int line, String name, Optional<Integer> count)
            implements Piece {}

    /** Lines that are neither. */
    public record Junk(Span span, int line) implements Piece {}

    private final byte[] bytes;
    private final List<Piece> pieces;
    private final List<Problem> problems;

    Batch(byte[] bytes, List<Piece> pieces, List<Problem> problems) {
        this.bytes = bytes;
        this.pieces = List.copyOf(pieces);
        this.problems = List.copyOf(problems);
    }

    /** Splits; never throws, whatever the bytes. */
    public static Batch read(byte[] bytes) {
        return new BatchReader(bytes).read();
    }

    /** The bytes that were split; not a copy, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** All pieces in order. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** The messages alone. */
    public List<OneMessage> messages() {
        List<OneMessage> messages = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof OneMessage message) {
                messages.add(message);
            }
        }
        return messages;
    }

    /** The bytes of one piece, a copy. */
    public byte[] copy(Piece piece) {
        return Arrays.copyOfRange(bytes, piece.span().from(), piece.span().end());
    }

    /**
     * Counts that do not agree, envelopes that do not close, junk; the messages stand all the same.
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * True when there is at least one envelope, so that the bytes are a batch by their own word.
     */
    public boolean enveloped() {
        return pieces.stream().anyMatch(Envelope.class::isInstance);
    }
}
