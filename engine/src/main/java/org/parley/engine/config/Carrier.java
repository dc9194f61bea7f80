package org.parley.engine.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.engine.plan.Transport.Bound;
import org.parley.engine.plan.Transport.Split;

/** How bytes travel, as the trust wrote it: secrets are references, folders are texts. */
public sealed interface Carrier {
    /** The word after {@code over}. */
    String over();

    /** Whether bytes come in by it. */
    sealed interface In extends Carrier {}

    /** Whether bytes go out by it. */
    sealed interface Out extends Carrier {}

    /** MLLP, listening; units as in {@link org.parley.engine.plan.Transport.MllpIn}. */
    record MllpIn(
            Address listen,
            int release,
            long maxMessage,
            int maxConnections,
            Duration idle,
            Optional<TlsReferences> tls,
            List<Client> clients)
            implements In {
        public MllpIn {
            clients = List.copyOf(clients);
        }

        @Override
        public String over() {
            return "mllp";
        }
    }

    /** Whom a client certificate speaks for. */
    record Client(Bound bound, Written written) {}

    /** MLLP, connecting. */
    record MllpOut(Address to, int release, Optional<TlsReferences> tls) implements Out {
        @Override
        public String over() {
            return "mllp";
        }
    }

    /** HTTP POST, listening. */
    record HttpIn(
            Address listen,
            String path,
            long maxMessage,
            Optional<TlsReferences> tls,
            Optional<SecretReference> bearer)
            implements In {
        @Override
        public String over() {
            return "http";
        }
    }

    /** HTTP POST, calling. */
    record HttpOut(
            URI to,
            Optional<String> contentType,
            Optional<TlsReferences> tls,
            Optional<SecretReference> bearer)
            implements Out {
        @Override
        public String over() {
            return "http";
        }
    }

    /** Files, polled. */
    record FilesIn(Folder from, Duration every, String pattern, Optional<Split> split)
            implements In {
        @Override
        public String over() {
            return from.over();
        }
    }

    /** Files, written. */
    record FilesOut(Folder to, Optional<String> suffix) implements Out {
        @Override
        public String over() {
            return to.over();
        }
    }

    /** A folder here or on a server. */
    sealed interface Folder {
        /** {@code files} or {@code sftp}. */
        String over();

        /** A relative one is inside the trust's folder. */
        record Here(String path) implements Folder {
            @Override
            public String over() {
                return "files";
            }
        }

        /** On an SFTP server; exactly one of password and key. */
        record There(
                SftpAddress address,
                String user,
                Optional<SecretReference> password,
                Optional<SecretReference> key,
                String hostKey)
                implements Folder {
            @Override
            public String over() {
                return "sftp";
            }
        }
    }

    /** Certificates and key, PEM. */
    record TlsReferences(
            Optional<SecretReference> certificate,
            Optional<SecretReference> key,
            Optional<SecretReference> trust) {}
}
