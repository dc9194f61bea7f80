package org.parley.engine.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a TCP port.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0, for listening only, means any free one
 */
public record Address(String host, int port) {
    public Address {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not an address: " + host + ":" + port);
        }
    }

    private static final Pattern FORM =
            Pattern.compile("(?:(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):)?([0-9]{1,5})");

    /** To listen at: {@code 6001} (on loopback) or {@code 0.0.0.0:6001}. */
    static final Scalar<Address> LISTEN =
            Forms.scalar(
                    "a port from 0 to 65535, with a host before it if it is not this machine alone",
                    "6001",
                    "",
                    text -> parse(text, 0));

    /** To connect to: {@code lims.example:6001}. */
    static final Scalar<Address> CONNECT =
            Forms.scalar(
                    "a host and a port from 1 to 65535, joined by a colon",
                    "lims.northmoor.example:7001",
                    "",
                    text -> text.contains(":") ? parse(text, 1) : Optional.empty());

    private static Optional<Address> parse(String text, int leastPort) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = "127.0.0.1";
        for (int group = 1; group <= 2; group++) {
            host = Optional.ofNullable(matcher.group(group)).orElse(host);
        }
        String of = host;
        return Forms.whole(matcher.group(3), leastPort, 65_535).map(port -> new Address(of, port));
    }

    /** Whether only this machine can reach it. */
    boolean loopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
