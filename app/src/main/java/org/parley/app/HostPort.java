package org.parley.app;

import java.util.Optional;

/** An address as people type it: {@code host:port}, or a port alone for loopback. */
record HostPort(String host, int port) {
    static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return port < 0 || port > 65535 || host.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new HostPort(host, port));
        } catch (NumberFormatException wrong) {
            return Optional.empty();
        }
    }
}
