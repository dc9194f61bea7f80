/**
 * The far side of every wire: systems that send, systems that receive, what goes wrong with them,
 * and the book that tells whether anything was lost, doubled, disordered, changed or invented.
 *
 * <p>Contract. Senders keep one message in flight on each connection and give up only when told to
 * close; receivers answer as their {@link Behaviour} says; both write every fact into one {@link
 * Ledger}. Overload: {@link Sending#offer} blocks while a sender's queue is full. {@link
 * Sending#close} stops at once, {@link Sending#drain} waits first. Uses real sockets, files,
 * threads and time.
 */
@NullMarked
package org.parley.testkit.trust;

import org.jspecify.annotations.NullMarked;
