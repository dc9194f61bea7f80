/**
 * CSV as RFC 4180 has it, read with line numbers and byte ranges, and written.
 *
 * <p>Contract: no bytes make the reader throw; a row that cannot be read right is a bad row with a
 * line number and a problem, never a guess and never dropped in silence; every limit has a name in
 * {@link org.parley.wire.csv.CsvFormat}. {@link org.parley.wire.csv.Csv} reads a whole sheet that
 * is in memory, {@link org.parley.wire.csv.CsvReader} any length in the memory of one row.
 */
@NullMarked
package org.parley.wire.csv;

import org.jspecify.annotations.NullMarked;
