package org.parley.engine.receive.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.parley.engine.journal.Body;
import org.parley.engine.plan.Transport.Bound;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * Holds each client certificate to the sending applications and facilities that it may use. MSH-3
 * and MSH-4 are compared as sent: the whole field or its first component must be the word in the
 * configuration. Each MSH of a batch must fit, and so must its FHS and BHS.
 */
final class Binding {
    private static final int PIECE = 64 << 10;

    private final List<Bound> allowed;

    Binding(List<Bound> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Why the message must not come over this connection, if it must not.
     *
     * @param commonName in the certificate of the connection's client, if it showed one
     */
    Optional<Problem> check(Optional<String> commonName, Body body) {
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        List<Bound> own =
                allowed.stream()
                        .filter(each -> commonName.equals(Optional.of(each.commonName())))
                        .toList();
        if (own.isEmpty()) {
            return Optional.of(unknown());
        }
        HeaderScan scan = new HeaderScan(own);
        try {
            return feed(scan, body) ? Optional.empty() : Optional.of(foreign());
        } catch (IOException e) {
            return Optional.of(unreadable());
        }
    }

    private static boolean feed(HeaderScan scan, Body body) throws IOException {
        switch (body) {
            case Body.Bytes bytes -> scan.add(bytes.array(), bytes.offset(), bytes.size());
            case Body.Spooled spooled -> {
                byte[] piece = new byte[PIECE];
                try (InputStream in = Files.newInputStream(spooled.file())) {
                    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                        scan.add(piece, 0, read);
                    }
                }
            }
        }
        return scan.fits();
    }

    private static Problem unknown() {
        return new Problem(
                "PAR-1124",
                Culprit.SENDER,
                "The client certificate of this connection is bound to no sending application.",
                "Add its common name to the port's list, or find out who connects with it.");
    }

    private static Problem foreign() {
        return new Problem(
                "PAR-1123",
                Culprit.SENDER,
                "The client certificate may not send as this application and facility (MSH-3,"
                        + " MSH-4).",
                "Correct MSH-3 and MSH-4 at the sender, or the port's list of certificates.");
    }

    private static Problem unreadable() {
        return new Problem(
                "PAR-1125",
                Culprit.PARLEY,
                "A large message could not be read back to check who may send it.",
                "Check the disk of the spool folder; the sender must send again.");
    }
}
