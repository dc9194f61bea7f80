package org.parley.wire.hl7v2;

/**
 * Which answers a sender wants (HL7 v2 chapter 2, MSH-15, MSH-16 and table 0155).
 *
 * @param enhanced false for original mode, in which one application answer always goes back
 * @param accept when to send CA, CE or CR
 * @param application when to send AA, AE or AR
 */
public record AcknowledgementMode(boolean enhanced, Wish accept, Wish application) {

    /** HL7 table 0155. */
    public enum Wish {
        /** AL: always. */
        ALWAYS,
        /** NE: never. */
        NEVER,
        /** ER: only for errors and rejections. */
        ON_ERROR,
        /** SU: only for success. */
        ON_SUCCESS;

        /** Whether an answer goes back for this result. */
        public boolean wanted(boolean success) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case ON_ERROR -> !success;
                case ON_SUCCESS -> success;
            };
        }
    }

    private static final Path ACCEPT = Path.of("MSH-15");
    private static final Path APPLICATION = Path.of("MSH-16");

    /** The mode that a message asks for. */
    public static AcknowledgementMode of(Message message) {
        return of(message.textOrEmpty(ACCEPT), message.textOrEmpty(APPLICATION));
    }

    /**
     * The mode for MSH-15 and MSH-16 as sent. Both empty is original mode. With one valued, an
     * empty one is NE, as the standard says; a word that table 0155 lacks counts as AL, for an
     * answer too many is safer than silence.
     */
    public static AcknowledgementMode of(String accept, String application) {
        String first = accept.strip();
        String second = application.strip();
        if (first.isEmpty() && second.isEmpty()) {
            return new AcknowledgementMode(false, Wish.NEVER, Wish.ALWAYS);
        }
        return new AcknowledgementMode(true, wish(first), wish(second));
    }

    private static Wish wish(String sent) {
        return switch (sent) {
            case "NE", "" -> Wish.NEVER;
            case "ER" -> Wish.ON_ERROR;
            case "SU" -> Wish.ON_SUCCESS;
            default -> Wish.ALWAYS;
        };
    }
}
