/**
 * The files port: messages that come as files in a folder, local or on an SFTP server.
 *
 * <p>Contract. A file is taken when it is whole, claimed by a rename that only one engine can win,
 * cut into messages, each handed to the intake, and put into {@code done} or {@code refused} with a
 * report only after every message of it is durable. A file that was claimed when the engine stopped
 * is taken again from its beginning, with the same idempotency key for each of its messages, so
 * that none is lost or kept twice. Files are taken one after another, oldest first. Overload: a
 * file waits where it is, claimed, and so do those behind it.
 */
@NullMarked
package org.parley.engine.receive.files;

import org.jspecify.annotations.NullMarked;
