/**
 * Feeds that are no HL7: CSV, JSON and XML. A file is cut into records, and a record becomes a
 * message in memory, a segment for it and for each item of its lists, so that all that reads v2
 * reads feeds: conditions, tables, the account.
 *
 * <p>Contract: pure; no bytes make it throw; what cannot be right is a problem that holds no value,
 * with the line that it begins on. The same bytes and layout give the same messages for ever. A
 * record's message has whatever stands outside of the list that was cut, so nothing is lost by
 * cutting.
 */
@NullMarked
package org.parley.engine.feed;

import org.jspecify.annotations.NullMarked;
