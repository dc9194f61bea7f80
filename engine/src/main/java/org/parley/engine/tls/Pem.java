package org.parley.engine.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads PEM texts (RFC 7468). */
final class Pem {
    /** The kinds of private key that a certificate may have here. */
    private static final List<String> KEYS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private Pem() {}

    /** The certificates in the text, in its order; empty when there is none or one is damaged. */
    static List<X509Certificate> certificates(String text) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> found = new ArrayList<>();
            for (byte[] der : blocks(text, "CERTIFICATE")) {
                Certificate one = factory.generateCertificate(new ByteArrayInputStream(der));
                if (!(one instanceof X509Certificate certificate)) {
                    return List.of();
                }
                found.add(certificate);
            }
            return found;
        } catch (CertificateException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The first PKCS#8 private key in the text, not encrypted. */
    static Optional<PrivateKey> privateKey(String text) {
        List<byte[]> blocks;
        try {
            blocks = blocks(text, "PRIVATE KEY");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(blocks.getFirst());
        return KEYS.stream().map(kind -> key(kind, encoded)).flatMap(Optional::stream).findFirst();
    }

    /** Empty when the key is of another kind. */
    private static Optional<PrivateKey> key(String kind, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks keys of the kind " + kind, e);
        }
    }

    private static List<byte[]> blocks(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        int at = text.indexOf(begin);
        while (at >= 0) {
            int from = at + begin.length();
            int to = text.indexOf(end, from);
            if (to < 0) {
                throw new IllegalArgumentException("a PEM block has no end");
            }
            byte[] body = text.substring(from, to).strip().getBytes(StandardCharsets.US_ASCII);
            blocks.add(Base64.getMimeDecoder().decode(body));
            at = text.indexOf(begin, to);
        }
        return blocks;
    }
}
