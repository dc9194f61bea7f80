package org.parley.wire.xml;

/** Why reading stopped. */
final class XmlFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    XmlFault(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
