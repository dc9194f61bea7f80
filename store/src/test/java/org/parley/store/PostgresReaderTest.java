package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.parley.engine.journal.Body;
import org.parley.engine.journal.Journal;
import org.parley.testkit.database.PostgresServer;

/** The promises of a reader on a real PostgreSQL server. Slow: the server starts. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresReaderTest extends ReaderContract {
    private PostgresServer server;
    private int databases;

    @BeforeAll
    void start() {
        var started = PostgresServer.start("readers' tables on PostgreSQL");
        Assumptions.assumeTrue(started.isPresent());
        server = started.get();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Database database() throws SQLException {
        String name = "d" + databases++;
        try (Sql sql = new Database.Postgres(server.url(), server.user(), "").read("words")) {
            sql.connection().setReadOnly(false);
            sql.run("create database " + name);
        }
        return new Database.Postgres(
                server.url().replace("/postgres", "/" + name), server.user(), "");
    }

    @Override
    Database another() throws SQLException {
        return database();
    }

    @Test
    void aServerThatGoesAwayIsWaitedFor() throws Exception {
        Database database = database();
        Reader reader =
                new Reader(new Words(1, () -> {}), database, journal, clock, Batch.usual(), false);
        try (ReaderThread thread =
                ReaderThread.start(reader, clock, Thread.ofPlatform().factory())) {
            append("before");
            assertThat(thread.reach(1, Duration.ofSeconds(10))).isTrue();
            server.down();
            append("meanwhile");
            assertThat(thread.reach(2, Duration.ofMillis(500))).isFalse();
            assertThat(thread.failure()).isEmpty();
            assertThat(thread.progress().trouble().orElseThrow().code()).isEqualTo("PAR-7101");
            server.up();
            assertThat(thread.reach(2, Duration.ofSeconds(30))).isTrue();
            assertThat(thread.progress().trouble()).isEmpty();
        }
        assertThat(Words.all(database)).hasSize(4);
    }

    private void append(String body) {
        journal.append(
                        0,
                        new byte[] {1},
                        new Body.Bytes(body.getBytes(StandardCharsets.UTF_8)),
                        Journal.Purpose.NEW)
                .await();
    }
}
