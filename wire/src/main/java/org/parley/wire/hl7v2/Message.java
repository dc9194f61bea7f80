package org.parley.wire.hl7v2;

/** An HL7 v2 message: its bytes as received, and an index built when asked. */
public final class Message {
    private final byte[] bytes;

    Message(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes as received; not a copy, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
