/**
 * Tables that readers of the journal keep, in SQLite or PostgreSQL.
 *
 * <p>Contract. A {@link org.parley.store.Fold} says which tables it keeps and what one entry does
 * to them; a {@link org.parley.store.Reader} steps it behind the journal. How far the reader has
 * come is a row beside its tables and changes in the same transaction, so after a crash, wherever
 * it struck, tables and position belong together and the reader goes on as if nothing had been. The
 * journal is the truth: another version of a fold, or another journal, means that the tables are
 * dropped and made again. Each reader has tables of its own: a file in SQLite, a schema in
 * PostgreSQL.
 *
 * <p>Overload: the reader falls behind the journal, never the journal behind the reader; its memory
 * is bounded by {@link org.parley.store.Batch}. Shutdown: what is in no transaction yet is read
 * again. A database that cannot be reached is tried again; what waits stays in the journal.
 *
 * <p>One SQL serves both databases: the types {@code text}, {@code bigint} and {@code bytea}, and
 * {@code insert … on conflict … do update}. Texts compare by their bytes in both.
 */
@NullMarked
package org.parley.store;

import org.jspecify.annotations.NullMarked;
