package org.parley.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;

/** One direction of one proxied connection. */
final class FaultPipe implements Runnable {
    private static final int CHUNK = 8 * 1024;

    private final Socket from;
    private final Socket to;
    private final boolean towardsServer;
    private final Supplier<Fault> fault;
    private final Runnable resetBoth;
    private long passed;
    private boolean ended;

    FaultPipe(
            Socket from,
            Socket to,
            boolean towardsServer,
            Supplier<Fault> fault,
            Runnable resetBoth) {
        this.from = from;
        this.to = to;
        this.towardsServer = towardsServer;
        this.fault = fault;
        this.resetBoth = resetBoth;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                pass(chunk, n, out);
            }
            if (!ended) {
                to.shutdownOutput();
            }
        } catch (IOException gone) {
            FaultProxy.quietly(from);
            FaultProxy.quietly(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(byte[] chunk, int n, OutputStream out)
            throws IOException, InterruptedException {
        if (ended) {
            return;
        }
        switch (fault.get()) {
            case Fault.None(), Fault.Refuse() -> write(chunk, n, out);
            case Fault.Latency(Duration delay) -> {
                Thread.sleep(delay);
                write(chunk, n, out);
            }
            case Fault.Bandwidth(int bytesPerSecond) -> slowly(chunk, n, out, bytesPerSecond);
            case Fault.ResetAfter(long bytes) -> {
                if (towardsServer && passed + n >= bytes) {
                    write(chunk, (int) Math.max(0, bytes - passed), out);
                    resetBoth.run();
                } else {
                    write(chunk, n, out);
                }
            }
            case Fault.HalfCloseAfter(long bytes) -> {
                if (towardsServer && passed + n >= bytes) {
                    write(chunk, (int) Math.max(0, bytes - passed), out);
                    to.shutdownOutput();
                    ended = true;
                } else {
                    write(chunk, n, out);
                }
            }
            case Fault.Corrupt(int every) -> {
                for (int i = 0; i < n; i++) {
                    if ((passed + i + 1) % every == 0) {
                        chunk[i] = (byte) (chunk[i] ^ (towardsServer ? 0x04 : 0x10));
                    }
                }
                write(chunk, n, out);
            }
            case Fault.BlackHole() -> passed += n;
        }
    }

    private void slowly(byte[] chunk, int n, OutputStream out, int bytesPerSecond)
            throws IOException, InterruptedException {
        int step = Math.max(1, bytesPerSecond / 50);
        for (int at = 0; at < n; at += step) {
            int some = Math.min(step, n - at);
            out.write(chunk, at, some);
            passed += some;
            Thread.sleep(Duration.ofNanos(some * 1_000_000_000L / bytesPerSecond));
        }
    }

    private void write(byte[] chunk, int n, OutputStream out) throws IOException {
        out.write(chunk, 0, n);
        passed += n;
    }
}
