package org.parley.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.parley.conformance.terminology.AskedBehind;
import org.parley.conformance.terminology.Credentials;
import org.parley.conformance.terminology.HttpServer;
import org.parley.conformance.terminology.Memory;
import org.parley.conformance.validate.Terminology;

/** A terminology server that is asked behind the messages of one run, and what it said before. */
final class CodesBehind implements AutoCloseable {
    /** Longest wait at the end for codes that are still to be asked. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(60);

    private final Memory memory;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AskedBehind asked;
    private final Thread thread;
    private final Consumer<String> progress;
    private volatile boolean ended;

    CodesBehind(URI server, Path codes, Credentials credentials, Consumer<String> progress)
            throws IOException {
        this.progress = progress;
        memory = Memory.open(codes, Instant.now());
        memory.aside()
                .ifPresent(file ->
                        progress.accept(
                                codes
                                        + " is no text; it was renamed to "
                                        + file
                                        + ", and codes are asked anew."));
        asked =
                new AskedBehind(
                        memory,
                        new HttpServer(server, credentials, http, Instant::now, UUID::randomUUID),
                        Instant::now);
        thread = Thread.ofVirtual().name("terminology").start(this::ask);
    }

    Terminology terminology() {
        return asked;
    }

    private void ask() {
        try {
            while (!ended) {
                Thread.sleep(asked.step());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException full) {
            progress.accept(
                    "What the terminology server said cannot be kept: " + full.getMessage());
        }
    }

    /** Waits for the codes that are still to be asked, so that the next run knows them. */
    @Override
    public void close() throws IOException {
        Instant end = Instant.now().plus(LAST_WAIT);
        try {
            while (thread.isAlive()
                    && asked.waiting() > 0
                    && asked.trouble().isEmpty()
                    && Instant.now().isBefore(end)) {
                Thread.sleep(AskedBehind.BETWEEN);
            }
            ended = true;
            thread.interrupt();
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        asked.trouble().ifPresent(progress);
        progress.accept(memory.size() + " codes are known; run again to judge by those asked now.");
        http.close();
        memory.close();
    }
}
