package org.parley.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.parley.engine.journal.Entry;

/**
 * A fold for tests: counts the words of bodies, keeps the order they came in. Folding an entry
 * twice, or never, shows.
 *
 * @param version of the tables
 * @param fault is asked before and after each entry and before each commit
 */
record Words(int version, Runnable fault) implements Fold {
    static final String NAME = "words";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "create table word (word text primary key, times bigint not null, raw bytea)",
                "create table seen (number bigint primary key, position bigint not null, chain"
                        + " bigint not null)",
                "create index seen_position on seen (position)");
    }

    @Override
    public Session open(Sql sql) throws SQLException {
        long[] at = new long[2];
        try (ResultSet last =
                sql.ask("select number, chain from seen order by number desc limit 1")) {
            if (last.next()) {
                at[0] = last.getLong(1);
                at[1] = last.getLong(2);
            }
        }
        return new Session() {
            @Override
            public void fold(Entry entry) throws SQLException {
                fault.run();
                for (String word :
                        new String(entry.body(), StandardCharsets.UTF_8).split(" ", -1)) {
                    sql.change(
                            "insert into word (word, times, raw) values (?, 1, ?) on conflict"
                                    + " (word) do update set times = word.times + 1",
                            word,
                            word.getBytes(StandardCharsets.UTF_8));
                }
                at[0]++;
                at[1] = at[1] * 31 + entry.position();
                fault.run();
                sql.change("insert into seen values (?, ?, ?)", at[0], entry.position(), at[1]);
            }

            @Override
            public void flush() {
                fault.run();
            }
        };
    }

    /** Everything in the tables, in the order of the database. */
    static List<String> all(Database database) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Sql sql = database.read(NAME)) {
            try (ResultSet rows = sql.ask("select word, times, raw from word order by word")) {
                while (rows.next()) {
                    byte[] raw = rows.getBytes(3);
                    all.add(rows.getString(1) + " " + rows.getLong(2) + " " + raw.length);
                }
            }
            try (ResultSet rows = sql.ask("select number, position, chain from seen order by 1")) {
                while (rows.next()) {
                    all.add(rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getLong(3));
                }
            }
        }
        return all;
    }
}
