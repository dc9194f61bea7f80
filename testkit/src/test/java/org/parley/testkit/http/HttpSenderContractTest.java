package org.parley.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.http.HttpSender;
import org.parley.engine.plan.Transport;
import org.parley.testkit.contract.SenderContract;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.hl7v2.Message;
import org.parley.wire.hl7v2.Path;
import org.parley.wire.hl7v2.Reading;

final class HttpSenderContractTest extends SenderContract {
    @Override
    protected Optional<Receiver> receiver(Behaviour behaviour) throws IOException {
        return Optional.of(new Server(behaviour));
    }

    @Override
    protected Sender sender(Receiver to, Duration answerWithin) {
        URI uri = URI.create("http://127.0.0.1:" + ((Server) to).port + "/");
        var out =
                new Transport.HttpOut(
                        uri, "application/hl7-v2", Optional.empty(), Optional.empty());
        return new HttpSender("epr.all", out, answerWithin, Clock.system());
    }

    @Override
    protected Outgoing message(int number) {
        String text = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|c" + number + "|P|2.4\rPID|1\r";
        return new Outgoing(text.getBytes(ISO_8859_1), "c" + number, true);
    }

    /** A receiver that speaks just enough HTTP. */
    private static final class Server implements Receiver {
        private final Behaviour behaviour;
        private final ServerSocket listening;
        private final int port;
        private final List<byte[]> got = new CopyOnWriteArrayList<>();
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();

        Server(Behaviour behaviour) throws IOException {
            this.behaviour = behaviour;
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.port = listening.getLocalPort();
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listening.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException closed) {
                return;
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (true) {
                    byte[] body = request(in);
                    got.add(body);
                    if (behaviour == Behaviour.HANGS_UP) {
                        return;
                    }
                    if (behaviour != Behaviour.SILENT) {
                        socket.getOutputStream().write(answer(body));
                    }
                }
            } catch (IOException gone) {
                return;
            }
        }

        private byte[] answer(byte[] body) {
            String controlId =
                    Message.read(body) instanceof Reading.Good(Message message)
                            ? message.text(Path.of("MSH-10")).orElse("")
                            : "";
            String ack =
                    switch (behaviour) {
                        case ACCEPTS -> ack("AA", controlId);
                        case REJECTS -> ack("AR", controlId);
                        case ANSWERS_FOR_OTHERS -> ack("AA", "other-" + controlId);
                        case GARBLES, SILENT, HANGS_UP -> "";
                    };
            return behaviour == Behaviour.GARBLES
                    ? "what is this\r\n\r\n".getBytes(ISO_8859_1)
                    : ("HTTP/1.1 200 OK\r\nContent-Length: " + ack.length() + "\r\n\r\n" + ack)
                            .getBytes(ISO_8859_1);
        }

        private static String ack(String code, String controlId) {
            String text =
                    "MSH|^~\\&|C|D|A|B|2026||ACK|9|P|2.4\rMSA|" + code + "|" + controlId + "\r";
            if (Acknowledgement.read(text.getBytes(ISO_8859_1)).isEmpty()) {
                throw new AssertionError("the test's own answer is none");
            }
            return text;
        }

        private static byte[] request(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("gone");
                }
                head.append((char) b);
            }
            String lower = head.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf("content-length:") + 15;
            return in.readNBytes(
                    Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip()));
        }

        @Override
        public List<byte[]> got() {
            return got;
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
