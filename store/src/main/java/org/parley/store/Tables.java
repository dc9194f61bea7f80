package org.parley.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.parley.engine.journal.Entry;
import org.parley.engine.journal.Journal;
import org.parley.wire.problem.Culprit;
import org.parley.wire.problem.Problem;

/**
 * The tables of one reader on one writing connection, and the row that says how far it has come.
 */
final class Tables implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Tables.class.getName());
    private static final String POSITION =
            "create table if not exists reader (name text primary key, version bigint not null,"
                    + " since bigint not null, position bigint not null, last bigint not null,"
                    + " mark bigint not null)";

    private final Database database;
    private final Fold fold;
    private final Sql sql;
    private long position;

    private Tables(Database database, Fold fold, Sql sql) {
        this.database = database;
        this.fold = fold;
        this.sql = sql;
    }

    /**
     * Opens the tables; makes them when there are none, or when they are of another version or of
     * another journal.
     *
     * @param shorter whether they may be made again of a journal that no longer holds all that they
     *     were made of
     */
    static Tables open(Database database, Fold fold, Journal journal, boolean shorter)
            throws SQLException {
        Tables tables = new Tables(database, fold, database.write(fold.name()));
        try {
            tables.ready(journal, shorter);
            return tables;
        } catch (SQLException | RuntimeException cannot) {
            tables.close();
            throw cannot;
        }
    }

    /** What the row of a reader says. */
    private record Row(long version, long since, long position, long last, long mark) {}

    private void ready(Journal journal, boolean shorter) throws SQLException {
        sql.run(database.table(POSITION));
        Optional<Row> row = row();
        if (row.isPresent()) {
            Optional<String> why = stale(row.get(), journal);
            if (why.isEmpty()) {
                position = row.get().position();
                passOverWhatIsGone(journal);
                sql.commit();
                return;
            }
            if (journal.first() > row.get().since() && !shorter) {
                throw refused(why.get());
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "Tables are made again from the journal. reader={0} why={1}",
                    fold.name(),
                    why.get());
        }
        make(journal.first());
    }

    private Optional<Row> row() throws SQLException {
        try (ResultSet rows =
                sql.ask(
                        "select version, since, position, last, mark from reader where name = ?",
                        fold.name())) {
            return rows.next()
                    ? Optional.of(
                            new Row(
                                    rows.getLong(1),
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getLong(5)))
                    : Optional.empty();
        }
    }

    private Optional<String> stale(Row row, Journal journal) {
        if (row.version() != fold.version()) {
            return Optional.of("their version is " + row.version() + ", not " + fold.version());
        }
        if (row.position() > journal.end()) {
            return Optional.of("the journal ends before them");
        }
        boolean read = row.last() >= 0 && row.last() >= journal.first();
        if (read && journal.entry(row.last()).filter(e -> mark(e) == row.mark()).isEmpty()) {
            return Optional.of("they were made of another journal");
        }
        return Optional.empty();
    }

    private StoreTrouble refused(String why) {
        return new StoreTrouble(
                new Problem(
                        "PAR-7103",
                        Culprit.CAPACITY,
                        "The tables of the reader "
                                + fold.name()
                                + " should be made again ("
                                + why
                                + "), but the journal no longer holds all that they were made of.",
                        "Go back to the version of Parley that made them, restore the journal, or"
                                + " say that they may be made again from what is left."));
    }

    private void passOverWhatIsGone(Journal journal) throws SQLException {
        if (position < journal.first()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Retention removed entries before a reader had read them; its tables lack"
                            + " them. reader={0} from={1} to={2} problem=PAR-7104",
                    fold.name(),
                    Long.toString(position),
                    Long.toString(journal.first()));
            sql.change(
                    "update reader set position = ? where name = ?", journal.first(), fold.name());
            position = journal.first();
        }
    }

    private void make(long first) throws SQLException {
        database.clear(sql, fold.name());
        sql.run(database.table(POSITION));
        for (String statement : fold.tables()) {
            sql.run(database.table(statement));
        }
        sql.change(
                "insert into reader (name, version, since, position, last, mark)"
                        + " values (?, ?, ?, ?, -1, 0)",
                fold.name(),
                fold.version(),
                first,
                first);
        sql.commit();
        position = first;
    }

    /**
     * Commits what was written together with the new position.
     *
     * @param last the last entry folded
     */
    void commit(Entry last) throws SQLException {
        int rows =
                sql.change(
                        "update reader set position = ?, last = ?, mark = ?"
                                + " where name = ? and version = ? and position = ?",
                        last.position() + 1,
                        last.position(),
                        mark(last),
                        fold.name(),
                        fold.version(),
                        position);
        if (rows != 1) {
            throw new StoreTrouble(StoreTrouble.otherWriter(fold.name()));
        }
        sql.commit();
        position = last.position() + 1;
    }

    /** The next position wanted. */
    long position() {
        return position;
    }

    Sql sql() {
        return sql;
    }

    private static long mark(Entry entry) {
        CRC32C sum = new CRC32C();
        ByteBuffer time = ByteBuffer.allocate(Long.BYTES).putLong(entry.time().toEpochMilli());
        for (byte[] part : List.of(time.array(), entry.headers(), entry.body())) {
            sum.update(part);
        }
        return sum.getValue();
    }

    @Override
    public void close() {
        sql.close();
    }
}
