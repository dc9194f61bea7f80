/**
 * The first page: what an engine does at this moment, in a browser on the same machine.
 *
 * <p>Contract. {@link PageServer} listens on the loopback address only and asks for a token made at
 * the start. It reads the engine and changes nothing, except that a person may resend, edit or
 * close a parked delivery, which goes through {@link org.parley.engine.ledger.Acts}. What a message
 * says is shown only after a name and a reason were given and are on disk in the audit log. No
 * patient data is in an address, a title or a log. Overload: at most {@link
 * PageServer#MAX_WATCHERS} live viewers; the others are answered 503 and their page says that it
 * stands still. Shutdown: live connections end, requests in hand are answered.
 *
 * <p>Types are public where a template in {@code src/main/jte} reads them.
 */
@NullMarked
package org.parley.app.page;

import org.jspecify.annotations.NullMarked;
