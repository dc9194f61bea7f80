package org.parley.testkit.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of a sender with its queue and its virtual thread. */
final class SenderLine {
    private final InetSocketAddress engine;
    private final SenderSettings settings;
    private final Verdict verdict;
    private final Runnable unanswered;
    private final Ledger ledger;
    private final BlockingQueue<Outgoing> queue;
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread;
    private Optional<Outgoing> unsent = Optional.empty();
    private volatile boolean closed;
    private volatile Socket socket = new Socket();

    /** Hears what became of a message. */
    interface Verdict {
        void told(Outgoing message, Told told, long nanos);
    }

    SenderLine(
            String name,
            InetSocketAddress engine,
            SenderSettings settings,
            Verdict verdict,
            Runnable unanswered,
            Ledger ledger) {
        this.engine = engine;
        this.settings = settings;
        this.verdict = verdict;
        this.unanswered = unanswered;
        this.ledger = ledger;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    void offer(Outgoing message) {
        open.incrementAndGet();
        try {
            queue.put(message);
        } catch (InterruptedException e) {
            open.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    /** Everything offered has been answered. */
    boolean idle() {
        return open.get() == 0;
    }

    void close() {
        closed = true;
        thread.interrupt();
        Quietly.close(socket);
        queue.clear();
    }

    private void run() {
        try {
            while (!closed) {
                connected();
                Quietly.close(socket);
            }
        } catch (InterruptedException stop) {
            Quietly.close(socket);
        }
    }

    private void connected() throws InterruptedException {
        Socket line = new Socket();
        socket = line;
        try {
            line.setTcpNoDelay(true);
            line.connect(engine, (int) settings.answerWithin().toMillis());
            FrameReader answers = new FrameReader(line.getInputStream());
            OutputStream out = line.getOutputStream();
            while (!closed) {
                Outgoing message = unsent.isPresent() ? unsent.get() : queue.take();
                unsent = Optional.of(message);
                long begun = System.nanoTime();
                ledger.attempted(message.controlId());
                out.write(framed(message.bytes()));
                Told told = answer(line, answers, message, begun);
                if (told == Told.NOTHING) {
                    throw new IOException("no answer");
                }
                verdict.told(message, told, System.nanoTime() - begun);
                unsent = Optional.empty();
                open.decrementAndGet();
            }
        } catch (IOException e) {
            unanswered.run();
            if (!closed) {
                Thread.sleep(settings.pause());
            }
        }
    }

    private Told answer(Socket line, FrameReader answers, Outgoing message, long begun)
            throws IOException {
        while (true) {
            Duration left = settings.answerWithin().minusNanos(System.nanoTime() - begun);
            if (!left.isPositive()) {
                return Told.NOTHING;
            }
            line.setSoTimeout((int) Math.max(1, left.toMillis()));
            if (!answers.next()) {
                return Told.NOTHING;
            }
            Told told = read(answers, message);
            if (told != Told.NOTHING) {
                return told;
            }
        }
    }

    /** An answer for another control id is none; a refusal without one can only be for this. */
    private static Told read(FrameReader answers, Outgoing message) {
        String text =
                new String(
                        answers.buffer(),
                        answers.from(),
                        answers.to() - answers.from(),
                        StandardCharsets.ISO_8859_1);
        int msa = text.indexOf("\rMSA");
        if (msa < 0 || msa + 7 > text.length()) {
            return Told.NOTHING;
        }
        char bar = text.charAt(msa + 4);
        String code = text.substring(msa + 5, msa + 7);
        int from = Math.min(text.length(), msa + 8);
        int to = from;
        while (to < text.length() && text.charAt(to) != bar && text.charAt(to) != '\r') {
            to++;
        }
        String id = text.substring(from, to);
        boolean yes = code.equals("AA") || code.equals("CA");
        if (id.equals(message.controlId())) {
            return yes ? Told.ACCEPTED : Told.REFUSED;
        }
        return id.isEmpty() && !yes ? Told.REFUSED : Told.NOTHING;
    }

    private static byte[] framed(byte[] bytes) {
        byte[] frame = new byte[bytes.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(bytes, 0, frame, 1, bytes.length);
        frame[bytes.length + 1] = 0x1C;
        frame[bytes.length + 2] = '\r';
        return frame;
    }
}
