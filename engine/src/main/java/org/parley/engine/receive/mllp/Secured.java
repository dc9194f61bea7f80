package org.parley.engine.receive.mllp;

import java.net.Socket;
import java.util.Optional;

/**
 * A connection after its handshake, if it has one.
 *
 * @param socket what to read from and write to
 * @param commonName of the client's certificate
 */
record Secured(Socket socket, Optional<String> commonName) {
    /** The peer for the trace: address and certificate. */
    String peer(String address) {
        return commonName.isEmpty() ? address : address + " " + commonName.get();
    }
}
