package org.parley.engine.files;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** What can stand between us and an SFTP server. Texts name the server, never a secret. */
final class SftpProblems {
    private SftpProblems() {}

    static FolderTrouble otherKey(String address) {
        return config(
                "PAR-1250",
                address + " showed another host key than the one configured; nothing was sent.",
                "Ask its team whether the key was changed on purpose. If not, somebody may stand in"
                        + " between.");
    }

    static FolderTrouble notSignedIn(String address) {
        return config(
                "PAR-1251",
                address + " does not accept our user and password or key.",
                "Put valid credentials in place; it is tried again by itself.");
    }

    static FolderTrouble unreadableHostKey(String address) {
        return config(
                "PAR-1252",
                "The host key configured for " + address + " cannot be read.",
                "Give it in OpenSSH form, as in a known_hosts file without the host: kind and base64.");
    }

    static FolderTrouble unreadableKey(String address) {
        return config(
                "PAR-1253",
                "The private key configured for " + address + " cannot be read.",
                "Give an RSA or EC key without password, as PKCS#8 PEM or in OpenSSH form.");
    }

    static FolderTrouble unreachable(String address) {
        return new FolderTrouble(
                new Problem(
                        "PAR-1254",
                        Culprit.NETWORK,
                        address + " cannot be connected to.",
                        "See whether the server runs and whether a firewall lies between."));
    }

    private static FolderTrouble config(String code, String text, String remedy) {
        return new FolderTrouble(new Problem(code, Culprit.CONFIG, text, remedy));
    }
}
