package org.parley.engine.deliver.http;

import java.time.Duration;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** What can go wrong with an HTTP destination. Texts name destinations and codes, never content. */
final class HttpSendProblems {
    private HttpSendProblems() {}

    static Problem noConnection(String destination) {
        return network(
                "PAR-1260",
                destination + " cannot be connected to.",
                "See whether the receiver runs and whether a firewall lies between.");
    }

    static Problem late(String destination, Duration within) {
        return receiver(
                "PAR-1261",
                destination + " did not answer within " + within.toMillis() + " ms.",
                "Ask the receiver's team why it is slow; the message waits and is sent again.");
    }

    static Problem notNow(String destination, int status) {
        return receiver(
                "PAR-1262",
                destination + " answered HTTP " + status + ": it cannot take messages now.",
                "Ask the receiver's team; the message waits and is sent again.");
    }

    static Problem rejected(String destination, int status) {
        return receiver(
                "PAR-1263",
                destination + " rejected the message with HTTP " + status + ".",
                "See with the receiver's team what it objects to, then resend or close it.");
    }

    static Problem otherControlId(String destination) {
        return receiver(
                "PAR-1264",
                destination + " answered for another control id, which is no answer to this one.",
                "Ask the receiver's team why MSA-2 is not the MSH-10 it was sent.");
    }

    static Problem refused(String destination, String code) {
        return receiver(
                "PAR-1265",
                destination + " rejected the message with " + code + ".",
                "See with the receiver's team what it objects to, then resend or close it.");
    }

    static Problem redirected(String destination, int status) {
        return config(
                "PAR-1266",
                destination + " answered HTTP " + status + ", a redirect, which is not followed.",
                "Configure the address that the receiver really has.");
    }

    static Problem unreadableAck(String destination) {
        return receiver(
                "PAR-1267",
                destination + " answered with an HL7 v2 message that is no acknowledgement.",
                "Ask the receiver's team for an MSA segment with AA, AE or AR.");
    }

    static Problem tls(String destination) {
        return network(
                "PAR-1268",
                "No encrypted connection to " + destination + " could be made.",
                "Compare its certificate with the trust that is configured, and see who expired.");
    }

    static Problem fault(String destination) {
        return new Problem(
                "PAR-1269",
                Culprit.PARLEY,
                "A request to " + destination + " could not be made.",
                "See the log for the fault and report it; the message waits.");
    }

    static Problem broken(String destination) {
        return network(
                "PAR-1270",
                "The connection to " + destination + " broke before an answer came.",
                "See whether the receiver restarted; the message waits and is sent again.");
    }

    static Problem closed(String destination) {
        return new Problem(
                "PAR-1271",
                Culprit.PARLEY,
                "The connection to " + destination + " was closed by us before an answer came.",
                "Nothing to do: the message waits and is sent again.");
    }

    static Problem notAllowed(String destination, int status) {
        return config(
                "PAR-1272",
                destination + " answered HTTP " + status + ": it does not accept our token.",
                "Put a valid token in place; the messages wait meanwhile.");
    }

    static Problem address() {
        return config(
                "PAR-1273",
                "The address of an HTTP destination is not an http or https URI with a host.",
                "Correct the address in the environment's file.");
    }

    private static Problem receiver(String code, String text, String remedy) {
        return new Problem(code, Culprit.RECEIVER, text, remedy);
    }

    private static Problem network(String code, String text, String remedy) {
        return new Problem(code, Culprit.NETWORK, text, remedy);
    }

    private static Problem config(String code, String text, String remedy) {
        return new Problem(code, Culprit.CONFIG, text, remedy);
    }
}
