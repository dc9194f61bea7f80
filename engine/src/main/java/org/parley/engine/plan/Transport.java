package org.parley.engine.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How bytes travel. Secrets are already resolved; {@link Secret} never prints itself. */
public sealed interface Transport {
    /**
     * MLLP, listening.
     *
     * @param host loopback unless told otherwise
     * @param release2 send commit bytes (MLLP release 2)
     * @param maxFrame bytes
     * @param maxConnections at most so many at once
     * @param idle close a connection that says nothing for so long
     * @param from the sending application and facility (MSH-3, MSH-4) that each client certificate
     *     may use
     */
    record MllpIn(
            String host,
            int port,
            boolean release2,
            long maxFrame,
            int maxConnections,
            Duration idle,
            Optional<Tls> tls,
            List<Bound> from)
            implements Transport {
        public MllpIn {
            from = List.copyOf(from);
        }
    }

    /**
     * A client certificate's subject common name, and the MSH-3 and MSH-4 it may send as; empty
     * means any.
     */
    record Bound(String commonName, String application, String facility) {}

    /** MLLP, connecting. */
    record MllpOut(String host, int port, boolean release2, Optional<Tls> tls)
            implements Transport {}

    /** HTTP(S) POST, listening. */
    record HttpIn(
            String host,
            int port,
            String path,
            long maxBody,
            Optional<Tls> tls,
            Optional<Secret> bearer)
            implements Transport {}

    /** HTTP(S) POST, calling. */
    record HttpOut(URI uri, String contentType, Optional<Tls> tls, Optional<Secret> bearer)
            implements Transport {}

    /**
     * Files in a folder, polled.
     *
     * @param folder a directory, or an sftp URI
     * @param every how often to look
     * @param pattern file names, as a glob
     * @param split how a file becomes messages
     */
    record FilesIn(Where folder, Duration every, String pattern, Split split)
            implements Transport {}

    /** How a file becomes messages. */
    enum Split {
        /** The whole file is one message. */
        WHOLE,
        /** HL7 v2: a batch, or messages one after another. */
        HL7V2,
        /** CSV: one message a data row, the header row with each. */
        CSV_ROWS,
        /** JSON or XML: one message an item of the list that the layout names. */
        LIST_ITEMS
    }

    /** Files out: written under another name, synced, then renamed; never overwriting. */
    record FilesOut(Where folder, String suffix) implements Transport {}

    /** A place for files. */
    sealed interface Where {
        record Local(java.nio.file.Path folder) implements Where {}

        /**
         * A folder on an SFTP server.
         *
         * @param hostKey the server's public key, OpenSSH form; never trusted on first use
         */
        record Sftp(String host, int port, String folder, String user, Login login, String hostKey)
                implements Where {}
    }

    /** How to sign in to an SFTP server. */
    sealed interface Login {
        record Password(Secret secret) implements Login {}

        record PrivateKey(Secret pem) implements Login {}
    }

    /**
     * TLS 1.2 or 1.3.
     *
     * @param certificate our chain, PEM; a server must have one
     * @param key our private key, PKCS#8 PEM
     * @param trust certificates of those we trust, PEM; on a server it means client certificates
     *     are demanded
     */
    record Tls(Optional<Secret> certificate, Optional<Secret> key, Optional<Secret> trust) {}

    /** A value that never shows itself. */
    record Secret(String value) {
        @Override
        public String toString() {
            return "(secret)";
        }
    }
}
