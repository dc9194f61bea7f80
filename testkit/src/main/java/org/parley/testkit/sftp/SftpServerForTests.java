package org.parley.testkit.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.parley.engine.plan.Transport;

/**
 * An SFTP server on a loopback port with a host key of its own. Serves one folder as {@code /} to
 * one user with one password, and with one key if it is given.
 */
public final class SftpServerForTests implements AutoCloseable {
    public static final String USER = "parley";
    public static final String PASSWORD = "only-for-tests";

    private final SshServer server;
    private final KeyPair hostKey;

    private SftpServerForTests(SshServer server, KeyPair hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /** Starts on a free port with a fresh RSA key. */
    public static SftpServerForTests start(Path folder) {
        return start(folder, 0, List.of(key("ssh-rsa", 2048)), Optional.empty());
    }

    /**
     * Starts.
     *
     * @param port 0 for a free one
     * @param hostKeys at least one; {@link #where} pins the first
     * @param userKey that may sign in
     */
    public static SftpServerForTests start(
            Path folder, int port, List<KeyPair> hostKeys, Optional<KeyPair> userKey) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPasswordAuthenticator(
                (user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
        if (userKey.isPresent()) {
            server.setPublickeyAuthenticator(
                    (user, key, session) -> KeyUtils.compareKeys(key, userKey.get().getPublic()));
        } else {
            server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
        }
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SftpServerForTests(server, hostKeys.getFirst());
    }

    /**
     * A fresh key pair.
     *
     * @param kind {@code ssh-rsa}, {@code ecdsa-sha2-nistp256} or {@code ssh-ed25519}
     * @param size bits, as the kind has it: 2048, 256, 256
     */
    public static KeyPair key(String kind, int size) {
        try {
            return KeyUtils.generateKeyPair(kind, size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The first host key in OpenSSH form, as configuration has it. */
    public String hostKey() {
        return PublicKeyEntry.toString(hostKey.getPublic());
    }

    /** A folder of this server, with the password. */
    public Transport.Where.Sftp where(String folder) {
        var login = new Transport.Login.Password(new Transport.Secret(PASSWORD));
        return new Transport.Where.Sftp("127.0.0.1", port(), folder, USER, login, hostKey());
    }

    /** Ends all connections and stops. */
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
