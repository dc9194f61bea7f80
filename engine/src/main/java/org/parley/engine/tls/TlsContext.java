package org.parley.engine.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.parley.engine.plan.Transport;
import org.parley.wire.problem.Problem;

/** One side's keys, trust and settings, ready for use. Immutable. */
public final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Forward secrecy and authenticated encryption only. */
    private static final String[] CIPHERS = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private final SSLContext context;
    private final boolean clientCertificate;
    private final Optional<Instant> expires;

    TlsContext(SSLContext context, boolean clientCertificate, Optional<Instant> expires) {
        this.context = context;
        this.clientCertificate = clientCertificate;
        this.expires = expires;
    }

    /** The answer to building one. */
    public sealed interface Making {
        /** Ready. */
        record Made(TlsContext context) implements Making {}

        /** Not possible; all reasons at once. */
        record Failed(List<Problem> problems) implements Making {
            public Failed {
                problems = List.copyOf(problems);
            }
        }
    }

    /** For a port. Needs certificate and key; with trust, client certificates are demanded. */
    public static Making server(Transport.Tls tls, Instant now) {
        return new TlsMaking(tls, now).make(true);
    }

    /**
     * For a sender. Without trust, the JDK's own list of authorities counts. The receiver's
     * certificate must name the host that is called.
     */
    public static Making client(Transport.Tls tls, Instant now) {
        return new TlsMaking(tls, now).make(false);
    }

    /** The keys and trust, for a server of another kind; use it with {@link #serverParameters}. */
    public SSLContext context() {
        return context;
    }

    /** Protocols, ciphers and whether a client certificate is demanded. */
    public SSLParameters serverParameters() {
        SSLParameters parameters = new SSLParameters(CIPHERS, PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(clientCertificate);
        return parameters;
    }

    /** Protocols, ciphers and the check of the host name. */
    public SSLParameters clientParameters() {
        SSLParameters parameters = new SSLParameters(CIPHERS, PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** The server's side of one connection. */
    public SSLEngine accept() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(serverParameters());
        return engine;
    }

    /** The client's side of one connection. */
    public SSLEngine connect(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(clientParameters());
        return engine;
    }

    /** The common name in the certificate that the other side showed, if it showed one. */
    public static Optional<String> commonName(SSLSession session) {
        try {
            Certificate first = session.getPeerCertificates()[0];
            if (!(first instanceof X509Certificate certificate)) {
                return Optional.empty();
            }
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().reversed().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst();
        } catch (InvalidNameException | SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** True when a client must show a certificate. */
    public boolean demandsClientCertificate() {
        return clientCertificate;
    }

    /** When the first of our own certificates expires; empty when there is none. */
    public Optional<Instant> expires() {
        return expires;
    }

    /** Whole days until {@link #expires}; for alarms. */
    public Optional<Long> daysLeft(Instant now) {
        return expires.map(end -> Duration.between(now, end).toDays());
    }
}
