/**
 * XML 1.0 read into a tree, by a reader that knows no DTD and no entity but the five of the
 * standard, and so can be made to fetch or to swell by nobody.
 *
 * <p>Contract: no bytes make the reader throw; what is not well formed is refused with the line; a
 * document type is refused, whatever it says. Local names only: prefixes are dropped. Limits are
 * named in {@link org.parley.wire.xml.XmlReader}.
 */
@NullMarked
package org.parley.wire.xml;

import org.jspecify.annotations.NullMarked;
