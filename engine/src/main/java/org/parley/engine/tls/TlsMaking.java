package org.parley.engine.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.parley.engine.plan.Transport;
import org.parley.engine.tls.TlsContext.Making;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** Builds a {@link TlsContext}, or says everything that stands in the way. */
final class TlsMaking {
    /** Protects a key store that never leaves memory. */
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private final Transport.Tls tls;
    private final Instant now;
    private final List<Problem> problems = new ArrayList<>();

    TlsMaking(Transport.Tls tls, Instant now) {
        this.tls = tls;
        this.now = now;
    }

    Making make(boolean server) {
        List<X509Certificate> chain = chain();
        Optional<PrivateKey> key = key();
        List<X509Certificate> trusted = trusted();
        if (server && tls.certificate().isEmpty()) {
            problem(
                    "PAR-1160",
                    "A port with TLS has no certificate.",
                    "Give the port a certificate and its key.");
        }
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            problem(
                    "PAR-1161",
                    "A certificate and its private key come together, and one of them is missing.",
                    "Give both the certificate and the key, or neither.");
        }
        if (problems.isEmpty() && key.isPresent() && !belong(chain.getFirst(), key.get())) {
            problem(
                    "PAR-1164",
                    "The private key is not that of the certificate.",
                    "Put the certificate that was issued for this key first in its file.");
        }
        if (!problems.isEmpty()) {
            return new Making.Failed(problems);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(chain, key), trustManagers(trusted), null);
            return new Making.Made(
                    new TlsContext(context, server && !trusted.isEmpty(), expires(chain)));
        } catch (GeneralSecurityException | IOException e) {
            problem(
                    "PAR-1167",
                    "The JDK cannot use the certificate and key: " + e.getClass().getSimpleName(),
                    "Use an RSA key of at least 2,048 bits or an EC key on P-256 or P-384.");
            return new Making.Failed(problems);
        }
    }

    private void problem(String code, String text, String remedy) {
        problems.add(new Problem(code, Culprit.CONFIG, text, remedy));
    }

    private List<X509Certificate> chain() {
        if (tls.certificate().isEmpty()) {
            return List.of();
        }
        List<X509Certificate> chain = Pem.certificates(tls.certificate().get().value());
        if (chain.isEmpty()) {
            problem(
                    "PAR-1162",
                    "The certificate is not a readable PEM text.",
                    "Give a file with -----BEGIN CERTIFICATE----- blocks, our own first.");
            return chain;
        }
        X509Certificate own = chain.getFirst();
        if (own.getNotAfter().toInstant().isBefore(now)) {
            problem(
                    "PAR-1165",
                    "The certificate expired at " + own.getNotAfter().toInstant() + ".",
                    "Have a new certificate issued and put it in place.");
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            problem(
                    "PAR-1166",
                    "The certificate is valid only from " + own.getNotBefore().toInstant() + ".",
                    "Check this machine's clock, or use the certificate that is valid now.");
        }
        return chain;
    }

    private Optional<PrivateKey> key() {
        Optional<PrivateKey> key = tls.key().flatMap(text -> Pem.privateKey(text.value()));
        if (tls.key().isPresent() && key.isEmpty()) {
            problem(
                    "PAR-1163",
                    "The private key is not a readable PEM text.",
                    "Give a PKCS#8 key without password: -----BEGIN PRIVATE KEY-----.");
        }
        return key;
    }

    private List<X509Certificate> trusted() {
        if (tls.trust().isEmpty()) {
            return List.of();
        }
        List<X509Certificate> trusted = Pem.certificates(tls.trust().get().value());
        if (trusted.isEmpty()) {
            problem(
                    "PAR-1168",
                    "The trusted certificates are not a readable PEM text.",
                    "Give a file with one or more -----BEGIN CERTIFICATE----- blocks.");
        }
        return trusted;
    }

    /** Signs with the one and verifies with the other. */
    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        PublicKey open = certificate.getPublicKey();
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
                    default -> "";
                };
        if (algorithm.isEmpty()) {
            return true;
        }
        try {
            byte[] sample = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<Instant> expires(List<X509Certificate> chain) {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }

    private static KeyManager @Nullable [] keyManagers(
            List<X509Certificate> chain, Optional<PrivateKey> key)
            throws GeneralSecurityException, IOException {
        if (key.isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        store.setKeyEntry("own", key.get(), IN_MEMORY, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trustManagers(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
