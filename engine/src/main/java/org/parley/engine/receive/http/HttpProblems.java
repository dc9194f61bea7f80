package org.parley.engine.receive.http;

import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems an HTTP sender can meet before its message reaches the intake. */
final class HttpProblems {
    private HttpProblems() {}

    static Problem tooLong(long limit) {
        return new Problem(
                "PAR-1200",
                Culprit.CAPACITY,
                "The body is longer than the limit of " + limit + " bytes.",
                "Send smaller messages, or have the port's limit raised.");
    }

    static Problem mediaType(String wanted) {
        return sender(
                "PAR-1201",
                "This port does not take the Content-Type that was sent.",
                "Send " + wanted + ".");
    }

    static Problem noLength() {
        return sender(
                "PAR-1202",
                "The request has neither a Content-Length nor a chunked body.",
                "Send one of the two.");
    }

    static Problem tooSlow() {
        return new Problem(
                "PAR-1203",
                Culprit.NETWORK,
                "The body came too slowly and was not taken.",
                "Look at the line to the sender, then send it again.");
    }

    static Problem notAllowed() {
        return sender(
                "PAR-1204",
                "The bearer token is missing or wrong.",
                "Send the header Authorization: Bearer with the token agreed for this port.");
    }

    static Problem method() {
        return sender("PAR-1205", "This path takes messages by POST only.", "Use POST.");
    }

    static Problem path() {
        return sender(
                "PAR-1206",
                "There is no port at this path.",
                "Use the path that is configured for the port.");
    }

    static Problem key(int limit) {
        return sender(
                "PAR-1207",
                "The Idempotency-Key is empty, longer than "
                        + limit
                        + " characters, or not printable ASCII.",
                "Send a key that is, for instance a UUID.");
    }

    static Problem empty() {
        return sender("PAR-1208", "The body is empty.", "Send the message as the body.");
    }

    static Problem encoded() {
        return sender(
                "PAR-1209",
                "The body has a Content-Encoding, which this port does not take.",
                "Send the body as it is, not compressed.");
    }

    static Problem cannotListen(String address) {
        return new Problem(
                "PAR-1210",
                Culprit.CONFIG,
                "The HTTP port cannot listen at " + address + ".",
                "See whether another program or port uses this address, and whether it is ours.");
    }

    static Problem cannotSpool() {
        return new Problem(
                "PAR-1211",
                Culprit.CAPACITY,
                "The body could not be written to the spool folder and was not taken.",
                "See whether the disk of the data folder is full, then send it again.");
    }

    static Problem malformed() {
        return sender(
                "PAR-1212",
                "The request is not HTTP/1.1 as RFC 9112 has it, or its head is too long.",
                "See what the sender or a proxy in between sends.");
    }

    static Problem ours() {
        return new Problem(
                "PAR-1213",
                Culprit.PARLEY,
                "The request met a fault of this engine; whether it was kept is not known.",
                "Send it again, with the same Idempotency-Key if it had one, and report the fault.");
    }

    static Problem cutShort() {
        return new Problem(
                "PAR-1214",
                Culprit.NETWORK,
                "The body ended before the length that was announced and was not taken.",
                "Look at the line to the sender, then send it again.");
    }

    private static Problem sender(String code, String text, String remedy) {
        return new Problem(code, Culprit.SENDER, text, remedy);
    }
}
