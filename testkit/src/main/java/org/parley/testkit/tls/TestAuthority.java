package org.parley.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
public final class TestAuthority {
    private static final Duration DAY = Duration.ofDays(1);

    /** Key algorithms that may be asked for. */
    public enum Kind {
        RSA,
        EC
    }

    /**
     * A certificate and its key.
     *
     * @param certificate PEM
     * @param key PKCS#8 PEM
     */
    public record Issued(String certificate, String key) {}

    private final KeyPair keys;
    private final X500Principal name;
    private final X509Certificate certificate;
    private long serial = 1;

    public TestAuthority(String commonName) {
        try {
            keys = keyPair(Kind.EC);
            name = new X500Principal("CN=" + commonName);
            certificate = sign(name, keys, List.of(), Instant.now().minus(DAY), days(30), true);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the test authority cannot be made", e);
        }
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    /** Its own certificate, PEM; what the other side must trust. */
    public String certificate() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    /** A certificate valid from yesterday for ten days. */
    public Issued issue(String commonName, Kind kind, String... hosts) {
        return issue(commonName, kind, Instant.now().minus(DAY), days(10), hosts);
    }

    /**
     * A certificate for a name.
     *
     * @param hosts DNS names or IPv4 addresses that it stands for
     */
    public Issued issue(
            String commonName, Kind kind, Instant notBefore, Instant notAfter, String... hosts) {
        try {
            KeyPair own = keyPair(kind);
            X500Principal subject = new X500Principal("OU=Test, CN=" + commonName);
            X509Certificate issued = sign(subject, own, List.of(hosts), notBefore, notAfter, false);
            return new Issued(
                    pem("CERTIFICATE", encoded(issued)),
                    pem("PRIVATE KEY", own.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the test certificate cannot be made", e);
        }
    }

    private static KeyPair keyPair(Kind kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name());
        generator.initialize(kind == Kind.RSA ? 2048 : 256);
        return generator.generateKeyPair();
    }

    private X509Certificate sign(
            X500Principal subject,
            KeyPair own,
            List<String> hosts,
            Instant notBefore,
            Instant notAfter,
            boolean authority)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(serial++),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        subject,
                        own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!hosts.isEmpty()) {
            GeneralName[] names =
                    hosts.stream().map(TestAuthority::generalName).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }

    private static GeneralName generalName(String host) {
        boolean address = host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate just made cannot be encoded", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
