package org.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Where readers keep their tables. */
public sealed interface Database {
    /** What a reader may be called. */
    Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    /**
     * One file for each reader, {@code NAME.db}, beside its write-ahead log.
     *
     * <p>A commit is not flushed to the disk: after a loss of power the tables and the position in
     * them are those of an earlier commit, together, and the journal has the rest.
     *
     * @param folder made when it is not there
     */
    record Sqlite(Path folder) implements Database {
        private static final int CACHE_KIB = 32 * 1024;
        private static final int BUSY_MILLIS = 500;
        private static final int LOG_BYTES = 64 << 20;

        @Override
        public Sql write(String reader) throws SQLException {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new SQLException("no folder for tables", e);
            }
            SQLiteConfig config = config();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setJournalSizeLimit(LOG_BYTES);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            Connection connection = JDBC.createConnection(url(reader), config.toProperties());
            connection.setAutoCommit(false);
            return new Sql(connection);
        }

        @Override
        public Sql read(String reader) throws SQLException {
            SQLiteConfig config = config();
            config.setReadOnly(true);
            return new Sql(JDBC.createConnection(url(reader), config.toProperties()));
        }

        private String url(String reader) {
            return "jdbc:sqlite:" + folder.resolve(checked(reader) + ".db").toAbsolutePath();
        }

        private static SQLiteConfig config() {
            SQLiteConfig config = new SQLiteConfig();
            config.setCacheSize(-CACHE_KIB);
            config.setBusyTimeout(BUSY_MILLIS);
            config.setTempStore(SQLiteConfig.TempStore.MEMORY);
            return config;
        }

        @Override
        public String table(String statement) {
            return statement;
        }

        @Override
        public void clear(Sql sql, String reader) throws SQLException {
            List<String> drops = new ArrayList<>();
            try (var rows =
                    sql.ask(
                            "select type, name from sqlite_master where type in ('table', 'view')"
                                    + " and name not like 'sqlite\\_%' escape '\\'")) {
                while (rows.next()) {
                    drops.add("drop " + rows.getString(1) + " \"" + rows.getString(2) + '"');
                }
            }
            for (String drop : drops) {
                sql.run(drop);
            }
        }
    }

    /**
     * One schema for each reader, {@code parley_NAME}, in a database that the trust keeps.
     *
     * <p>A commit does not wait for the server's disk, for the same reason as in {@link Sqlite}.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
     * @param password never logged
     */
    record Postgres(String url, String user, String password) implements Database {
        private static final int CONNECT_SECONDS = 10;
        private static final int ANSWER_SECONDS = 600;

        @Override
        public Sql write(String reader) throws SQLException {
            Sql sql = new Sql(connection(reader));
            sql.run("create schema if not exists " + schema(reader));
            sql.run("set synchronous_commit = off");
            sql.connection().setAutoCommit(false);
            return sql;
        }

        @Override
        public Sql read(String reader) throws SQLException {
            Connection connection = connection(reader);
            connection.setReadOnly(true);
            return new Sql(connection);
        }

        private Connection connection(String reader) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
            properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("logServerErrorDetail", "false"); // it quotes values
            properties.setProperty("ApplicationName", "parley " + checked(reader));
            properties.setProperty("currentSchema", schema(reader));
            return DriverManager.getConnection(url, properties);
        }

        private static String schema(String reader) {
            return "parley_" + checked(reader);
        }

        @Override
        public String table(String statement) {
            return statement.replaceAll("\\btext\\b", "text collate \"C\"");
        }

        @Override
        public void clear(Sql sql, String reader) throws SQLException {
            sql.run("drop schema " + schema(reader) + " cascade");
            sql.run("create schema " + schema(reader));
        }

        @Override
        public String toString() {
            return "PostgreSQL"; // no address, no password
        }
    }

    /** A connection that writes; nothing is seen by others before it is committed. */
    Sql write(String reader) throws SQLException;

    /** A connection that only reads. */
    Sql read(String reader) throws SQLException;

    /** A statement that makes a table, as this database wants it. */
    String table(String statement);

    /** Drops everything of a reader, within the transaction at hand. */
    void clear(Sql sql, String reader) throws SQLException;

    private static String checked(String reader) {
        if (!NAME.matcher(reader).matches()) {
            throw new IllegalArgumentException("no name of a reader: " + reader);
        }
        return reader;
    }
}
