/**
 * The tests of a trust's files, run in simulated time.
 *
 * <p>Contract. {@link org.parley.engine.trial.Trials#run} takes every test document of a
 * configuration and plays it: the messages given come one after another into the very reception,
 * ledger and lanes of the engine, over a journal in memory and a clock that nothing but the trial
 * moves; simulated receivers answer, with the faults that the test names. Nothing waits, nothing
 * touches a socket, and the same files give the same report, for ever: chance comes from the test's
 * own name. An hour of outage costs milliseconds.
 *
 * <p>Every test holds the engine to its promises, whatever it says itself: each message given is in
 * the book, the book balances, a receiver has every message that the book calls delivered, and
 * messages of one order key arrive in order. Without a word about it, nothing is refused, filtered,
 * unwanted, parked, or waiting in the end.
 *
 * <p>Never throws on input: what cannot be is a failure of that test, in words. Files are written
 * only when golden files are to be accepted, and never a file that a test is given. Test messages
 * are made up, so failures may show their content.
 *
 * <p>Limits: ten simulated years a test, and {@value org.parley.engine.trial.Play#MAX_DAYS} days
 * for it to come to rest; {@value org.parley.engine.trial.Play#MAX_ATTEMPTS} attempts to send a
 * test; {@value org.parley.engine.trial.Difference#MAX_LINES} lines of a difference.
 */
@NullMarked
package org.parley.engine.trial;

import org.jspecify.annotations.NullMarked;
