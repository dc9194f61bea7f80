package org.parley.engine.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.parley.engine.plan.Transport;

/**
 * A connection to an SFTP server, made when first used and made anew after it broke. The server
 * must show the very key that is configured; nothing is trusted on first use, and no files of the
 * account that Parley runs under ({@code ~/.ssh}) are looked at.
 */
final class SftpLink implements AutoCloseable {
    private static final Duration ALIVE = Duration.ofSeconds(15);

    private final Transport.Where.Sftp where;
    private final Duration within;
    private Optional<Live> live = Optional.empty();
    private boolean closed;

    SftpLink(Transport.Where.Sftp where, Duration within) {
        this.where = where;
        this.within = within;
    }

    /** An act on the server. */
    interface Act<T> {
        T on(SftpClient client) throws IOException;
    }

    private record Live(SshClient ssh, ClientSession session, SftpClient sftp) {
        void end() {
            session.close(true);
            ssh.stop();
        }
    }

    <T> T use(Act<T> act) throws IOException {
        Live connection = connection();
        try {
            return act.on(connection.sftp());
        } catch (SftpException status) {
            // The server answered; the connection is good.
            throw status;
        } catch (IOException | RuntimeException broken) {
            if (!(broken instanceof java.nio.file.FileSystemException)) {
                drop(connection);
            }
            throw broken instanceof IOException io ? io : new IOException(broken);
        }
    }

    private synchronized Live connection() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (live.isPresent() && live.get().session().isOpen() && live.get().sftp().isOpen()) {
            return live.get();
        }
        live.ifPresent(Live::end);
        live = Optional.empty();
        Live made = connect();
        live = Optional.of(made);
        return made;
    }

    private synchronized void drop(Live connection) {
        connection.end();
        if (live.filter(connection::equals).isPresent()) {
            live = Optional.empty();
        }
    }

    @Override
    public void close() {
        Optional<Live> last;
        synchronized (this) {
            closed = true;
            last = live;
            live = Optional.empty();
        }
        last.ifPresent(Live::end);
    }

    private Live connect() throws IOException {
        PublicKey pinned = pinned();
        SshClient ssh = SshClient.setUpDefaultClient();
        var shown = new AtomicReference<>(Shown.NONE);
        ssh.setServerKeyVerifier(exactly(pinned, shown));
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setAgentFactory(null);
        ssh.setSignatureFactories(preferring(pinned, ssh.getSignatureFactories()));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, ALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(ssh, 2);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(ssh, ALIVE.multipliedBy(4));
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(ssh, within);
        ssh.start();
        try {
            ClientSession session = open(ssh, shown);
            signIn(session);
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
            return new Live(ssh, session, sftp);
        } catch (IOException | RuntimeException failed) {
            ssh.stop();
            if (shown.get() == Shown.ANOTHER) {
                throw SftpProblems.otherKey(address());
            }
            throw failed;
        }
    }

    private ClientSession open(SshClient ssh, AtomicReference<Shown> shown) throws IOException {
        try {
            return ssh.connect(where.user(), where.host(), where.port())
                    .verify(within)
                    .getSession();
        } catch (IOException failed) {
            throw shown.get() == Shown.ANOTHER ? failed : SftpProblems.unreachable(address());
        }
    }

    private String address() {
        return "sftp://" + where.host() + ":" + where.port();
    }

    private void signIn(ClientSession session) throws IOException {
        switch (where.login()) {
            case Transport.Login.Password password ->
                    session.addPasswordIdentity(password.secret().value());
            case Transport.Login.PrivateKey key -> {
                byte[] pem = key.pem().value().getBytes(StandardCharsets.UTF_8);
                try {
                    for (KeyPair pair :
                            SecurityUtils.loadKeyPairIdentities(
                                    session,
                                    NamedResource.ofName("configured key"),
                                    new ByteArrayInputStream(pem),
                                    FilePasswordProvider.EMPTY)) {
                        session.addPublicKeyIdentity(pair);
                    }
                } catch (IOException | GeneralSecurityException unreadable) {
                    throw SftpProblems.unreadableKey(address());
                }
            }
        }
        try {
            session.auth().verify(within);
        } catch (IOException refused) {
            throw SftpProblems.notSignedIn(address());
        }
    }

    private PublicKey pinned() throws IOException {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(where.hostKey())
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw SftpProblems.unreadableHostKey(address());
        }
    }

    /** Which host key the server showed. */
    private enum Shown {
        NONE,
        CONFIGURED,
        ANOTHER
    }

    private static ServerKeyVerifier exactly(PublicKey pinned, AtomicReference<Shown> shown) {
        return (session, address, key) -> {
            boolean same = KeyUtils.compareKeys(pinned, key);
            shown.set(same ? Shown.CONFIGURED : Shown.ANOTHER);
            return same;
        };
    }

    /** A server with several keys is to show the kind that is configured. */
    private static List<NamedFactory<Signature>> preferring(
            PublicKey pinned, List<NamedFactory<Signature>> all) {
        List<String> kinds = KeyUtils.getAllEquivalentKeyTypes(KeyUtils.getKeyType(pinned));
        List<NamedFactory<Signature>> first = new ArrayList<>();
        List<NamedFactory<Signature>> rest = new ArrayList<>();
        for (NamedFactory<Signature> factory : all) {
            boolean same = factory.getName().equals(KeyUtils.getKeyType(pinned));
            (same || kinds.contains(factory.getName()) ? first : rest).add(factory);
        }
        first.addAll(rest);
        return first;
    }
}
