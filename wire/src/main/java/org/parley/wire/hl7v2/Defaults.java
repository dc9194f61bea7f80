package org.parley.wire.hl7v2;

import java.nio.charset.Charset;

/**
 * What holds when a message does not say, agreed for a port with its sender.
 *
 * @param charset for bytes above 127 that MSH-18 does not explain and that are not UTF-8; one byte
 *     a character, such as windows-1252
 * @param version for an empty MSH-12, such as {@code 2.4}
 */
public record Defaults(Charset charset, String version) {
    private static final Defaults USUAL = new Defaults(Charset.forName("windows-1252"), "2.4");

    /** Windows-1252 and version 2.4, the commonest in UK trusts. */
    public static Defaults usual() {
        return USUAL;
    }
}
