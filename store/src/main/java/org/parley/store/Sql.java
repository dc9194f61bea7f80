package org.parley.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a reader's tables, with the statements that were prepared on it. Owned by one
 * thread. Values are texts, numbers ({@code Long}, {@code Integer}), booleans (1 and 0), bytes and
 * null.
 */
public final class Sql implements AutoCloseable {
    /** Statements kept; a reader has a fixed set of them, so more is a bug. */
    private static final int STATEMENTS = 500;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement without values and keeps nothing of it. */
    public void run(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** Inserts, updates or deletes; says how many rows. */
    public int change(String text, @Nullable Object... values) throws SQLException {
        return bound(text, values).executeUpdate();
    }

    /**
     * Asks. The answer is to be read and closed before the same text is asked again.
     *
     * @param text the same text each time, never with values in it
     */
    public ResultSet ask(String text, @Nullable Object... values) throws SQLException {
        return bound(text, values).executeQuery();
    }

    /** The number in the first column of the first row. */
    public Optional<Long> number(String text, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = ask(text, values)) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    /** The text in the first column of the first row, when there is one. */
    public Optional<String> text(String text, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = ask(text, values)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private PreparedStatement bound(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            if (statements.size() == STATEMENTS) {
                throw new IllegalStateException("statements are made of values: " + text);
            }
            statement = connection.prepareStatement(text);
            statements.put(text, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, storable(text));
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setLong(at, number);
            case Boolean yes -> statement.setLong(at, yes ? 1 : 0);
            case byte[] bytes -> statement.setBytes(at, bytes);
            default ->
                    throw new IllegalArgumentException(
                            "no value of a column: " + value.getClass().getName());
        }
    }

    /**
     * A text that both databases take: NUL and halves of characters, which no real text has, become
     * U+FFFD.
     */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Makes everything since the last commit lasting, all of it or nothing. */
    void commit() throws SQLException {
        connection.commit();
    }

    Connection connection() {
        return connection;
    }

    /** Lets go; what is not committed is undone. */
    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException gone) {
            // the connection is dead, and with it what was not committed
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // nothing is left to close
        }
    }
}
