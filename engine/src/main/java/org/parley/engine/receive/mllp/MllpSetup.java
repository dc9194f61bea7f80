package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLSocket;
import org.parley.engine.clock.Clock;
import org.parley.engine.receive.Intake;
import org.parley.engine.tls.TlsContext;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.MllpCounters.Event;
import org.parley.wire.mllp.Spool;

/** What all connections of a port share. */
record MllpSetup(
        String name,
        Duration idle,
        MllpTiming timing,
        FrameLimits limits,
        Spool spool,
        Intake intake,
        Answers answers,
        Binding binding,
        Optional<TlsContext> tls,
        MllpCounters counters,
        Clock clock) {

    /** Shakes hands, if the port has TLS. */
    Secured secure(Socket raw) throws IOException {
        if (tls.isEmpty()) {
            return new Secured(raw, Optional.empty());
        }
        try {
            SSLSocket socket = tls.get().accept(raw);
            socket.startHandshake();
            return new Secured(
                    socket,
                    tls.get().demandsClientCertificate() ? commonName(socket) : Optional.empty());
        } catch (IOException e) {
            counters.count(Event.TLS_FAILED);
            throw e;
        }
    }

    private static Optional<String> commonName(SSLSocket socket) throws IOException {
        Certificate first = socket.getSession().getPeerCertificates()[0];
        if (!(first instanceof X509Certificate certificate)) {
            return Optional.empty();
        }
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().reversed().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
