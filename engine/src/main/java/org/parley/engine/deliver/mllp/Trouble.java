package org.parley.engine.deliver.mllp;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.parley.engine.plan.Transport;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/** The problems of one destination, in words. Never holds what a receiver wrote as it wrote it. */
final class Trouble {
    private final String name;
    private final String address;
    private final Duration answerWithin;

    Trouble(String name, Transport.MllpOut out, Duration answerWithin) {
        this.name = name;
        this.address = out.host() + ":" + out.port();
        this.answerWithin = answerWithin;
    }

    Problem notConnected(IOException e, boolean late) {
        if (e instanceof UnknownHostException) {
            return new Problem(
                    "PAR-1149",
                    Culprit.CONFIG,
                    "The host of " + name + " (" + address + ") is not known.",
                    "Check the address in the environment's file, and the name service.");
        }
        if (e instanceof SSLException && !late) {
            return new Problem(
                    "PAR-1148",
                    Culprit.RECEIVER,
                    "TLS with " + name + " (" + address + ") failed: " + e.getMessage(),
                    "Check both certificates, what each side trusts, and the host name.");
        }
        return new Problem(
                "PAR-1140",
                Culprit.NETWORK,
                name
                        + " ("
                        + address
                        + ") cannot be connected: "
                        + (late ? "no connection in time" : String.valueOf(e.getMessage()))
                        + ".",
                "Check that the receiver runs and listens there, and the firewalls between.");
    }

    Problem noAnswer(int foreign) {
        return new Problem(
                "PAR-1141",
                Culprit.RECEIVER,
                name
                        + " gave no answer for this message within "
                        + answerWithin.toMillis()
                        + " ms"
                        + others(foreign)
                        + ".",
                "Ask the receiver's owner whether it hangs; the message will be sent again.");
    }

    private static String others(int foreign) {
        return foreign == 0 ? "" : ", but " + foreign + " for other control ids";
    }

    Problem lost(IOException e, int foreign) {
        String how =
                e instanceof EOFException
                        ? "was closed by the receiver"
                        : "broke (" + e.getMessage() + ")";
        return new Problem(
                "PAR-1142",
                Culprit.NETWORK,
                "The connection to "
                        + name
                        + " "
                        + how
                        + " before the answer came"
                        + others(foreign)
                        + ".",
                "Look at the receiver and the network; the message will be sent again.");
    }

    Problem rejected(Acknowledgement answer) {
        return new Problem(
                "PAR-1143",
                Culprit.RECEIVER,
                name + " answered " + answer.code() + SafeText.of(answer) + ".",
                "Ask the receiver's owner why; correct and resend the message, or close it.");
    }

    Problem garbled() {
        return new Problem(
                "PAR-1144",
                Culprit.RECEIVER,
                name + " answered with something that is no acknowledgement.",
                "Ask the receiver's owner what it sends; the message will be sent again.");
    }

    Problem notCommitted() {
        return new Problem(
                "PAR-1145",
                Culprit.RECEIVER,
                name + " could not commit the message to its storage (NAK).",
                "Ask the receiver's owner about its storage; then resend the message.");
    }

    Problem closedByUs() {
        return new Problem(
                "PAR-1146",
                Culprit.PARLEY,
                "The connection to " + name + " was closed by this engine.",
                "Nothing need be done; the message will be sent when the destination runs again.");
    }
}
