/**
 * The HTTP sender: messages that leave by POST. One request at a time; a redirect is not followed;
 * a body that comes back is read to a limit, judged, and never kept or logged.
 */
@NullMarked
package org.parley.engine.deliver.http;

import org.jspecify.annotations.NullMarked;
