package org.parley.testkit.mllp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.engine.clock.Clock;
import org.parley.engine.deliver.Sender;
import org.parley.engine.deliver.Sender.Outgoing;
import org.parley.engine.deliver.mllp.MllpSender;
import org.parley.engine.plan.Transport;
import org.parley.testkit.contract.SenderContract;
import org.parley.wire.hl7v2.Acknowledgement;
import org.parley.wire.mllp.Frame;
import org.parley.wire.mllp.FrameDecoder;
import org.parley.wire.mllp.FrameLimits;
import org.parley.wire.mllp.Mllp;
import org.parley.wire.mllp.MllpCounters;
import org.parley.wire.mllp.Spool;

final class MllpSenderContractTest extends SenderContract {

    @Override
    protected Optional<Receiver> receiver(Behaviour behaviour) throws IOException {
        return Optional.of(new Listening(behaviour));
    }

    @Override
    protected Sender sender(Receiver to, Duration answerWithin) {
        int port = ((Listening) to).server.getLocalPort();
        return new MllpSender(
                "lims.demographics",
                new Transport.MllpOut("127.0.0.1", port, false, Optional.empty()),
                answerWithin,
                Clock.system(),
                new MllpCounters());
    }

    @Override
    protected Outgoing message(int number) {
        String id = "c" + number;
        String text = "MSH|^~\\&|PAS|R0A|LIMS|R0A|20260101||ADT^A01|" + id + "|P|2.4\rPID|1||é\r";
        return new Outgoing(text.getBytes(ISO_8859_1), id, true);
    }

    private static final class Listening implements Receiver {
        private final ServerSocket server =
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private final List<byte[]> got = new CopyOnWriteArrayList<>();
        private final Behaviour behaviour;
        private final Thread acceptor;

        Listening(Behaviour behaviour) throws IOException {
            this.behaviour = behaviour;
            acceptor = Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                return;
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    FrameDecoder decoder =
                            new FrameDecoder(
                                    FrameLimits.upTo(1 << 20), Spool.none(), fault -> {})) {
                byte[] piece = new byte[8192];
                boolean goesOn = true;
                while (goesOn) {
                    Frame frame = decoder.poll();
                    if (frame == null) {
                        int read = socket.getInputStream().read(piece);
                        goesOn = read >= 0;
                        decoder.take(ByteBuffer.wrap(piece, 0, Math.max(0, read)));
                    } else if (frame.content() instanceof Frame.Content.Bytes(byte[] bytes)) {
                        got.add(bytes);
                        goesOn = answer(bytes, socket);
                    }
                }
            } catch (IOException e) {
                open.remove(socket);
            }
        }

        private boolean answer(byte[] message, Socket socket) throws IOException {
            switch (behaviour) {
                case ACCEPTS -> say("AA", message, socket);
                case REJECTS -> say("AE", message, socket);
                case ANSWERS_FOR_OTHERS -> {
                    String other = new String(message, ISO_8859_1).replace("|c", "|other");
                    say("AA", other.getBytes(ISO_8859_1), socket);
                }
                case GARBLES -> socket.getOutputStream().write(Mllp.frame(new byte[] {'?'}));
                case SILENT -> {}
                case HANGS_UP -> {
                    return false;
                }
            }
            return true;
        }

        private static void say(String code, byte[] message, Socket socket) throws IOException {
            byte[] answer =
                    Acknowledgement.compose(
                            message, code, Optional.empty(), Instant.EPOCH, "answer");
            socket.getOutputStream().write(Mllp.frame(answer));
        }

        @Override
        public List<byte[]> got() {
            return List.copyOf(got);
        }

        @Override
        public void close() throws IOException {
            server.close();
            try {
                // until it has noticed, it may take one more connection
                acceptor.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
