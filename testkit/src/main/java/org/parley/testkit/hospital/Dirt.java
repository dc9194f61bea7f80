package org.parley.testkit.hospital;

/** What can be wrong with a message's bytes; each kind is met in real trusts. */
public enum Dirt {
    /** Segments end in LF. */
    LF(Answer.ACCEPT),
    /** Segments end in CR LF. */
    CRLF(Answer.ACCEPT),
    /** The last segment has no end. */
    NO_FINAL_CR(Answer.ACCEPT),
    /** ISO 8859-1 bytes, MSH-18 says ASCII. */
    LATIN1_UNDECLARED(Answer.ACCEPT),
    /** UTF-8 bytes, MSH-18 empty. */
    UTF8_UNDECLARED(Answer.ACCEPT),
    /** The NHS number fails its check digit. */
    NHS_INVALID(Answer.ACCEPT),
    /** The NHS number is written 3-3-4. */
    NHS_SPACES(Answer.ACCEPT),
    /** MSH-12 is empty. */
    NO_VERSION(Answer.ACCEPT),
    /** Separators behind the last value of each segment and of PID-3. */
    TRAILING_DELIMITERS(Answer.ACCEPT),
    /** {@code A&E} as a location, with the ampersand not escaped. */
    UNESCAPED_AMPERSAND(Answer.ACCEPT),
    /** Two quotes, meaning delete, in PID-14 and PID-16. */
    NULL_FIELDS(Answer.ACCEPT),
    /** OBX-2 is empty beside a value. */
    OBX_WITHOUT_TYPE(Answer.ACCEPT),
    /** Other separators than everybody's. */
    OTHER_DELIMITERS(Answer.ACCEPT),
    /** A comment that holds every escape sequence, an unknown one too. */
    EVERY_ESCAPE(Answer.ACCEPT),
    /** A thousand observations. */
    MANY_OBX(Answer.ACCEPT),
    /** MSH-9 gives the type only; the event stands in EVN-1. */
    TYPE_ONLY(Answer.EITHER),
    /** Not a message: a cut header, a web page, noise. */
    GARBAGE(Answer.REFUSE);

    private final Answer answer;

    Dirt(Answer answer) {
        this.answer = answer;
    }

    /** What an engine owes such a message. */
    public Answer answer() {
        return answer;
    }

    /** What an engine may say. */
    public enum Answer {
        /** It must take it. */
        ACCEPT,
        /** It must refuse it, and say why. */
        REFUSE,
        /** Both can be defended. */
        EITHER
    }
}
