package org.parley.engine.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A folder on an SFTP server.
 *
 * @param folder absolute on the server
 */
public record SftpAddress(String host, int port, String folder) {
    public SftpAddress {
        if (host.isBlank() || port < 1 || port > 65_535 || !folder.startsWith("/")) {
            throw new IllegalArgumentException("not a folder on an SFTP server");
        }
    }

    /** {@code sftp://host/folder} or {@code sftp://host:port/folder}. */
    static final Scalar<SftpAddress> FORM =
            Forms.scalar(
                    "an address that begins with sftp:// and names a host and a folder",
                    "sftp://eroster.northmoor.example/out",
                    "",
                    SftpAddress::parse);

    private static Optional<SftpAddress> parse(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            String path = uri.getPath();
            boolean right =
                    "sftp".equals(uri.getScheme())
                            && uri.getUserInfo() == null
                            && uri.getQuery() == null
                            && uri.getPort() != 0
                            && uri.getPort() <= 65_535;
            if (!right || host == null || path == null || !path.matches("/\\P{Cntrl}*")) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? 22 : uri.getPort();
            return Optional.of(new SftpAddress(host, port, path));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
